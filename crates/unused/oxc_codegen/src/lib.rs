//! Takes the place of oxc_codegen; see `crates/unused/README.md`.

/// How scripts would be printed.
#[derive(Debug, Default)]
pub struct CodegenOptions {
    /// Whether without white space.
    pub minify: bool,
    /// Whether with comments.
    pub comments: bool,
}

/// A printed script.
#[derive(Debug)]
pub struct CodegenReturn {
    /// The script.
    pub code: String,
}

/// A printer of scripts.
#[derive(Debug)]
pub struct Codegen;

impl Codegen {
    /// A printer.
    #[allow(clippy::new_without_default, reason = "minify-html calls it so")]
    pub fn new() -> Self {
        Self
    }

    /// The printer with options.
    pub fn with_options(self, _: CodegenOptions) -> Self {
        self
    }

    /// Prints nothing: no script was parsed.
    pub fn build<P>(self, _: &P) -> CodegenReturn {
        CodegenReturn { code: String::new() }
    }
}
