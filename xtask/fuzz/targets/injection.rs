#![no_main]
//! libFuzzer's way into [`xtask_fuzz::injection`].

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    xtask_fuzz::injection(input);
});
