#![no_main]
//! libFuzzer's way into [`xtask_fuzz::overlay`].

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    xtask_fuzz::overlay(input);
});
