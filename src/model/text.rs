//! A checked text: its HTML, links and pictures.

use memchr::memmem;

use super::compact::{CompactText, beginning, decode, line_around, text_length};
use super::{Picture, Target};
use crate::markup::{self, WrittenHtml};
use asdg_base::prose::Prose;

/// How many characters after an excerpt decide where it ends: the next word, or the end of the sentence.
const LOOKAHEAD: usize = 200;

/// How many bytes of tags most texts have at their beginning. If a text has more, all of it is decoded for an excerpt.
const BYTES_OF_TAGS: usize = 200;

/// A checked text as HTML, with properties that are often needed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Text {
    html: CompactText,
    /// The ranges of the items of its lists in the compact HTML.
    items: Box<[(u32, u32)]>,
    /// The number of characters without markup.
    characters: u32,
    /// The targets of its links, in order.
    pub links: Box<[Target]>,
    /// Its pictures.
    pub pictures: Box<[Picture]>,
}

impl Text {
    /// Writes a text as HTML. `anchor` is the anchor of its passage, from which the items of its lists get theirs.
    /// `url` returns the address of a link's target.
    pub fn new(prose: Prose<Target, Picture>, anchor: Option<&str>, url: &dyn Fn(&Target) -> String) -> Self {
        let WrittenHtml { html, items } = markup::write(&prose, anchor, url);
        let Prose { blocks: _, links, pictures } = prose;
        let characters = markup::plain_length(&html) as u32;
        // The items and what is between them, one after the other.
        let ends = items.iter().flat_map(|&(start, end)| [start as usize, end as usize]).chain([html.len()]);
        let mut start = 0;
        let pieces = ends.map(|end| &html[std::mem::replace(&mut start, end)..end]);
        let mut positions = Vec::with_capacity(items.len() * 2 + 1);
        let compact = CompactText::encode(pieces, |end| positions.push(end as u32));
        let items = positions.as_chunks().0.iter().map(|&[start, end]| (start, end));
        Self { html: compact, items: items.collect(), characters, links: links.into(), pictures: pictures.into() }
    }

    /// Puts the HTML of several texts into one piece of memory, which saves memory.
    pub(crate) fn pack<'t>(texts: impl Iterator<Item = &'t mut Self>) {
        CompactText::pack(texts.map(|text| &mut text.html));
    }

    /// Decodes the HTML, as on the page of its response.
    pub fn html(&self) -> String {
        decode(self.compact_html())
    }

    /// The HTML, encoded.
    pub(crate) fn compact_html(&self) -> &[u8] {
        self.html.as_bytes()
    }

    /// Shortens the HTML to `limit` characters with a function, which returns whether it reached the limit. Decodes only
    /// the beginning, if that suffices.
    pub fn shortened<T>(&self, limit: usize, shorten: impl Fn(&str) -> (T, bool)) -> (T, bool) {
        let html = self.compact_html();
        let start = beginning(html, limit + LOOKAHEAD + BYTES_OF_TAGS);
        if start.len() < html.len() && text_length(start) >= limit + LOOKAHEAD {
            let found = shorten(&decode(start));
            if found.1 {
                return found;
            }
        }
        shorten(&self.html())
    }

    /// Finds a link by its start tag, and returns the HTML of its line: before the link, and from the link on. Decodes
    /// nothing else.
    pub fn line_with_link(&self, start_tag: &memmem::Finder<'_>) -> Option<(String, String)> {
        let html = self.compact_html();
        let at = start_tag.find(html)?;
        let line = line_around(html, at, markup::is_inline);
        Some((decode(&html[line.start..at]), decode(&html[at..line.end])))
    }

    /// Shortens the text with [`markup::excerpt`].
    pub fn excerpt(&self, limit: usize) -> (String, bool) {
        self.shortened(limit, |html| markup::excerpt(html, limit))
    }

    /// Shortens the HTML with [`markup::excerpt_html`].
    pub fn excerpt_html(&self, remaining: &mut usize) -> (String, bool) {
        let ((excerpt, left, has_more), _) = self.shortened(*remaining, |html| {
            let mut left = *remaining;
            let (excerpt, has_more) = markup::excerpt_html(html, &mut left);
            // A picture is left out too, long before the limit.
            ((excerpt, left, has_more), has_more && left == 0)
        });
        *remaining = left;
        (excerpt, has_more)
    }

    /// The number of characters without markup.
    pub fn characters(&self) -> usize {
        self.characters as usize
    }

    /// Whether it has items.
    pub fn has_items(&self) -> bool {
        !self.items.is_empty()
    }

    /// The number of items of its lists. Lists in quotations and in other items are not included.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// The encoded HTML of an item, by its index.
    pub(crate) fn compact_item(&self, item: usize) -> &[u8] {
        self.items.get(item).map_or(&[], |&(start, end)| &self.compact_html()[start as usize..end as usize])
    }

    /// The encoded HTML between an item and the previous one, or the start.
    pub(crate) fn compact_html_before_item(&self, item: usize) -> &[u8] {
        let start = item.checked_sub(1).and_then(|before| self.items.get(before)).map_or(0, |&(_, end)| end);
        self.items.get(item).map_or(&[], |&(end, _)| &self.compact_html()[start as usize..end as usize])
    }
}

#[cfg(test)]
mod tests {
    use asdg_base::prose::{Block, Inline, ListStyle};

    use super::*;

    /// A text of paragraphs, with characters that windows-1251 lacks.
    fn text(paragraphs: &[&str]) -> Text {
        let blocks = paragraphs.iter().map(|text| Block::Paragraph(vec![Inline::Text((*text).into())])).collect();
        Text::new(Prose { blocks, ..Prose::default() }, None, &|_| String::new())
    }

    #[test]
    fn a_text_is_shortened_as_if_all_of_it_were_decoded() {
        let sentence = "Город → «Ёлкинск» построил мост & дорогу в 2024 г. для И. О. Образцова. ";
        let long = sentence.repeat(40);
        for paragraphs in [&[&*long, &long][..], &[sentence, &long], &["да", "нет"], &[&*"Мост ".repeat(300)], &["→🙂"]]
        {
            let text = text(paragraphs);
            for limit in 1..300 {
                let expected = markup::excerpt(&text.html(), limit);
                assert_eq!(text.excerpt(limit), expected, "{limit}");
            }
        }
    }

    #[test]
    fn a_long_caption_does_not_hide_the_text_after_it() {
        let paragraph = |text: String| Block::Paragraph(vec![Inline::Text(text.into())]);
        let figure =
            Block::Figure {
                picture: 0, description: "".into(), caption: Some("Подпись к снимку. ".repeat(70).into())
            };
        let blocks = vec![figure, paragraph("Мост. ".repeat(50)), paragraph("Дорога. ".repeat(50))];
        let picture = Picture { name: "a.png".into(), file: "a.png".into(), width: 1, height: 1 };
        let prose = Prose { blocks, links: Vec::new(), pictures: vec![picture] };
        let text = Text::new(prose, None, &|_| String::new());
        for limit in [60, 150, 250, 310] {
            let (mut left, mut expected_left) = (limit, limit);
            let expected = markup::excerpt_html(&text.html(), &mut expected_left);
            assert_eq!((text.excerpt_html(&mut left), left), (expected, expected_left), "{limit}");
        }
    }

    #[test]
    fn a_paragraph_ends_before_plain_text_and_at_the_end() {
        let text = |text: &str| vec![Inline::Text(text.into())];
        let item = vec![Block::Paragraph(text("а")), Block::Plain(text("б"))];
        let list = |item| Block::List { style: ListStyle::Bullets, items: vec![item] };
        let blocks = vec![Block::Paragraph(text("в")), list(item), list(vec![Block::Paragraph(text("г"))])];
        let html = Text::new(Prose { blocks, ..Prose::default() }, None, &|_| String::new()).html();
        assert_eq!(html, "<p>в<ul><li><p>а</p>б</ul><ul><li><p>г</p></ul>");
    }

    #[test]
    fn packed_texts_stay_as_they_were() {
        let mut texts = [text(&["мост →"]), text(&[]), text(&["дорога", "парк"])];
        let before = texts.clone();
        Text::pack(texts.iter_mut());
        assert_eq!(texts, before);
        assert_eq!(texts[2].html(), "<p>дорога<p>парк</p>");
    }
}
