//! Reads Markdown, and plain text in the encodings that Russian offices use. chardetng and encoding_rs guess and
//! decode encodings as Firefox does.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::symbols::replace_homoglyphs;
use crate::document::{
    Block, Document, Line, Lines, Mark, Paragraph, Run, Shift, SourceLocation, Style, Table, TextFormat,
};
use crate::marks;
use asdg_base::markdown;
use asdg_base::prose::{self, Inline, ListStyle};

/// Decodes a file into its text and the name of the encoding; `None` if the bytes are not text.
pub(super) fn decode(bytes: Vec<u8>) -> Option<(String, &'static str)> {
    let encoding = detect_encoding(&bytes)?;
    let (text, _, _) = encoding.decode(&bytes);
    let mut text = text.into_owned();
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Some((text, encoding.name()))
}

fn detect_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        return Some(encoding);
    }
    let zeros = bytes.iter().filter(|&&byte| byte == 0).count();
    if std::str::from_utf8(bytes).is_ok() && zeros * 100 <= bytes.len() {
        return Some(UTF_8);
    }
    if zeros > 0 {
        return None;
    }
    if is_nearly_utf8(bytes) {
        return Some(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Some(detector.guess(Some(b"ru"), Utf8Detection::Deny))
}

/// Whether bytes are UTF-8 with a few invalid bytes, as emails sometimes have.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let chunks = || bytes.utf8_chunks();
    let invalid = chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let non_ascii: usize = chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    non_ascii > 50 && invalid * 100 < non_ascii
}

/// Detects UTF-16 without a byte-order mark: in Russian, every other byte is 4 or 0.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let are_high_bytes = |from: usize| {
        let bytes = bytes.iter().skip(from).step_by(2).take(2000);
        let count = bytes.clone().count();
        count > 1 && bytes.filter(|&&byte| byte == 4 || byte == 0).count() * 10 > count * 9
    };
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    match (are_high_bytes(0), are_high_bytes(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Splits a plain text into lines. A form feed begins a page.
pub(super) fn lines(text: &str) -> Lines {
    let mut lines = Vec::new();
    let mut page = 1;
    let mut gap = 0.0;
    for (number, raw) in (1..).zip(text.split('\n')) {
        for (part, raw) in raw.split('\u{c}').enumerate() {
            if part > 0 {
                page += 1;
                gap = 0.0;
            }
            let line = raw.trim();
            if line.is_empty() {
                gap += 1.0;
                continue;
            }
            // Word saves its second-level bullet as the letter `o` of a symbol font.
            let line = match line.strip_prefix("o\t") {
                Some(rest) => format!("•\t{rest}"),
                None => marks::without_underscore(line).unwrap_or_else(|| line.to_owned()),
            };
            let line = replace_homoglyphs(&line).unwrap_or(line);
            let left = indent(raw);
            let right = left + line.chars().count() as f32;
            lines.push(Line { left, right, gap, ..Line::plain(SourceLocation::Line(number), page, line) });
            gap = 0.0;
        }
    }
    Lines { lines, measured: false }
}

/// Counts the columns in front of the text of a line; a tab reaches to the next multiple of 8.
fn indent(line: &str) -> f32 {
    let spaces = line.chars().take_while(|c| c.is_whitespace());
    spaces.fold(0_u32, |width, c| if c == '\t' { width / 8 * 8 + 8 } else { width + 1 }) as f32
}

/// Reads Markdown with the parser of the site.
pub(super) fn markdown(text: &str) -> Document {
    let (front, body) = split_front_matter(text);
    let (prose, _) = markdown::read_unsectioned(body, 1);
    let mut reader = MarkdownReader { links: &prose.links, blocks: Vec::new(), number: 0 };
    for line in front.lines().filter(|line| !line.trim().is_empty()) {
        let at = reader.next_place();
        reader.blocks.push(Block::Paragraph(Paragraph::plain(at, line)));
    }
    reader.read(&prose.blocks, None);
    Document { blocks: reader.blocks, ..Document::default() }
}

/// Splits a text into its front matter, between two `---`, and the rest.
fn split_front_matter(text: &str) -> (&str, &str) {
    let parts = text.trim_start().strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    parts.unwrap_or(("", text))
}

struct MarkdownReader<'p> {
    links: &'p [markdown::SourceLink],
    blocks: Vec<Block>,
    number: u32,
}

impl MarkdownReader<'_> {
    fn read(&mut self, blocks: &[prose::Block], item: Option<(u8, Mark)>) {
        let deeper = item.as_ref().map_or(0, |(level, _)| level.saturating_add(1));
        let mut style = item.map_or(Style::Body, |(level, mark)| Style::Item { level, mark });
        for block in blocks {
            match block {
                prose::Block::Paragraph(content) | prose::Block::Plain(content) => {
                    self.paragraph(std::mem::replace(&mut style, Style::Body), content);
                }
                prose::Block::Heading { level, content } => self.paragraph(Style::Heading(*level), content),
                prose::Block::List { style: list, items } => {
                    for (number, item) in (0..).zip(items) {
                        let mark = match list {
                            ListStyle::Numbers(first) => Mark::Number((first + number).try_into().unwrap_or(u32::MAX)),
                            ListStyle::Bullets | ListStyle::Labels => Mark::Bullet,
                        };
                        self.read(item, Some((deeper, mark)));
                    }
                }
                prose::Block::Quote(blocks) => self.read(blocks, None),
                prose::Block::Table { head, rows, .. } => self.table(head, rows),
                prose::Block::Code(code) => {
                    let at = self.next_place();
                    self.blocks.push(Block::Paragraph(Paragraph::plain(at, &**code)));
                }
                // The file of the picture was not sent; its description is all there is.
                prose::Block::Figure { description, .. } => {
                    let at = self.next_place();
                    self.blocks.push(Block::Paragraph(Paragraph::plain(at, &**description)));
                }
                prose::Block::Rule => {}
            }
        }
    }

    fn next_place(&mut self) -> SourceLocation {
        self.number += 1;
        SourceLocation::Paragraph(self.number)
    }

    fn paragraph(&mut self, style: Style, content: &[Inline]) {
        let at = self.next_place();
        let mut runs = Vec::new();
        self.runs(content, TextFormat::default(), None, &mut runs);
        self.blocks.push(Block::Paragraph(Paragraph { at, style, runs }));
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let at = self.next_place();
        let cell = |reader: &Self, content: &[Inline]| {
            let mut runs = Vec::new();
            reader.runs(content, TextFormat::default(), None, &mut runs);
            vec![Block::Paragraph(Paragraph { at, style: Style::Body, runs })]
        };
        let rows = std::iter::once(head)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|row| row.iter().map(|content| cell(self, content)).collect());
        let table = Table { at, rows: rows.collect() };
        self.blocks.push(Block::Table(table));
    }

    fn runs(&self, content: &[Inline], format: TextFormat, link: Option<&str>, runs: &mut Vec<Run>) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) => {
                    runs.push(Run::Text { text: text.to_string(), format, link: link.map(Into::into) });
                }
                Inline::Styled(style, content) => {
                    let format = match style {
                        prose::Style::Strong => TextFormat { bold: true, ..format },
                        prose::Style::Emphasis => TextFormat { italic: true, ..format },
                        prose::Style::Superscript => TextFormat { shift: Shift::Raised, ..format },
                        prose::Style::Subscript => TextFormat { shift: Shift::Lowered, ..format },
                    };
                    self.runs(content, format, link, runs);
                }
                Inline::Link { link: number, content } => {
                    let target = self.links.get(usize::from(*number)).map(|link| link.target.as_str());
                    self.runs(content, format, target, runs);
                }
                Inline::Picture { description, .. } => {
                    runs.push(Run::Text { text: description.to_string(), format, link: None });
                }
                Inline::Break => runs.push(Run::Break),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Городской округ: итоги года. Сделано многое, и это только начало большой работы.\n";

    #[test]
    fn text_in_any_office_encoding_is_read() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(utf16), Some((TEXT.to_owned(), "UTF-16BE")));
        for name in ["windows-1251", "KOI8-R", "IBM866", "UTF-8"] {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(TEXT);
            let (text, found) = decode(bytes.into_owned()).unwrap();
            assert_eq!(text, TEXT, "{name} was taken for {found}");
        }
    }

    #[test]
    fn binary_bytes_are_refused() {
        assert_eq!(decode(b"\x00\x01\x02abc\xFF".to_vec()), None);
    }

    #[test]
    fn pages_indents_and_gaps_are_found() {
        let lines = lines("один\r\n\n  два\u{c}три");
        let seen: Vec<_> =
            lines.lines.iter().map(|line| (line.text.as_str(), line.page, line.left, line.gap)).collect();
        assert_eq!(seen, [("один", 1, 0.0, 0.0), ("два", 1, 2.0, 1.0), ("три", 2, 0.0, 0.0)]);
    }
}
