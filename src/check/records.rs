//! Checks the records of editors about the texts of cities: outcomes of plans, corrections, replies of the directorate.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::FileCheck;
use super::links::{DeferredLink, LinkChecker};
use super::value::{find, line};
use super::{CheckContext, anchors};
use crate::model::{
    Anchor, Correction, Outcome, OutcomeKind, Reply, ReplyStatus, Response, ResponseId, ResponseKey, Role, Year,
};
use crate::read::schema::{InvalidResponse, SourceCorrection, SourceFile, SourceOutcome, SourceReply};
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::similar;

/// A record about an item of another response, which is checked when all responses are known.
pub(super) struct DeferredRecord {
    place: Place,
    /// The reference to the item as it was written.
    value: String,
    response: ResponseId,
    anchor: Anchor,
    /// The role of the item's question: `Plans` for outcomes, `Support` for replies.
    role: Role,
}

/// Checks the outcomes of a response.
pub(super) fn outcomes(
    sources: Vec<SourceOutcome>,
    id: ResponseId,
    link_checker: &mut LinkChecker<'_>,
    deferred: &mut Vec<DeferredRecord>,
    file: &mut FileCheck<'_>,
) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut seen = BTreeSet::new();
    for SourceOutcome { plan, outcome, passage, note } in sources {
        let kind = file.choice("outcome", &outcome, OutcomeKind::ALL.map(|kind| (kind.id(), kind)));
        let passage = passage.map(|passage| link_checker.local_anchor(&passage));
        let anchor = Anchor::written(&plan.value);
        let Some(kind) = kind else { continue };
        if !seen.insert(anchor.clone()) {
            file.report(&plan.at, Kind::RecordedTwice { value: plan.value });
            continue;
        }
        deferred.push(DeferredRecord {
            place: file.source.place(&plan.at),
            value: plan.value.clone(),
            response: ResponseId { year: Year(id.year.0 - 1), ..id },
            anchor: anchor.clone(),
            role: Role::Plans,
        });
        outcomes.push(Outcome { plan: anchor, kind, passage, note: line(note) });
    }
    outcomes
}

/// Checks the corrections of a response, and sorts them by date.
pub(super) fn corrections(
    sources: Vec<SourceCorrection>,
    link_checker: &mut LinkChecker<'_>,
    file: &mut FileCheck<'_>,
) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for SourceCorrection { date: day, text, passage } in sources {
        let passage = passage.map(|passage| link_checker.local_anchor(&passage));
        let date = file.date(Some(&day));
        if let (Some(date), Some(text)) = (date, line(Some(text))) {
            corrections.push(Correction { date, text, passage });
        }
    }
    corrections.sort_by_key(|correction| correction.date);
    corrections
}

/// Checks the replies of an edition, and sorts them by the responses with the requests.
pub(super) fn replies(
    year: Year,
    file: SourceFile<Vec<SourceReply>>,
    context: &CheckContext,
    links: &mut Vec<DeferredLink>,
    deferred: &mut Vec<DeferredRecord>,
    problems: &mut Problems,
) -> Vec<Reply> {
    let SourceFile { source, value: sources } = file;
    let mut file = FileCheck::new(&source, problems);
    let mut replies: Vec<Reply> = Vec::new();
    let mut seen = BTreeSet::new();
    for SourceReply { request, status, date: day, text } in sources {
        let status = file.choice("status", &status, ReplyStatus::ALL.map(|status| (status.id(), status)));
        let date = file.date(day.as_ref());
        let text = text.and_then(|(prose, text_at)| {
            let prose = LinkChecker::for_edition(context, &source, links).check(prose, &text_at, file.problems)?;
            Some(context.write_text(prose, None))
        });
        let found = response_and_anchor(year, &request.value, context, &source.file, file.problems);
        let (response, anchor) = match found {
            Ok(found) => found,
            Err(kind) => {
                file.report(&request.at, kind);
                continue;
            }
        };
        if !seen.insert((response, anchor.clone())) {
            file.report(&request.at, Kind::RecordedTwice { value: request.value });
            continue;
        }
        let (place, value) = (source.place(&request.at), request.value);
        deferred.push(DeferredRecord { place, value, response, anchor: anchor.clone(), role: Role::Support });
        replies.extend(status.map(|status| Reply { response, anchor, status, date, text }));
    }
    replies.sort_by(|a, b| (a.response, &a.anchor).cmp(&(b.response, &b.anchor)));
    replies
}

/// Parses the place of a request in the edition: `culture/omsk#support.2`.
fn response_and_anchor(
    year: Year,
    request: &str,
    context: &CheckContext,
    file: &str,
    problems: &Problems,
) -> Result<(ResponseId, Anchor), Kind> {
    let unknown = || Kind::UnknownRequest { request: request.to_owned(), similar: None };
    let (path, anchor) = request.split_once('#').ok_or_else(unknown)?;
    let (sector, city) = path.split_once('/').ok_or_else(unknown)?;
    let sector = find(&context.sectors, sector, file, problems)?;
    let city = find(&context.cities, city, file, problems)?;
    Ok((ResponseId { year, sector, city }, Anchor::written(anchor)))
}

/// Checks that the items to which records refer exist.
pub(super) fn check_deferred<'p>(
    responses: &[Arc<Response>],
    records: impl Iterator<Item = &'p DeferredRecord>,
    invalid: &[&InvalidResponse],
    context: &CheckContext,
    problems: &mut Problems,
) {
    let mut records = records.peekable();
    if records.peek().is_none() {
        return;
    }
    let by_id: BTreeMap<ResponseId, &Response> =
        responses.iter().map(|response| (response.id(), &**response)).collect();
    let invalid: BTreeSet<&ResponseKey> = invalid.iter().filter_map(|InvalidResponse(key)| key.as_ref()).collect();
    let mut anchors_of: BTreeMap<(ResponseId, &str), BTreeSet<Anchor>> = BTreeMap::new();
    for DeferredRecord { place, value, response: id, anchor, role } in records {
        let key = context.key(*id);
        match by_id.get(id) {
            Some(response) => {
                let anchors = anchors_of
                    .entry((*id, role.id()))
                    .or_insert_with(|| anchors::of_role(context.questions_of(response), &response.answers, *role));
                if !anchors.contains(anchor) {
                    let code = if *role == Role::Plans { "unknown-plan" } else { "unknown-request" };
                    let is_reported = !problems.is_full(&place.path, code);
                    let anchors = anchors.iter().filter(|_| is_reported).map(|anchor| &**anchor);
                    let similar = similar::closest_word(anchor, anchors);
                    problems.add(
                        place.clone(),
                        match role {
                            Role::Plans => Kind::UnknownPlan { plan: value.clone(), similar },
                            _ => Kind::UnknownRequest {
                                request: value.clone(),
                                similar: similar.map(|anchor| format!("{}/{}#{anchor}", key.sector, key.city)),
                            },
                        },
                    );
                }
            }
            None if invalid.contains(&key) => {}
            None => problems.add(
                place.clone(),
                match role {
                    Role::Plans => Kind::PlansMissing { id: key.to_string() },
                    _ => Kind::UnknownRequest { request: value.clone(), similar: None },
                },
            ),
        }
    }
}
