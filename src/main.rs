//! The program: passes its arguments to the library and exits with the code it returns.

use std::process::ExitCode;

/// A build makes and drops millions of small texts, which the allocators of some systems are slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(asdg_site::cli::run(std::env::args_os()))
}
