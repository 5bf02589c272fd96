//! Mails as programs save them (.eml): the text of the mail, or the document attached to it.
//!
//! MIME has many special cases (nested parts, encodings of words and bodies, broken boundaries). `mail-parser` handles
//! them.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::{Extracted, ExtractedContent, Format, Sniffed, extract, letter, sniff};
use crate::document::{Aside, AsideKind, Where};
use asdg_base::problem::Kind;

/// How many bytes at the start of a file its head is looked for in.
const HEAD: usize = 8192;

/// Whether a file is a mail: it begins with the lines of its head, one of which says whose it is and one how it is encoded.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    let mut names: Vec<String> = Vec::new();
    for line in start.trim_start_matches('\u{feff}').lines() {
        // The first line of a mail that was taken out of a mailbox has no colon.
        if line.trim().is_empty() || (names.is_empty() && line.starts_with("From ")) {
            if names.is_empty() {
                continue;
            }
            break;
        }
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let name = line.split_once(':').map(|(name, _)| name).filter(|name| !name.is_empty());
        match name.filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')) {
            Some(name) => names.push(name.to_ascii_lowercase()),
            None => return false,
        }
    }
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    // Pages that a browser has saved have such a head, too.
    let saved = start.to_lowercase().contains("from: <saved by");
    has(&["content-type"]) && has(&["from", "to", "subject", "received", "delivered-to", "return-path"]) && !saved
}

/// Reads a mail.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Kind> {
    let empty = Kind::ImportMail { found: "empty".to_owned(), attachments: None };
    let message = MessageParser::default().parse(bytes).ok_or(empty)?;
    read_message(&message, 0)
}

/// Reads a mail that lies so deep in others.
fn read_message(message: &Message<'_>, depth: usize) -> Result<Extracted, Kind> {
    /// So deep lies nothing that somebody has forwarded.
    const DEEPEST: usize = 8;
    let empty = || Kind::ImportMail { found: "empty".to_owned(), attachments: None };
    let mut forwarded: Vec<&Message<'_>> = Vec::new();
    let mut documents: Vec<(String, Vec<u8>)> = Vec::new();
    let mut asides = Vec::new();
    let aside = |kind, text: &str| Aside { kind, text: text.to_owned(), at: Where::Line(1) };
    asides.extend(message.subject().map(|subject| aside(AsideKind::Mail, subject)));
    for part in message.attachments() {
        let name = part.attachment_name().unwrap_or_default().to_owned();
        let contents = part.contents();
        match part.body {
            // The letter once more, as a page of HTML.
            PartType::Html(_) | PartType::Text(_) if name.is_empty() => {}
            PartType::Multipart(_) => {}
            PartType::Message(ref mail) if depth < DEEPEST => forwarded.push(mail),
            _ if is_document(&name, contents) => documents.push((name, contents.to_vec())),
            _ => asides.push(aside(AsideKind::Object, &name)),
        }
    }
    let letter = text_of(message);
    let is_note = || !letter::has_questions(&letter);
    let mails = || forwarded.iter().map(|mail| aside(AsideKind::Object, mail.subject().unwrap_or_default()));
    match documents.len() {
        // A mail that somebody forwarded as it was, below a line or two.
        0 if !forwarded.is_empty() && is_note() => {
            if let [only] = forwarded.as_slice() {
                asides.extend(
                    Some(letter.trim()).filter(|note| !note.is_empty()).map(|note| aside(AsideKind::Mail, note)),
                );
                let extracted = read_message(only, depth + 1)?;
                asides.extend(extracted.asides);
                return Ok(Extracted { asides, ..extracted });
            }
            let subjects: Vec<&str> = forwarded.iter().filter_map(|mail| mail.subject()).collect();
            Err(Kind::ImportMail { found: "attachments".to_owned(), attachments: Some(subjects.join(", ")) })
        }
        0 if letter.trim().is_empty() => Err(unread(&asides).unwrap_or_else(empty)),
        0 => {
            let (lines, earlier) = letter::lines(&letter);
            asides.extend(earlier);
            asides.extend(mails());
            let content = ExtractedContent::Lines(lines);
            Ok(Extracted { format: Format::Mail, encoding: None, content, letters: None, asides })
        }
        1 => {
            if !letter.trim().is_empty() {
                asides.push(aside(AsideKind::Mail, letter.trim()));
            }
            asides.extend(mails());
            let (name, bytes) = documents.swap_remove(0);
            let extracted = extract(&name, bytes)?;
            asides.extend(extracted.asides);
            Ok(Extracted { asides, ..extracted })
        }
        _ => {
            let names: Vec<&str> = documents.iter().map(|(name, _)| name.as_str()).collect();
            Err(Kind::ImportMail { found: "attachments".to_owned(), attachments: Some(names.join(", ")) })
        }
    }
}

/// The problem of a mail that has nothing but attachments which cannot be read, by what was left out of it.
pub(crate) fn unread(asides: &[Aside]) -> Option<Kind> {
    let attached = asides.iter().filter(|aside| aside.kind == AsideKind::Object);
    let names: Vec<&str> = attached.map(|aside| aside.text.as_str()).collect();
    let found = "unread".to_owned();
    (!names.is_empty()).then(|| Kind::ImportMail { found, attachments: Some(names.join(", ")) })
}

/// The texts of a letter, one below the other.
fn text_of(message: &Message<'_>) -> String {
    let texts = (0..message.text_body_count()).filter_map(|number| message.body_text(number));
    texts.map(|text| text.replace("\r\n", "\n")).collect::<Vec<_>>().join("\n\n")
}

/// Whether what is attached may be a response.
fn is_document(name: &str, bytes: &[u8]) -> bool {
    let named = |ends: &[&str]| ends.iter().any(|end| name.to_lowercase().ends_with(end));
    match sniff(bytes) {
        Sniffed::Docx | Sniffed::Odt | Sniffed::Pdf => true,
        Sniffed::Text => named(&[".txt", ".md"]),
        Sniffed::Mail => false,
        Sniffed::Refused(_) => named(&[".doc", ".docx", ".odt", ".rtf", ".pdf"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADERS: &str =
        "From: a@example.org\nTo: b@example.org\nSubject: =?utf-8?b?0J7RgtCy0LXRgg==?=\nMIME-Version: 1.0\n";

    fn lines(mail: &str) -> Vec<String> {
        match read(mail.as_bytes()).unwrap().content {
            ExtractedContent::Lines(lines) => lines.lines.into_iter().map(|line| line.text).collect(),
            ExtractedContent::Document(_) => Vec::new(),
        }
    }

    #[test]
    fn the_letter_is_read_whatever_its_encoding() {
        let plain = format!("{HEADERS}Content-Type: text/plain; charset=utf-8\n\nДа.\n");
        assert!(is_mail(plain.as_bytes()));
        assert_eq!(lines(&plain), ["Да."]);
        let packed = format!(
            "{HEADERS}Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: base64\n\nxOAu\n"
        );
        assert_eq!(lines(&packed), ["Да."]);
        let html = format!("{HEADERS}Content-Type: text/html; charset=utf-8\n\n<p>Да.</p><p>Нет.</p>\n");
        assert_eq!(lines(&html), ["Да.", "Нет."]);
    }

    #[test]
    fn a_single_document_counts_and_several_are_refused() {
        let attached = |name: &str| {
            format!(
                "--x\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename={name}\n\nПусто.\n"
            )
        };
        let mail = |parts: &str| {
            format!(
                "{HEADERS}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nЗдравствуйте!\n{parts}--x--\n"
            )
        };
        assert_eq!(lines(&mail(&attached("a.txt"))), ["Пусто."]);
        let two = read(mail(&(attached("a.txt") + &attached("b.txt"))).as_bytes());
        assert!(matches!(two, Err(Kind::ImportMail { attachments: Some(names), .. }) if names == "a.txt, b.txt"));
    }

    #[test]
    fn a_mail_that_was_forwarded_as_it_was_is_read() {
        let inner = format!("{HEADERS}Content-Type: text/plain; charset=utf-8\n\n1. Что сделано?\n\nМост.\n");
        let mail = |note: &str| {
            format!(
                "{HEADERS}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n{note}\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
            )
        };
        assert_eq!(lines(&mail("Пересылаю.")), ["1. Что сделано?", "Мост."]);
        let answered = mail("1. Что сделано?\n2. Что будет?\n3. Чем помочь?\nНичем.");
        let read = read(answered.as_bytes()).unwrap();
        assert!(read.asides.iter().any(|aside| aside.kind == AsideKind::Object && aside.text == "Ответ"));
        assert_eq!(lines(&answered).len(), 4);
    }

    #[test]
    fn a_text_that_begins_like_a_mail_is_none() {
        assert!(!is_mail("От: города\nТема: ответы\n\nТекст".as_bytes()));
        assert!(!is_mail("Ответ: нет\n".as_bytes()));
        assert!(!is_mail(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n"));
        assert!(!is_mail(b""));
    }
}
