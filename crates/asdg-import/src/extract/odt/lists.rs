//! The automatic lists of an OpenDocument text: [`Lists`] counts the paragraphs and gives the number or bullet in front
//! of one.

use std::collections::HashMap;

use super::list_style::{Counters, LEVELS};
use super::styles::Styles;
use crate::document::Style;
use crate::extract::xml::XmlTag;

/// The lists that are open, and how far each list of the text has come.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<List>,
    counters: Counters,
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
}

#[derive(Debug, Default)]
struct List {
    style: Option<String>,
    id: Option<String>,
    /// Whether a mark is still to be shown in the open item.
    waits: bool,
    /// The number that the open item is to have.
    number: Option<u32>,
}

impl Lists {
    /// A list begins.
    pub(super) fn open(&mut self, tag: &XmlTag<'_>) {
        let style = tag.attribute("style-name").or_else(|| self.open.last().and_then(|outer| outer.style.clone()));
        let level = self.open.len();
        let goes_on = tag.attribute("continue-numbering").as_deref() == Some("true");
        if level == 0 {
            let earlier = match (tag.attribute("continue-list"), &style) {
                (Some(list), _) => self.by_id.get(&list),
                (None, Some(style)) if goes_on => self.by_style.get(style),
                (None, _) => None,
            };
            self.counters = earlier.copied().unwrap_or_default();
        } else if !goes_on {
            self.counters.iter_mut().skip(level).for_each(|count| *count = None);
        }
        self.open.push(List { style, id: tag.attribute("id"), ..List::default() });
    }

    /// A list ends.
    pub(super) fn close(&mut self) {
        let Some(list) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.by_id.extend(list.id.map(|id| (id, self.counters)));
            self.by_style.extend(list.style.map(|style| (style, self.counters)));
        }
    }

    /// An item of the innermost list begins.
    pub(super) fn item(&mut self, tag: &XmlTag<'_>) {
        if let Some(list) = self.open.last_mut() {
            (list.waits, list.number) = (true, tag.number("start-value"));
        }
    }

    /// A heading of a list begins, which has no mark.
    pub(super) fn unmarked(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.waits = false;
        }
    }

    /// Counts a paragraph with a style, if it is the first of an item, and says what it is.
    pub(super) fn paragraph(&mut self, paragraph: Option<&str>, styles: &Styles) -> Style {
        let Some(at) = self.open.len().checked_sub(1) else { return Style::Body };
        let Some(list) = self.open.last_mut().filter(|list| list.waits) else { return Style::Body };
        list.waits = false;
        let number = list.number.take();
        let name = list.style.as_deref().or_else(|| paragraph.and_then(|name| styles.list_of(name)));
        let style = name.and_then(|name| styles.lists.get(name));
        let at = at.min(LEVELS - 1);
        for (n, count) in self.counters.iter_mut().enumerate().skip(at) {
            let next = || count.map(|count| count.saturating_add(1));
            let start = || style.map_or(1, |style| style.start(n));
            *count = (n == at).then(|| number.or_else(next).unwrap_or_else(start));
        }
        match style.and_then(|style| style.mark(at, &self.counters)) {
            Some(mark) => Style::Item { level: u8::try_from(at).unwrap_or_default(), mark },
            None => Style::Body,
        }
    }

    /// Sets the open lists aside for a text of its own, such as that of a text box.
    pub(super) fn suspend(&mut self) -> Suspended {
        Suspended(std::mem::take(&mut self.open), std::mem::take(&mut self.counters))
    }

    /// Goes on with the lists that were set aside.
    pub(super) fn resume(&mut self, Suspended(open, counters): Suspended) {
        (self.open, self.counters) = (open, counters);
    }
}

/// Lists that are open around a text of its own.
#[derive(Debug, Default)]
pub(super) struct Suspended(Vec<List>, Counters);
