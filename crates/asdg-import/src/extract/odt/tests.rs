use super::super::archive::tests::{checked_document, paragraphs_of, zipped};
use super::*;
use crate::document::{Block, Mark, Paragraph, Run, Style, TextFormat};

const NAMED_STYLES: &str = r#"<office:document-styles><office:styles>
    <style:style style:name="Title" style:family="paragraph"/>
    <style:style style:name="Heading_20_1" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
    <style:style style:name="Сильно" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
    </office:styles><office:master-styles><style:master-page style:name="Standard">
    <style:header><text:p>Анкета, с. <text:page-number>7</text:page-number></text:p></style:header>
    <style:header-first><text:p>Анкета, с. </text:p></style:header-first>
    </style:master-page></office:master-styles></office:document-styles>"#;

const AUTOMATIC_STYLES: &str = r#"<number:date-style><number:text>года</number:text></number:date-style>
    <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
    <style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
    <style:style style:name="T2" style:family="text" style:parent-style-name="Сильно"/>
    <style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>
    <text:list-style style:name="L1">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
        <text:list-level-style-number text:level="3" style:num-format="а, б, .., аа, аб, ... (ru)" style:num-suffix=")"/>
        <text:list-level-style-bullet text:level="4" text:bullet-char="–"/>
        <text:list-level-style-number text:level="5" style:num-format=""/>
    </text:list-style>"#;

fn file(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{AUTOMATIC_STYLES}</office:automatic-styles>
        <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zipped(&[(CONTENT, content.as_bytes()), (STYLES, NAMED_STYLES.as_bytes()), ("Pictures/1.png", b"PNG")])
}

/// The document with this body, after a check of its letters.
fn document(body: &str) -> Document {
    checked_document(read(&file(body)).unwrap())
}

fn paragraphs(body: &str) -> Vec<Paragraph> {
    paragraphs_of(document(body))
}

fn texts(body: &str) -> Vec<String> {
    paragraphs(body).iter().map(Paragraph::text).collect()
}

fn asides(body: &str, kind: AsideKind) -> Vec<(String, SourceLocation)> {
    let asides = document(body).asides.into_iter();
    asides.filter(|aside| aside.kind == kind).map(|aside| (aside.text, aside.at)).collect()
}

fn marks(body: &str) -> Vec<String> {
    let styles = paragraphs(body).into_iter().map(|paragraph| paragraph.style);
    let shown = styles.map(|style| match style {
        Style::Item { mark: Mark::Number(number), .. } => number.to_string(),
        Style::Item { mark: Mark::Label(label), .. } => label,
        Style::Item { mark: Mark::Bullet, .. } => "•".to_owned(),
        Style::Heading(level) => format!("h{level}"),
        Style::Body => "-".to_owned(),
    });
    shown.collect()
}

fn list(attributes: &str, items: &str) -> String {
    format!("<text:list {attributes}>{items}</text:list>")
}

fn item(inner: &str) -> String {
    format!("<text:list-item>{inner}</text:list-item>")
}

const P: &str = "<text:p>и</text:p>";

#[test]
fn headings_titles_and_formats_are_recognised() {
    let body = r#"<text:p text:style-name="P1">Анкета</text:p>
        <text:h text:style-name="Heading_20_1" text:outline-level="2">Раздел</text:h>
        <text:p><text:span text:style-name="T2">а<text:span text:style-name="T1">б</text:span></text:span>в</text:p>"#;
    assert_eq!(marks(body), ["h1", "h2", "-"]);
    let formats = paragraphs(body).into_iter().flat_map(|paragraph| paragraph.runs).map(|run| match run {
        Run::Text { format: TextFormat { bold, italic, shift: _ }, .. } => (bold, italic),
        Run::Break | Run::Picture(_) => panic!("no text"),
    });
    let (plain, bold, both) = ((false, false), (true, false), (true, true));
    assert_eq!(formats.collect::<Vec<_>>(), [plain, plain, bold, both, plain]);
}

#[test]
fn lists_count_as_in_libreoffice() {
    let deep = list("", &item(&(P.to_owned() + &list("", &item(P)))));
    let body = list(
        r#"text:style-name="L1" xml:id="a""#,
        &[item(&(P.to_owned() + P)), item(&(P.to_owned() + &deep)), item(&list("", &item(P)))].concat(),
    );
    assert_eq!(marks(&body), ["1", "-", "2", "2.1.", "а)", "2.1."]);
    let next = |attributes: &str| list(&format!(r#"text:style-name="L1" {attributes}"#), &item(P));
    let more = [body, next(""), next(r#"text:continue-list="a""#), next(r#"text:continue-numbering="true""#)].concat();
    assert_eq!(marks(&more)[6..], ["1", "3", "4"]);
    let started =
        list(r#"text:style-name="L1""#, &format!(r#"<text:list-item text:start-value="7">{P}</text:list-item>"#));
    assert_eq!(marks(&started), ["7"]);
}

#[test]
fn bullets_and_levels_without_a_mark_are_recognised() {
    let inner = |levels: usize| (0..levels).fold(P.to_owned(), |inner, _| list("", &item(&inner)));
    let body = |levels| list(r#"text:style-name="L1""#, &item(&inner(levels)));
    assert_eq!(marks(&(body(3) + &body(4))), ["•", "-"]);
}

#[test]
fn spaces_are_those_that_are_shown() {
    let body =
        "<text:p>\n   а  \n б<text:s text:c=\"2\"/>в<text:tab/>г<text:line-break/> д<text:soft-page-break/>е</text:p>";
    assert_eq!(texts(body), ["а б  в г\nде"]);
}

#[test]
fn notes_are_put_in_parentheses_and_comments_become_asides() {
    let body = "<text:p/><text:p>Да<text:note><text:note-citation>1</text:note-citation><text:note-body>
        <text:p>По данным</text:p><text:p>города</text:p></text:note-body></text:note><office:annotation>
        <dc:creator>Я</dc:creator><text:p>Так ли?</text:p></office:annotation>.</text:p>";
    assert_eq!(texts(body), ["Да (По данным города)."]);
    assert_eq!(asides(body, AsideKind::Comment), [("Так ли?".to_owned(), SourceLocation::Paragraph(2))]);
    assert_eq!(asides(body, AsideKind::RunningHead), [("Анкета, с.".to_owned(), SourceLocation::Paragraph(1))]);
}

#[test]
fn deletions_and_hidden_text_become_asides_with_their_places() {
    let body = r#"<text:tracked-changes><text:changed-region text:id="c"><text:deletion><office:change-info>
        <dc:creator>Я</dc:creator></office:change-info><text:p>не</text:p></text:deletion></text:changed-region>
        <text:changed-region text:id="d"><text:insertion/></text:changed-region></text:tracked-changes>
        <text:p>Мы <text:change text:change-id="c"/>за<text:change-start text:change-id="d"/>!</text:p>
        <text:p><text:span text:style-name="T3">тай&amp;на</text:span>.</text:p>"#;
    assert_eq!(texts(body), ["Мы за!", "."]);
    let expected =
        [("не".to_owned(), SourceLocation::Paragraph(1)), ("тай&на".to_owned(), SourceLocation::Paragraph(2))];
    assert_eq!(asides(body, AsideKind::Deletion), expected);
}

#[test]
fn tables_keep_their_shape() {
    let body = r#"<table:table><table:table-column/><table:table-header-rows><table:table-row>
        <table:table-cell table:number-columns-spanned="2"><text:p>шапка</text:p></table:table-cell><table:covered-table-cell/>
        </table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated="2"/>
        <table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>"#;
    let blocks = document(body).blocks;
    let [Block::Table(table)] = blocks.as_slice() else { panic!("no table") };
    let shape: Vec<Vec<usize>> = table.rows.iter().map(|row| row.iter().map(Vec::len).collect()).collect();
    assert_eq!(shape, [vec![1, 0], vec![0, 0, 0]]);
}

#[test]
fn frames_have_described_pictures_or_text_that_follows_the_paragraph() {
    let body = r#"<text:p>до<draw:frame><draw:image xlink:href="Pictures/1.png"/><draw:image xlink:href="Pictures/2.svm"/>
        <svg:title>Имя</svg:title><svg:desc>Герб</svg:desc></draw:frame><draw:frame><draw:text-box><text:p>рамка</text:p>
        </draw:text-box></draw:frame>, после: <text:title>Анкета</text:title></text:p>"#;
    assert_eq!(texts(body), ["до, после: Анкета", "рамка"]);
    let pictures = document(body).pictures;
    assert_eq!(pictures.len(), 1);
    assert_eq!((pictures[0].name.as_str(), pictures[0].description.as_str()), ("1.png", "Герб"));
    assert_eq!(pictures[0].bytes, b"PNG");
}

#[test]
fn links_are_kept_and_a_table_of_contents_becomes_an_aside() {
    let body = r##"<text:table-of-content><text:table-of-content-source><text:index-title-template>Шаблон
        </text:index-title-template></text:table-of-content-source><text:index-body><text:p><text:a xlink:href="#x">Глава</text:a>
        </text:p></text:index-body></text:table-of-content><text:section><text:p><text:a xlink:href="https://ya.ru/">я</text:a>
        </text:p></text:section>"##;
    let runs: Vec<Run> = paragraphs(body).into_iter().flat_map(|paragraph| paragraph.runs).collect();
    let links = runs.iter().filter_map(|run| if let Run::Text { link, .. } = run { link.as_deref() } else { None });
    assert_eq!(links.collect::<Vec<_>>(), ["https://ya.ru/"]);
    assert_eq!(texts(body).iter().map(|text| text.trim()).collect::<Vec<_>>(), ["я"]);
    assert_eq!(document(body).asides.first().map(|aside| aside.text.clone()).as_deref(), Some("Глава"));
}

#[test]
fn an_encrypted_file_is_not_reported_as_damaged() {
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = zipped(&[(MANIFEST, manifest), (CONTENT, b"\xFF\x00")]);
    assert_eq!(read(&bytes).unwrap_err(), ReadError::Encrypted);
    assert!(matches!(read(&zipped(&[(CONTENT, b"<a/>")])), Err(ReadError::Damaged(_))));
}

#[test]
fn a_damaged_file_never_panics() {
    let whole = file(&list(r#"text:style-name="L1""#, &item(P)));
    for end in (0..whole.len()).step_by(50) {
        assert!(read(&whole[..end]).is_err(), "cut at {end}");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        // The file may still be readable; reading must not panic.
        let _ = read(&bytes);
    }
}

#[test]
fn ruby_text_follows_its_word_in_parentheses() {
    let body = "<text:p>Город <text:ruby><text:ruby-base>黑河</text:ruby-base><text:ruby-text>хэй<text:s/>хэ</text:ruby-text></text:ruby>.</text:p>";
    assert_eq!(texts(body), ["Город 黑河 (хэй хэ)."]);
}
