//! Rebuilds the program when a file of the theme inside it is added or taken away; a change of a file the compiler sees by itself.
#![allow(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
    // The tests start the program again and again. At a fixed address it starts in less than half of the time: there are pointers all over nine
    // megabytes of tables, and nobody has to adjust them.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "debug")
        && std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
