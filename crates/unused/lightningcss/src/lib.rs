//! Takes the place of lightningcss; see `crates/unused/README.md`. Nothing is parsed, so every style stays as it is written.

/// Style sheets and `style` attributes.
pub mod stylesheet {
    /// Nothing is parsed.
    #[derive(Debug, Clone, Copy)]
    pub struct NotParsed;

    /// How styles would be parsed.
    #[derive(Debug, Default)]
    pub struct ParserOptions;

    /// How styles would be minified.
    #[derive(Debug, Default)]
    pub struct MinifyOptions;

    /// How styles would be printed.
    #[derive(Debug, Default)]
    pub struct PrinterOptions {
        /// Whether without white space.
        pub minify: bool,
    }

    /// Printed styles.
    #[derive(Debug)]
    pub struct Printed {
        /// The styles.
        pub code: String,
    }

    /// A style sheet. There is none, since nothing is parsed.
    #[derive(Debug)]
    pub enum StyleSheet {}

    /// A `style` attribute. There is none, since nothing is parsed.
    #[derive(Debug)]
    pub enum StyleAttribute {}

    impl StyleSheet {
        /// Parses nothing.
        pub fn parse(_: &str, _: ParserOptions) -> Result<Self, NotParsed> {
            Err(NotParsed)
        }

        /// Minifies it.
        pub fn minify(&mut self, _: MinifyOptions) -> Result<(), NotParsed> {
            match *self {}
        }

        /// Prints it.
        pub fn to_css(&self, _: PrinterOptions) -> Result<Printed, NotParsed> {
            match *self {}
        }
    }

    impl StyleAttribute {
        /// Parses nothing.
        pub fn parse(_: &str, _: ParserOptions) -> Result<Self, NotParsed> {
            Err(NotParsed)
        }

        /// Minifies it.
        pub fn minify(&mut self, _: MinifyOptions) {
            match *self {}
        }

        /// Prints it.
        pub fn to_css(&self, _: PrinterOptions) -> Result<Printed, NotParsed> {
            match *self {}
        }
    }
}
