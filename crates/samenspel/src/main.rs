//! `samenspel`: the one program.

use std::process::ExitCode;

fn main() -> ExitCode {
    samenspel::cli::main()
}
