//! Rebuilds the program when a file of the theme inside it is added or taken away; a change of a file the compiler sees by itself.
#![allow(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
