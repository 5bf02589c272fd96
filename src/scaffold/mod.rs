//! Scaffold: new digests, editions, responses and entries of registers, for the commands `init` and `new`.
//!
//! It uses the stages `read` and `check`, and makes a [`Plan`] of files. Only [`Plan::write`] changes the disk. It
//! never overwrites a file, and removes everything that it created if it fails.
//!
//! - [`init`]: a new digest, or the example that is compiled into the program.
//! - [`edition`]: another year, with the sectors and questions of the latest one.
//! - [`response`]: frames for responses: files with the questions of their year and sector.
//! - [`entry`]: an entry of a register. The rest of the register stays the same, byte for byte.

mod digest_state;
pub mod edition;
pub mod entry;
pub mod init;
mod lines;
mod plan;
mod register;
pub mod response;
mod template;

pub use digest_state::{Choice, DigestState};
pub use plan::{Change, Plan, PlannedFile};

use std::path::Path;

use crate::model::Site;
use crate::{check, read};
use asdg_base::problem::{Problem, Problems};

/// Reads the settings of the site in `folder`.
pub fn site(folder: &Path) -> Result<Site, Vec<Problem>> {
    let mut problems = Problems::default();
    let site = read::site(folder, &mut problems).and_then(|site| check::site(site, None, &mut problems));
    match site {
        Some(site) if !problems.has_errors() => Ok(site),
        _ => Err(problems.into_sorted()),
    }
}
