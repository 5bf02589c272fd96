//! Removes problems that are consequences of others. If a register cannot be read, all ids in it would be unknown, and
//! those problems would hide the one to fix.

use std::collections::{BTreeMap, BTreeSet};

use asdg_base::problem::{Kind, Problem, Problems, Severity};

/// Removes problems that are consequences of another reported problem: an unknown city if the register of cities cannot
/// be read; a missing picture if the file exists but is not a picture; an empty response if all of its headings were
/// reported.
pub(super) fn remove_from(problems: &mut Problems) {
    let causes = Causes::of(problems.list());
    problems.retain(|problem| !causes.explain(problem));
}

/// The reported problems that may have consequences.
#[derive(Default)]
struct Causes {
    /// The number of problems of each file.
    counts: BTreeMap<String, usize>,
    /// Files with errors other than unknown ids.
    broken: BTreeSet<String>,
    /// Whether one of them is a questionnaire.
    is_questionnaire_broken: bool,
    /// Files in folders of pictures that are not pictures, as `folder/name`, which is how responses refer to them.
    invalid_pictures: BTreeSet<String>,
}

impl Causes {
    fn of(problems: &[Problem]) -> Self {
        let mut causes = Self::default();
        for Problem { place, kind } in problems {
            let Some(place) = place else { continue };
            *causes.counts.entry(place.path.clone()).or_insert(0) += 1;
            if kind.severity() == Severity::Error && !is_unknown_id(kind) {
                causes.is_questionnaire_broken |= place.path.ends_with("questionnaire.yaml");
                causes.broken.insert(place.path.clone());
            }
            if matches!(kind, Kind::PictureFormat { .. }) {
                let parts: Vec<&str> = place.path.rsplit('/').take(2).collect();
                causes.invalid_pictures.insert(parts.into_iter().rev().collect::<Vec<_>>().join("/"));
            }
        }
        causes
    }

    /// Whether a problem is a consequence.
    fn explain(&self, problem: &Problem) -> bool {
        let is_broken = |file: &str| self.broken.contains(&format!("content/{file}"));
        match &problem.kind {
            Kind::UnknownCity { .. } => is_broken("cities.yaml"),
            Kind::UnknownTopic { .. } => is_broken("topics.yaml"),
            Kind::UnknownCourse { .. } => is_broken("courses.yaml"),
            Kind::UnknownSector { .. } => is_broken("sectors.yaml"),
            Kind::UnknownQuestion { .. } => self.is_questionnaire_broken,
            Kind::QuestionnaireEmpty | Kind::ResponseEmpty => {
                problem.place.as_ref().and_then(|place| self.counts.get(&place.path)).is_some_and(|&count| count > 1)
            }
            Kind::PictureMissing { picture, .. } => self.invalid_pictures.contains(picture),
            _ => false,
        }
    }
}

/// Whether the problem is an id that a register does not have. Such a problem is not in the register's file.
fn is_unknown_id(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::UnknownCity { .. }
            | Kind::UnknownTopic { .. }
            | Kind::UnknownCourse { .. }
            | Kind::UnknownSector { .. }
            | Kind::UnknownQuestion { .. }
    )
}
