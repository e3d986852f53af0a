//! Any text is read or refused; what was read can be written and read again, and counted.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks.rs"]
mod checks;

fuzz_target!(|bytes: &[u8]| checks::read(bytes));
