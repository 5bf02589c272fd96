//! The automatic lists of an OpenDocument text: [`Lists::count_paragraph`] counts a paragraph in its list and returns
//! its number or bullet.

use std::collections::HashMap;

use super::list_style::{Counters, LEVELS};
use super::styles::Styles;
use crate::document::Style;
use crate::extract::xml::XmlTag;

/// The open lists, and the current numbers of each list of the text.
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
    /// Whether the next paragraph of the open item shows its mark.
    mark_pending: bool,
    /// The number that the file sets for the open item.
    number: Option<u32>,
}

impl Lists {
    /// Opens a list.
    pub(super) fn open(&mut self, tag: &XmlTag<'_>) {
        let style = tag.attribute("style-name").or_else(|| self.open.last().and_then(|outer| outer.style.clone()));
        let level = self.open.len();
        let continues = tag.attribute("continue-numbering").as_deref() == Some("true");
        if level == 0 {
            let previous_counters = match (tag.attribute("continue-list"), &style) {
                (Some(list), _) => self.by_id.get(&list),
                (None, Some(style)) if continues => self.by_style.get(style),
                (None, _) => None,
            };
            self.counters = previous_counters.copied().unwrap_or_default();
        } else if !continues {
            self.counters.iter_mut().skip(level).for_each(|count| *count = None);
        }
        self.open.push(List { style, id: tag.attribute("id"), ..List::default() });
    }

    /// Closes a list.
    pub(super) fn close(&mut self) {
        let Some(list) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.by_id.extend(list.id.map(|id| (id, self.counters)));
            self.by_style.extend(list.style.map(|style| (style, self.counters)));
        }
    }

    /// Opens an item of the innermost list.
    pub(super) fn open_item(&mut self, tag: &XmlTag<'_>) {
        if let Some(list) = self.open.last_mut() {
            (list.mark_pending, list.number) = (true, tag.number("start-value"));
        }
    }

    /// Opens a list header, which has no mark.
    pub(super) fn open_header(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.mark_pending = false;
        }
    }

    /// Counts a paragraph, if it is the first of an item, and returns its style. `paragraph_style` is the name of its
    /// paragraph style.
    pub(super) fn count_paragraph(&mut self, paragraph_style: Option<&str>, styles: &Styles) -> Style {
        let Some(at) = self.open.len().checked_sub(1) else { return Style::Body };
        let Some(list) = self.open.last_mut().filter(|list| list.mark_pending) else { return Style::Body };
        list.mark_pending = false;
        let number = list.number.take();
        let name = list.style.as_deref().or_else(|| paragraph_style.and_then(|name| styles.list_style(name)));
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

    /// Suspends the open lists while a separate text is read, such as that of a text box.
    pub(super) fn suspend(&mut self) -> SuspendedLists {
        SuspendedLists(std::mem::take(&mut self.open), std::mem::take(&mut self.counters))
    }

    /// Resumes suspended lists.
    pub(super) fn resume(&mut self, SuspendedLists(open, counters): SuspendedLists) {
        (self.open, self.counters) = (open, counters);
    }
}

/// The lists that are open around a separate text.
#[derive(Debug, Default)]
pub(super) struct SuspendedLists(Vec<List>, Counters);
