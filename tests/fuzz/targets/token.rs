#![no_main]
//! libFuzzer's way into [`accounts_fuzz::token`].

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    accounts_fuzz::token(input);
});
