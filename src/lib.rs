//! asdg-site
pub mod check;
mod fs;
pub mod link;
pub mod model;
pub mod problem;
pub mod prose;
pub mod read;
pub mod text;
pub mod view;
