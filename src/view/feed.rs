//! The feed and the site map, with the dates on which the content of pages changed.

use jiff::civil::Date;
use url::Url;

use super::{Page, Views};
use crate::model::{Correction, Response};

/// The Atom feed of the latest responses.
#[derive(Debug)]
pub struct Feed<'d> {
    /// The name of the digest.
    pub title: &'d str,
    /// One sentence about it.
    pub subtitle: Option<&'d str>,
    /// Who publishes it.
    pub author: &'d str,
    /// The address of the site, which is the id of the feed.
    pub home: String,
    /// The address of the feed.
    pub url: String,
    /// The language of the interface.
    pub language: &'static str,
    /// The date of the latest entry.
    pub updated: Date,
    /// The entries, the latest first.
    pub entries: Vec<FeedEntry>,
}

/// A response in the feed, or a correction of one.
#[derive(Debug)]
pub struct FeedEntry {
    /// The city, the sector and the year.
    pub title: String,
    /// The address of the response.
    pub url: String,
    /// When the response was received, or corrected.
    pub published: Option<Date>,
    /// When the response was received, changed or corrected.
    pub updated: Date,
    /// The beginning of the response, or the text of the correction.
    pub summary: String,
}

/// A page in the site map.
#[derive(Debug)]
pub struct MapEntry {
    /// Its absolute address.
    pub url: String,
    /// The date of the last change of its content, if known.
    pub changed: Option<Date>,
}

/// The maximum number of responses and corrections in the feed.
const MAX_ENTRIES: usize = 50;

/// How many characters of a response the feed quotes.
const EXCERPT_LENGTH: usize = 300;

impl<'d> Views<'_, 'd> {
    /// Makes the feed; `None` if the site has it switched off, has no `base_url`, or has no response with a date.
    pub fn feed(&self) -> Option<Feed<'d>> {
        let digest = self.digest();
        let site = &digest.site;
        let base = site.base_url.as_ref().filter(|_| self.has_feed)?;
        let published = digest.responses.iter().filter(|response| !response.draft);
        let mut dated: Vec<(Date, &'d Response, Option<usize>)> = Vec::new();
        for response in published {
            dated.extend(response.received_or_updated().map(|date| (date, &**response, None)));
            let corrections = (0..).zip(&response.corrections);
            dated.extend(corrections.map(|(number, correction)| (correction.date, &**response, Some(number))));
        }
        dated.sort_by_key(|(date, response, correction)| (std::cmp::Reverse(*date), response.id(), *correction));
        dated.truncate(MAX_ENTRIES);
        let updated = dated.first()?.0;
        let entries = dated
            .into_iter()
            .map(|(date, response, correction)| match correction {
                None => self.response_entry(response, date, base),
                Some(number) => self.correction_entry(response, number, base),
            })
            .collect();
        Some(Feed {
            title: &site.title,
            subtitle: site.description.as_deref(),
            author: site.publisher.as_deref().unwrap_or(&site.title),
            home: base.to_string(),
            url: format!("{base}feed.xml"),
            language: site.language.code(),
            updated,
            entries,
        })
    }

    fn response_entry(&self, response: &'d Response, updated: Date, base: &Url) -> FeedEntry {
        let first = response.answers.first().and_then(|answer| answer.passages.first());
        FeedEntry {
            title: self.entry_title(response),
            url: self.digest().response_address(response.id()).absolute(base),
            published: response.received,
            updated,
            summary: first.map(|passage| passage.text.excerpt(EXCERPT_LENGTH).0).unwrap_or_default(),
        }
    }

    fn correction_entry(&self, response: &'d Response, number: usize, base: &Url) -> FeedEntry {
        let Correction { date, text, .. } = &response.corrections[number];
        let page = self.digest().response_address(response.id()).absolute(base);
        FeedEntry {
            title: format!("{} — {}", self.entry_title(response), self.texts.text("feed-correction")),
            // Corrections are only ever appended, so the number of one does not change.
            url: format!("{page}#correction-{}", number + 1),
            published: Some(*date),
            updated: *date,
            summary: text.to_string(),
        }
    }

    fn entry_title(&self, response: &Response) -> String {
        let digest = self.digest();
        let city = digest.display_name(&digest.cities[response.city]);
        let sector = digest.display_name(&digest.sectors[response.sector]);
        format!("{city}: {sector}, {}", response.year)
    }

    /// Makes the site map of a site at `base`: all pages except drafts and pages without content of their own.
    pub fn site_map(&self, pages: &[Page<'d>], base: &Url) -> Vec<MapEntry> {
        let listed = pages.iter().filter(|page| page.is_listed);
        listed.map(|page| MapEntry { url: page.address.absolute(base), changed: page.changed }).collect()
    }
}
