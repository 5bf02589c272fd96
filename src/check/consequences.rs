//! Removes problems that only follow from others. A register that cannot be read would make every id in it unknown, and
//! those problems would hide the one to fix.

use std::collections::{BTreeMap, BTreeSet};

use asdg_base::problem::{Kind, Problem, Problems, Severity};

/// Removes problems that follow from another reported problem: an unknown city if the register of cities cannot be
/// read; a missing picture if the file is there but is not a picture; an empty response if all of its headings were
/// reported.
pub(super) fn drop_from(problems: &mut Problems) {
    let causes = Causes::of(problems.list());
    problems.retain(|problem| !causes.explain(problem));
}

/// What was reported, by file.
#[derive(Default)]
struct Causes {
    /// How many problems a file has.
    counts: BTreeMap<String, usize>,
    /// Files with errors of their own.
    broken: BTreeSet<String>,
    /// Whether one of these is a questionnaire.
    is_questionnaire_broken: bool,
    /// Files that are not pictures, by folder and name, as responses refer to them.
    no_pictures: BTreeSet<String>,
}

impl Causes {
    fn of(problems: &[Problem]) -> Self {
        let mut causes = Self::default();
        for Problem { place, kind } in problems {
            let Some(place) = place else { continue };
            *causes.counts.entry(place.path.clone()).or_insert(0) += 1;
            if kind.severity() == Severity::Error && !is_unknown(kind) {
                causes.is_questionnaire_broken |= place.path.ends_with("questionnaire.yaml");
                causes.broken.insert(place.path.clone());
            }
            if matches!(kind, Kind::PictureFormat { .. }) {
                let parts: Vec<&str> = place.path.rsplit('/').take(2).collect();
                causes.no_pictures.insert(parts.into_iter().rev().collect::<Vec<_>>().join("/"));
            }
        }
        causes
    }

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
            Kind::PictureMissing { picture, .. } => self.no_pictures.contains(picture),
            _ => false,
        }
    }
}

/// Whether a problem says that an id is missing in a register; it does not concern the register's file.
fn is_unknown(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::UnknownCity { .. }
            | Kind::UnknownTopic { .. }
            | Kind::UnknownCourse { .. }
            | Kind::UnknownSector { .. }
            | Kind::UnknownQuestion { .. }
    )
}
