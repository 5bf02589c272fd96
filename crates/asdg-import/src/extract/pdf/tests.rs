use super::*;

/// Makes a PDF file of these objects, numbered from 1; the first is the catalog.
fn file(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer<</Root 1 0 R/Size {}>>\nstartxref\n{start}\n%%EOF", objects.len() + 1));
    out.into_bytes()
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<</Length {} {dictionary}>>stream\n{content}\nendstream", content.len())
}

/// Makes pages with these contents. `/F` is a font in which `À` to `ÿ` are Russian letters, and `\001` to `\004` a
/// bullet of Word, a ligature, a soft hyphen and an unknown character; letters are half as wide as high. `/X` is
/// `form`.
fn pages_with(contents: &[&str], form: &str) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|page| format!("{} 0 R ", 6 + 2 * page)).collect();
    let widths = "500 ".repeat(256);
    let mut map = String::from("1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfrange <20> <7E> <0020> ");
    map.push_str("<01> <01> <F0B7> <02> <02> <FB01> <03> <03> <00AD> endbfrange ");
    map.push_str("1 beginbfrange <C0> <FF> <0410> endbfrange");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!(
            "<</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>>>",
            contents.len()
        ),
        format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/Arial/ToUnicode 4 0 R/FirstChar 0/LastChar 255/Widths[{widths}]>>"
        ),
        stream("", &map),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]", form),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 7 + 2 * page));
        objects.push(stream("", content));
    }
    file(&objects)
}

fn page(content: &str) -> PdfText {
    read(&pages_with(&[content], "")).unwrap()
}

/// Draws texts at positions, each in 10 points.
fn texts(texts: &[(u32, u32, &str)]) -> String {
    let show = |(x, y, text): &(u32, u32, &str)| format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET ");
    texts.iter().map(show).collect()
}

fn line_texts(pdf: &PdfText) -> Vec<&str> {
    pdf.lines.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn lines_are_read_from_top_to_bottom_with_their_positions() {
    let content = texts(&[(50, 676, "last"), (50, 700, "first"), (50, 688, "second")]);
    let pdf = read(&pages_with(&[&content, &texts(&[(100, 500, "next page")])], "")).unwrap();
    assert_eq!(line_texts(&pdf), ["first", "second", "last", "next page"]);
    let at: Vec<SourceLocation> = pdf.lines.lines.iter().map(|line| line.at).collect();
    assert_eq!(
        at,
        [
            SourceLocation::Page(1, 1),
            SourceLocation::Page(1, 2),
            SourceLocation::Page(1, 3),
            SourceLocation::Page(2, 1)
        ]
    );
    assert_eq!((pdf.lines.lines[0].left, pdf.lines.lines[0].right, pdf.lines.lines[0].gap), (50.0, 75.0, 0.0));
    assert_eq!((pdf.has_images, pdf.asides.len(), pdf.lines.measured), (false, 0, true));
}

#[test]
fn a_larger_distance_is_a_gap_in_blank_lines() {
    let lines = [(50, 700, "a"), (50, 688, "b"), (50, 676, "c"), (50, 646, "d"), (50, 634, "e")];
    let pdf = page(&texts(&lines));
    let gaps: Vec<f32> = pdf.lines.lines.iter().map(|line| line.gap).collect();
    assert_eq!(gaps, [0.0, 0.0, 0.0, 1.5, 0.0]);
}

#[test]
fn words_with_only_a_gap_between_them_get_a_space() {
    assert_eq!(line_texts(&page(&texts(&[(50, 700, "one"), (68, 700, "two")]))), ["one two"]);
    assert_eq!(line_texts(&page("BT /F 10 Tf 50 700 Td [(w) 40 (ord) -300 (next)] TJ ET")), ["word next"]);
    // Spaced letters.
    assert_eq!(line_texts(&page("BT /F 10 Tf 2 Tc 50 700 Td (TITLE) Tj ET")), ["TITLE"]);
}

#[test]
fn entries_in_columns_keep_a_wide_gap_and_justified_lines_do_not() {
    assert_eq!(line_texts(&page(&texts(&[(50, 700, "Mayor"), (400, 700, "Ivanov")]))), ["Mayor    Ivanov"]);
    assert_eq!(line_texts(&page("BT /F 10 Tf 40 Tw 50 700 Td (all of the words) Tj ET")), ["all of the words"]);
}

#[test]
fn superscripts_and_subscripts_stay_in_their_line() {
    let pdf = page(
        "BT /F 10 Tf 50 700 Td (5 m) Tj 6 Tf /F 6 Tf 4 Ts (2) Tj /F 10 Tf 0 Ts ( and CO) Tj /F 6 Tf -2 Ts (2) Tj ET",
    );
    assert_eq!(line_texts(&pdf), ["5 m² and CO₂"]);
    let by_half =
        page("BT /F 11 Tf 50 700 Td (5 m) Tj /F 9 Tf 5.5 Ts (3) Tj /F 11 Tf 0 Ts ( of H) Tj /F 9 Tf -5.5 Ts (2) Tj ET");
    assert_eq!(line_texts(&by_half), ["5 m³ of H₂"]);
}

#[test]
fn special_characters_become_those_that_people_type() {
    let pdf = page(r"BT /F 10 Tf 50 700 Td (\001 \002ve \317\360\350\342\345\362 word\003) Tj 0 -12 Td (\004) Tj ET");
    assert_eq!(line_texts(&pdf), ["• five Привет word-", "\u{fffd}"]);
    assert_eq!(pdf.lines.lines.iter().map(|line| line.text.matches('\u{fffd}').count()).sum::<usize>(), 1);
}

#[test]
fn bold_letters_drawn_twice_are_read_once() {
    let pdf = page("BT /F 10 Tf 50 700 Td (ball) Tj 0.3 0 Td (ball) Tj ET");
    assert_eq!(line_texts(&pdf), ["ball"]);
    assert_eq!(line_texts(&page("BT /F 10 Tf 2 Tr 50 700 Td (ball) Tj ET")), ["ball"]);
}

#[test]
fn the_invisible_text_of_a_scan_is_read() {
    let scan =
        page("q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q BT 3 Tr /F 10 Tf 50 700 Td (read) Tj ET");
    assert_eq!((line_texts(&scan), scan.has_images), (vec!["read"], true));
}

#[test]
fn a_scan_without_text_has_no_lines_but_pictures() {
    let scan = page("q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q");
    assert_eq!((scan.lines.lines.len(), scan.has_images), (0, true));
}

#[test]
fn fonts_that_are_not_in_the_file_are_read() {
    let fonts = [
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>".to_owned(),
        "<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRomanPSMT/Encoding<</Differences[65/afii10017/afii10018]>>/FirstChar 65/LastChar 66/Widths[700 700]>>".to_owned(),
        "<</Type/Font/Subtype/Type0/BaseFont/Unknown/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>".to_owned(),
        stream("", "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <0416> endbfchar"),
    ];
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 8 0 R/Resources<</Font<</A 4 0 R/B 5 0 R/C 6 0 R>>>>>>".to_owned(),
    ];
    objects.extend(fonts);
    objects.push(stream("", "BT /A 10 Tf 50 700 Td (AB) Tj /B 10 Tf 0 -12 Td (AB) Tj /C 10 Tf 0 -12 Td <0001> Tj ET"));
    assert_eq!(line_texts(&read(&file(&objects)).unwrap()), ["AB", "АБ", "Ж"]);
}

#[test]
fn a_ruled_table_is_read_cell_by_cell() {
    let mut content = texts(&[
        (50, 720, "before"),
        (55, 680, "What is"),
        (305, 680, "It is a"),
        (55, 668, "this?"),
        (305, 668, "town."),
        (55, 630, "And this?"),
        (305, 630, "A river."),
        (50, 580, "after"),
    ]);
    content.push_str("50 700 m 550 700 l S 50 650 500 0.5 re f 50 600 500 100 re S 300 600 m 300 700 l S");
    let pdf = page(&content);
    assert_eq!(line_texts(&pdf), ["before", "What is", "this?", "It is a", "town.", "And this?", "A river.", "after"]);
    let gaps: Vec<f32> = pdf.lines.lines.iter().map(|line| line.gap).collect();
    assert_eq!(gaps, [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
    assert_eq!(pdf.lines.lines[3].left, 305.0);
}

#[test]
fn running_text_in_two_columns_is_read_column_by_column() {
    let rows = (0..5).flat_map(|row| {
        let y = 700 - 12 * row;
        [(50, y, "the left column runs and runs and runs"), (300, y, "the right column runs, too, for a while")]
    });
    let pdf = page(&texts(&rows.collect::<Vec<_>>()));
    assert_eq!(pdf.lines.lines.iter().filter(|line| line.left == 50.0).count(), 5);
    assert_eq!(
        (line_texts(&pdf)[4], line_texts(&pdf)[5]),
        ("the left column runs and runs and runs", "the right column runs, too, for a while")
    );
}

#[test]
fn a_sentence_may_continue_in_the_next_column() {
    let gap_after = |count: u32| {
        let rows = (0..count).flat_map(|row| {
            let y = 700 - 12 * row;
            [(50, y, "the left column runs and runs and runs"), (300, y, "the right column runs, too, for a while")]
        });
        let pdf = page(&texts(&rows.collect::<Vec<_>>()));
        pdf.lines.lines[count as usize].gap
    };
    assert_eq!((gap_after(5), gap_after(12)), (1.0, 0.0));
}

#[test]
fn short_entries_beside_each_other_are_rows_of_a_table() {
    let entries = |rows: u32| {
        let rows = (0..rows).flat_map(|row| [(50, 700 - 12 * row, "Houses"), (300, 700 - 12 * row, "120")]);
        page(&texts(&rows.collect::<Vec<_>>()))
    };
    let pdf = entries(5);
    assert_eq!(line_texts(&pdf), ["Houses", "120"].repeat(5));
    let places = pdf.lines.lines.iter().filter_map(|line| line.cell).map(|cell| (cell.table, cell.row, cell.column));
    assert_eq!(places.collect::<Vec<_>>(), (0..5).flat_map(|row| [(0, row, 0), (0, row, 1)]).collect::<Vec<_>>());
    // Two lines may be an office and a name.
    assert_eq!(line_texts(&entries(2)), ["Houses    120"; 2]);
}

#[test]
fn rotated_text_comes_after_the_rest_of_its_page() {
    let turned = "BT /F 10 Tf 0 1 -1 0 20 500 Tm (signed electronically) Tj ET ";
    let pdf = page(&format!("{turned}{}", texts(&[(50, 700, "first"), (50, 300, "last")])));
    assert_eq!(line_texts(&pdf), ["first", "last", "signed electronically"]);
}

#[test]
fn a_rotated_page_is_read_as_shown() {
    let mut bytes = String::from_utf8(pages_with(&["BT /F 10 Tf 0 1 -1 0 300 100 Tm (shown) Tj ET"], "")).unwrap();
    bytes = bytes.replace("/MediaBox[0 0 600 800]", "/Rotate 90 /MediaBox[0 0 600 800]");
    let pdf = read(bytes.as_bytes()).unwrap();
    assert_eq!((line_texts(&pdf), pdf.lines.lines[0].left.round()), (vec!["shown"], 100.0));
}

#[test]
fn endlessly_nested_forms_are_refused_or_cut() {
    let pdf = read(&pages_with(&[&format!("/X Do {}", texts(&[(50, 700, "text")]))], "/X Do")).unwrap();
    assert_eq!(line_texts(&pdf), ["text"]);
    let endless = read(&pages_with(&["/X Do"], "/X Do /X Do /X Do"));
    assert!(matches!(endless, Err(ReadError::TooLarge(_))), "{endless:?}");
}

#[test]
fn too_many_pages_are_refused() {
    let many = read(&pages_with(&[""; 2_001], ""));
    assert!(matches!(many, Err(ReadError::TooLarge("more than 2000 pages"))));
}

#[test]
fn the_same_instructions_a_thousand_times_are_refused() {
    let text = String::from_utf8(pages_with(&[&texts(&[(50, 700, "text")])], "")).unwrap();
    let many = text.replace("/Contents 7 0 R", &format!("/Contents[{}]", "7 0 R ".repeat(1_000)));
    assert!(matches!(read(many.as_bytes()), Err(ReadError::TooLarge(_))));
}

#[test]
fn other_bytes_are_damaged_and_a_truncated_pdf_never_panics() {
    assert!(matches!(read(b"no pdf at all"), Err(ReadError::Damaged(_))));
    let whole = pages_with(&[&texts(&[(50, 700, "text")])], "");
    for length in 0..whole.len() {
        if let Err(broken) = read(&whole[..length]) {
            assert!(matches!(broken, ReadError::Damaged(_)), "{broken:?}");
        }
    }
}

#[test]
fn changed_bytes_never_panic() {
    let whole = pages_with(&[&texts(&[(50, 700, "text"), (50, 688, "more")])], "q Q");
    let mut seed = 1_u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..500 {
        let mut bytes = whole.clone();
        for _ in 0..4 {
            bytes[next(whole.len())] = b"0189<>[]()/ x\n"[next(14)];
        }
        if let Err(ReadError::Damaged(reason)) = read(&bytes) {
            assert_ne!(reason, PANIC_REASON);
        }
    }
}

#[test]
fn actual_text_replaces_the_glyphs_of_its_sequence() {
    let texts_of = |text: &str, shown: &str| {
        let part =
            format!("BT /F 10 Tf 50 700 Td (for ) Tj /Span <</ActualText {text}>> BDC {shown} Tj EMC ( and on) Tj ET");
        page(&part).lines.lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts_of("(you)", "(\\004\\004)"), ["for you and on"], "glyphs that cannot be read");
    assert_eq!(texts_of("(you )", "(us )"), ["for you and on"], "another letter");
    assert_eq!(texts_of("()", "(us)"), ["for us and on"]);
    assert_eq!(texts_of("<FEFF05D005D1>", "(ab)"), ["for אב and on"], "from right to left");
    assert_eq!(texts_of(&format!("({})", "a".repeat(65)), "(us)"), ["for us and on"]);
}

#[test]
fn text_beyond_the_edges_of_a_page_is_reported() {
    let pdf = page(&texts(&[(50, 700, "seen"), (900, 700, "never seen"), (50, 900, "at all")]));
    assert_eq!(line_texts(&pdf), ["seen"]);
    let outside = pdf.asides.iter().filter(|aside| aside.kind == AsideKind::Outside);
    assert_eq!(
        outside.map(|aside| (aside.text.as_str(), aside.at)).collect::<Vec<_>>(),
        [("never seen at all", SourceLocation::Page(1, 1))]
    );
}

#[test]
fn a_page_whose_boxes_have_no_size_is_read() {
    let content = texts(&[(50, 700, "first"), (50, 688, "second")]);
    let text = String::from_utf8(pages_with(&[&content], "")).unwrap();
    for boxes in [
        "/MediaBox[0 0 0 0]",
        "/MediaBox[0 0 600 8e15]",
        "/MediaBox[0 0 600 800]/CropBox[0 0 0 0]",
        "/MediaBox[0 0 600 800]/CropBox[900 900 1000 1000]",
        "/MediaBox[600 800 0 0]",
    ] {
        let pdf = read(text.replace("/MediaBox[0 0 600 800]", boxes).as_bytes()).unwrap();
        assert_eq!((line_texts(&pdf), pdf.asides.len()), (vec!["first", "second"], 0), "{boxes}");
    }
}

#[test]
fn files_attached_to_a_pdf_are_named() {
    let text = String::from_utf8(pages_with(&[&texts(&[(50, 700, "text")])], "")).unwrap();
    let list = "/Names<</EmbeddedFiles<</Kids[<</Names[(a)<</F(list.xlsx)>>(b)<</UF<FEFF0434>/F(d)>>]>>]>>>>";
    let pinned = "/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(pin.docx)>>>>]";
    let text = text.replace("/Type/Catalog", &format!("/Type/Catalog{list}"));
    let pdf = read(text.replace("/Type/Page/", &format!("/Type/Page{pinned}/")).as_bytes()).unwrap();
    let named = pdf.asides.iter().filter(|aside| aside.kind == AsideKind::Object).map(|aside| aside.text.as_str());
    assert_eq!(named.collect::<Vec<_>>(), ["list.xlsx", "д", "pin.docx"]);
    assert_eq!(line_texts(&pdf), ["text"]);
}
