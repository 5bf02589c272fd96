//! Turns the responses of a made-up digest into files as cities send them, to measure imports with:
//!
//! ```text
//! cargo run --release --example generate -- --cities 1000 --sectors 1 --years 1 /tmp/d1000
//! cargo run --release --example inbox -- /tmp/d1000 /tmp/inbox
//! ```
//!
//! Every second response becomes a Word document. The others become plain texts in windows-1251, wrapped after 85
//! characters and with stretched spaces, as in text from a PDF. The responses are removed from the digest. `--large
//! FILE` also writes a Word document of some 5 MB.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool of the developers, outside the program")]

use std::error::Error;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use clap::Parser;
use zip::write::SimpleFileOptions;

#[derive(Parser)]
struct Args {
    /// The digest that `generate` wrote.
    digest: PathBuf,
    /// Where to write; the folder must not exist.
    inbox: PathBuf,
    /// A Word document of some 5 MB, to write besides.
    #[arg(long)]
    large: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    fs::create_dir(&args.inbox)?;
    let mut number = 0_usize;
    let mut bytes = 0_usize;
    for entry in walkdir::WalkDir::new(args.digest.join("content")).min_depth(3).sort_by_file_name() {
        let path = entry?.into_path();
        let Some(stem) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "md")) else {
            continue;
        };
        let lines = lines(&fs::read_to_string(&path)?, &stem.to_string_lossy(), &args.digest)?;
        let (name, file) = match number % 2 {
            0 => (format!("{number:04}.docx"), docx(&lines, &[])?),
            _ => (format!("{number:04}.txt"), text(&lines)),
        };
        bytes += file.len();
        fs::write(args.inbox.join(name), &file)?;
        if let Some(large) = args.large.as_ref().filter(|_| number == 0) {
            fs::write(large, large_docx(&lines)?)?;
        }
        fs::remove_file(&path)?;
        number += 1;
    }
    println!("{number} files, {bytes} bytes");
    Ok(())
}

/// Returns the paragraphs of a response as its city would have typed them, after the name of the city.
fn lines(markdown: &str, city: &str, digest: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let cities = fs::read_to_string(digest.join("content/cities.yaml"))?;
    let entry = cities.split_once(&format!("{city}:\n")).ok_or("no such city")?.1;
    let name = entry.split_once("name: ").ok_or("no name")?.1.lines().next().unwrap_or_default();
    let mut lines = vec![name.to_uppercase()];
    let body = markdown.split("\n---\n").nth(1).unwrap_or(markdown);
    for paragraph in body.split("\n").map(str::trim).filter(|line| !line.is_empty()) {
        let plain = paragraph.trim_start_matches('#').trim();
        lines.push(plain.split(" {").next().unwrap_or_default().replace("**", ""));
    }
    Ok(lines)
}

/// Returns a plain text in windows-1251, wrapped and with stretched spaces.
fn text(lines: &[String]) -> Vec<u8> {
    let mut out = String::new();
    for paragraph in lines {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if line.chars().count() + word.chars().count() > 84 {
                out.push_str(&line.replace(' ', "  "));
                out.push_str("\r\n");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        out.push_str(&line);
        out.push_str("\r\n");
    }
    encoding_rs::WINDOWS_1251.encode(&out).0.into_owned()
}

/// Returns a Word document of paragraphs and pictures.
fn docx(lines: &[String], pictures: &[Vec<u8>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut body = String::new();
    for line in lines {
        // Word splits a text into many runs.
        body.push_str("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>");
        for words in line.split_inclusive(' ').collect::<Vec<_>>().chunks(6) {
            let word = words.concat().replace('&', "&amp;").replace('<', "&lt;");
            body.push_str(&format!(
                "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">{word}</w:t></w:r>"
            ));
        }
        body.push_str("</w:p>");
    }
    let document = format!(r#"<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>"#);
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", document.as_bytes())] {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(bytes)?;
    }
    for (number, picture) in pictures.iter().enumerate() {
        writer.start_file(format!("word/media/image{number}.png"), SimpleFileOptions::default())?;
        writer.write_all(picture)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Returns a Word document of three thousand paragraphs and a picture that fills it up to 5 MB.
fn large_docx(lines: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut all = lines.to_vec();
    let last = lines.last().cloned().unwrap_or_default();
    // The sentence gets different numbers each time, so that compression does not remove it.
    all.extend((0..3_000).map(|number| format!("{number} {} {last} {}", number * 7919, number * 104_729)));
    let text = docx(&all, &[])?;
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let missing = 5_000_000_usize.saturating_sub(text.len());
    let picture: Vec<u8> = (0..missing).map(|_| noise()).collect();
    docx(&all, &[picture])
}
