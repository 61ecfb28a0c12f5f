#![no_main]
//! libFuzzer's way into [`accounts_fuzz::credentials`].

libfuzzer_sys::fuzz_target!(|input: &[u8]| accounts_fuzz::credentials(input));
