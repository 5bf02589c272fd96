//! The program: hands its words to the library and exits with what comes back.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(asdg_site::cli::run(std::env::args_os()))
}
