//! Takes the place of oxc_parser; see `crates/unused/README.md`. Nothing is parsed, so every script stays as it is written.

use std::marker::PhantomData;

/// A parsed script.
#[derive(Debug)]
pub struct Program<'a>(PhantomData<&'a str>);

/// What parsing gives.
#[derive(Debug)]
pub struct ParserReturn<'a> {
    /// The script.
    pub program: Program<'a>,
    /// Why it cannot be used: always one reason, that nothing was parsed.
    pub errors: Vec<&'static str>,
}

/// A parser.
#[derive(Debug)]
pub struct Parser<'a>(PhantomData<&'a str>);

impl<'a> Parser<'a> {
    /// A parser for a script.
    pub fn new<A, T>(_: &'a A, _: &'a str, _: T) -> Self {
        Self(PhantomData)
    }

    /// Parses nothing.
    pub fn parse(self) -> ParserReturn<'a> {
        ParserReturn { program: Program(PhantomData), errors: vec!["scripts are not parsed"] }
    }
}
