#![no_main]
//! libFuzzer's way into [`accounts_fuzz::return_url`].

libfuzzer_sys::fuzz_target!(|input: &[u8]| accounts_fuzz::return_url(input));
