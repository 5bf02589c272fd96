//! Reads emails as mail programs save them (.eml): the text of the email, or the document attached to it.
//!
//! MIME has many special cases (nested parts, encoded words and bodies, broken boundaries). `mail-parser` handles
//! them.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::{Extracted, ExtractedContent, Format, Sniffed, extract, quoting, sniff};
use crate::document::{Aside, AsideKind, SourceLocation};
use asdg_base::problem::Kind;

/// How many bytes at the start of a file are searched for email headers.
const HEADER_LIMIT: usize = 8192;

/// Whether a file is an email: it begins with headers, one of which names a sender, a recipient or a subject, and one
/// the content type.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEADER_LIMIT)).unwrap_or_default());
    let mut names: Vec<String> = Vec::new();
    for line in start.trim_start_matches('\u{feff}').lines() {
        // An email exported from a mailbox (mbox) begins with a line without a colon.
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
    // Web pages saved by a browser (MHTML) have such headers, too.
    let is_web_page = start.to_lowercase().contains("from: <saved by");
    has(&["content-type"]) && has(&["from", "to", "subject", "received", "delivered-to", "return-path"]) && !is_web_page
}

/// Reads an email.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Kind> {
    let empty = Kind::ImportMail { found: "empty".to_owned(), attachments: None };
    let message = MessageParser::default().parse(bytes).ok_or(empty)?;
    read_message(&message, 0)
}

/// Reads an email that is forwarded inside `depth` others.
fn read_message(message: &Message<'_>, depth: usize) -> Result<Extracted, Kind> {
    /// Nobody forwards an email so often.
    const DEPTH_LIMIT: usize = 8;
    let empty = || Kind::ImportMail { found: "empty".to_owned(), attachments: None };
    let mut forwarded: Vec<&Message<'_>> = Vec::new();
    let mut documents: Vec<(String, Vec<u8>)> = Vec::new();
    let mut asides = Vec::new();
    let aside = |kind, text: &str| Aside { kind, text: text.to_owned(), at: SourceLocation::Line(1) };
    asides.extend(message.subject().map(|subject| aside(AsideKind::Mail, subject)));
    for part in message.attachments() {
        let name = part.attachment_name().unwrap_or_default().to_owned();
        let contents = part.contents();
        match part.body {
            // The body again, as HTML.
            PartType::Html(_) | PartType::Text(_) if name.is_empty() => {}
            PartType::Multipart(_) => {}
            PartType::Message(ref email) if depth < DEPTH_LIMIT => forwarded.push(email),
            _ if is_document(&name, contents) => documents.push((name, contents.to_vec())),
            _ => asides.push(aside(AsideKind::Object, &name)),
        }
    }
    let body = body_text_of(message);
    let is_covering_note = || !quoting::has_questions(&body);
    let forwarded_asides = || forwarded.iter().map(|mail| aside(AsideKind::Object, mail.subject().unwrap_or_default()));
    match documents.len() {
        // An email that was forwarded unchanged, below a line or two.
        0 if !forwarded.is_empty() && is_covering_note() => {
            if let [only] = forwarded.as_slice() {
                asides
                    .extend(Some(body.trim()).filter(|note| !note.is_empty()).map(|note| aside(AsideKind::Mail, note)));
                let extracted = read_message(only, depth + 1)?;
                asides.extend(extracted.asides);
                return Ok(Extracted { asides, ..extracted });
            }
            let subjects: Vec<&str> = forwarded.iter().filter_map(|mail| mail.subject()).collect();
            Err(Kind::ImportMail { found: "attachments".to_owned(), attachments: Some(subjects.join(", ")) })
        }
        0 if body.trim().is_empty() => Err(unread(&asides).unwrap_or_else(empty)),
        0 => {
            let (lines, earlier) = quoting::lines(&body);
            asides.extend(earlier);
            asides.extend(forwarded_asides());
            let content = ExtractedContent::Lines(lines);
            Ok(Extracted { format: Format::Mail, encoding: None, content, letters: None, asides })
        }
        1 => {
            if !body.trim().is_empty() {
                asides.push(aside(AsideKind::Mail, body.trim()));
            }
            asides.extend(forwarded_asides());
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

/// Returns the problem of an email that has only unreadable attachments; `None` if it has no attachments.
pub(crate) fn unread(asides: &[Aside]) -> Option<Kind> {
    let attachments = asides.iter().filter(|aside| aside.kind == AsideKind::Object);
    let names: Vec<&str> = attachments.map(|aside| aside.text.as_str()).collect();
    let found = "unread".to_owned();
    (!names.is_empty()).then(|| Kind::ImportMail { found, attachments: Some(names.join(", ")) })
}

/// Joins the text parts of the body, one below the other.
fn body_text_of(message: &Message<'_>) -> String {
    let texts = (0..message.text_body_count()).filter_map(|number| message.body_text(number));
    texts.map(|text| text.replace("\r\n", "\n")).collect::<Vec<_>>().join("\n\n")
}

/// Whether an attachment may be a response.
fn is_document(name: &str, bytes: &[u8]) -> bool {
    let has_extension = |ends: &[&str]| ends.iter().any(|end| name.to_lowercase().ends_with(end));
    match sniff(bytes) {
        Sniffed::Docx | Sniffed::Odt | Sniffed::Pdf => true,
        Sniffed::Text => has_extension(&[".txt", ".md"]),
        Sniffed::Mail => false,
        Sniffed::Refused(_) => has_extension(&[".doc", ".docx", ".odt", ".rtf", ".pdf"]),
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
    fn the_body_is_read_in_any_encoding() {
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
    fn a_single_attached_document_is_read_and_several_are_refused() {
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
    fn an_email_that_was_forwarded_unchanged_is_read() {
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
    fn a_text_that_begins_like_an_email_is_not_one() {
        assert!(!is_mail("От: города\nТема: ответы\n\nТекст".as_bytes()));
        assert!(!is_mail("Ответ: нет\n".as_bytes()));
        assert!(!is_mail(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n"));
        assert!(!is_mail(b""));
    }
}
