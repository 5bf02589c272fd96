//! End-to-end tests in one binary: each runs the program on a small site and checks what a user would see.
#![allow(clippy::disallowed_methods, reason = "tests arrange their files themselves")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../examples/generate.rs"]
#[allow(dead_code, reason = "tests do not call its `main`")]
mod generate;
mod support;

mod cities;
mod collection;
mod command;
mod completeness;
mod courses;
mod data;
mod docs;
mod english;
mod example;
mod fuzz;
mod generated;
mod import;
mod init;
mod invariants;
mod messages;
mod minification;
mod new;
mod output;
mod overviews;
mod page_size;
mod pages;
mod previews;
mod publish;
mod random;
mod related;
mod search;
mod serve;
mod special_files;
mod status;
mod suggest;
mod terminal;
mod themes;
mod traps;
mod unicode;
