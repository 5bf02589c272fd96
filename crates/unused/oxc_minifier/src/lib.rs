//! Takes the place of oxc_minifier; see `crates/unused/README.md`.

/// How names would be shortened.
#[derive(Debug, Default)]
pub struct MangleOptions;

/// How code would be shortened.
#[derive(Debug, Default)]
pub struct CompressOptions;

impl CompressOptions {
    /// Only what is safe.
    pub fn safest() -> Self {
        Self
    }
}

/// How scripts would be minified.
#[derive(Debug, Default)]
pub struct MinifierOptions {
    /// How names would be shortened.
    pub mangle: Option<MangleOptions>,
    /// How code would be shortened.
    pub compress: Option<CompressOptions>,
}

/// A minifier.
#[derive(Debug)]
pub struct Minifier;

impl Minifier {
    /// A minifier.
    pub fn new(_: MinifierOptions) -> Self {
        Self
    }

    /// Leaves the script as it is.
    pub fn minify<A, P>(self, _: &A, _: &mut P) {}
}
