#![no_main]
//! libFuzzer's way into [`accounts_fuzz::key_set`].

libfuzzer_sys::fuzz_target!(|input: &[u8]| accounts_fuzz::key_set(input));
