//! Reports names that two entries of a register share.

use std::collections::BTreeMap;

use super::file::FileCheck;
use asdg_base::problem::Kind;
use asdg_base::yaml::Located;
use asdg_russian::folded;

/// The names and aliases of a register.
#[derive(Default)]
pub(super) struct Names {
    /// The id of the entry, by its folded name.
    owners: BTreeMap<String, String>,
}

impl Names {
    /// Adds the names of an entry, and reports those that another entry has.
    pub(super) fn check(
        &mut self,
        id: &Located<String>,
        name: &Located<String>,
        aliases: &[Located<String>],
        file: &mut FileCheck<'_>,
    ) {
        for Located { value, at } in std::iter::once(name).chain(aliases) {
            match self.owners.insert(folded(value), id.value.clone()) {
                Some(other) if other != id.value => {
                    file.report(at, Kind::AliasClash { name: value.clone(), other });
                }
                _ => {}
            }
        }
    }
}
