//! The program: passes its arguments to the library and exits with the code it returns.

use std::process::ExitCode;

/// A build allocates and frees millions of small strings; with the allocator of glibc it takes a quarter longer.
/// mimalloc is C, but Rust's linker already requires a C compiler on every system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(asdg_site::cli::run(std::env::args_os()))
}
