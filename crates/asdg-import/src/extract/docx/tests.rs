use super::super::archive::tests::{checked_document, paragraphs_of, zipped};
use super::*;
use crate::document::{Block, Mark, Paragraph, Run, Style, TextFormat};

const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="s" Type="x/styles" Target="styles.xml"/>
    <Relationship Id="n" Type="x/numbering" Target="/word/numbering.xml"/>
    <Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/>
    <Relationship Id="c" Type="x/comments" Target="comments.xml"/>
    <Relationship Id="h" Type="x/header" Target="header1.xml"/>
    <Relationship Id="p" Type="x/image" Target="media/Герб.png"/>
    <Relationship Id="web" Type="x/hyperlink" Target="https://ya.ru/" TargetMode="External"/>
    <Relationship Id="disk" Type="x/hyperlink" Target="file:///C:/x" TargetMode="External"/>
</Relationships>"#;

const STYLES: &str = r#"<w:styles>
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="Заголовок 1"/><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="3"><w:name w:val="Раздел"/><w:basedOn w:val="1"/>
        <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="L"><w:name w:val="Список"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/><w:rPr><w:b/><w:i/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering>
    <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
        <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
        <w:lvl w:ilvl="4"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"#;

const FOOTNOTES: &str = r#"<w:footnotes>
    <w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>
    <w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> По данным</w:t></w:r></w:p>
        <w:p><w:r><w:t>города </w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="2"><w:p><w:r><w:t>ничья</w:t></w:r></w:p></w:footnote>
</w:footnotes>"#;

const COMMENTS: &str = r#"<w:comments><w:comment w:id="0" w:author="Я"><w:p><w:r><w:t>Так</w:t></w:r><w:r><w:t>и?</w:t></w:r></w:p>
    <w:p><w:r><w:t>Нет.</w:t></w:r></w:p></w:comment></w:comments>"#;

const HEADER: &str = r#"<w:hdr><w:p><w:r><w:t>Анкета, с. </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>
    <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>
    <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#;

/// A document with this body and all the parts above.
fn file(body: &str) -> Vec<u8> {
    let main = format!("<w:document><w:body>{body}</w:body></w:document>");
    zipped(&[
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/word/main.xml"/></Relationships>"#,
        ),
        ("word/main.xml", main.as_bytes()),
        ("word/_rels/main.xml.rels", RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/footnotes.xml", FOOTNOTES.as_bytes()),
        ("word/comments.xml", COMMENTS.as_bytes()),
        ("word/header1.xml", HEADER.as_bytes()),
        ("word/media/Герб.png", b"PNG"),
    ])
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

/// Bold and italic runs in the syntax of Markdown, links in angle brackets.
fn formatted(body: &str) -> String {
    let runs = paragraphs(body).into_iter().flat_map(|paragraph| paragraph.runs);
    let shown = runs.map(|run| match run {
        Run::Text { text, format: TextFormat { bold, italic, shift: _ }, link } => {
            let sign = ["", "*", "**", "***"][usize::from(italic) + 2 * usize::from(bold)];
            format!("{sign}{text}{sign}{}", link.map(|link| format!("<{link}>")).unwrap_or_default())
        }
        Run::Break => "/".to_owned(),
        Run::Picture(number) => format!("[{number}]"),
    });
    shown.collect::<Vec<_>>().join("|")
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(list: u32, level: u32) -> String {
    let properties = format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>и</w:t></w:r></w:p>")
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

#[test]
fn bold_and_italic_come_from_runs_and_styles() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = ["<w:p>", &run("<w:b/>", "а"), &run(r#"<w:b w:val="1"/>"#, "б"), &run(r#"<w:b w:val="false"/>"#, "в")]
        .concat()
        + &run(r#"<w:rStyle w:val="S"/><w:i/>"#, "г")
        + "</w:p>";
    assert_eq!(formatted(&body), "**аб**|в|***г***");
    let quote = r#"<w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr>"#.to_owned()
        + &run("", "д")
        + &run(r#"<w:rStyle w:val="S"/>"#, "е")
        + "</w:p>";
    assert_eq!(formatted(&quote), "***д***|*е*", "emphasis in a bold paragraph is not bold");
}

#[test]
fn headings_are_found_by_name_and_outline_and_are_not_bold() {
    let heading = |properties: &str| format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>З</w:t></w:r></w:p>");
    let body = heading(r#"<w:pStyle w:val="1"/>"#)
        + &heading(r#"<w:pStyle w:val="3"/>"#)
        + &heading(r#"<w:outlineLvl w:val="1"/>"#)
        + &heading(r#"<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>"#);
    assert_eq!(marks(&body), ["h1", "h3", "h2", "-"]);
    assert_eq!(formatted(&heading(r#"<w:pStyle w:val="1"/>"#)), "З");
}

#[test]
fn lists_count_as_in_word() {
    let body = [(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (1, 4), (2, 0), (1, 0), (0, 0)]
        .map(|(list, level)| item(list, level))
        .concat();
    assert_eq!(marks(&body), ["1", "2", "2.1.", "2.2.", "а)", "•", "3", "3.1.", "-", "5", "6", "-"]);
    let styled = r#"<w:p><w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:t>и</w:t></w:r></w:p>"#;
    assert_eq!(marks(&styled.repeat(2)), ["1", "2"]);
}

#[test]
fn merged_cells_keep_the_shape_of_a_table() {
    let body = format!(
        r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt></w:tr>
        <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"#,
        p("шапка"),
        p("ответ")
    );
    let blocks = document(&body).blocks;
    let [Block::Table(table)] = blocks.as_slice() else { panic!("no table") };
    let shape: Vec<Vec<usize>> = table.rows.iter().map(|row| row.iter().map(Vec::len).collect()).collect();
    assert_eq!(shape, [[1, 0], [0, 1]]);
    assert_eq!(table.at, SourceLocation::Paragraph(1));
}

#[test]
fn tracked_changes_are_accepted_and_deletions_become_asides() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Было </w:t></w:r>
        <w:ins><w:r><w:t>и стало </w:t></w:r></w:ins><w:del><w:r><w:delText>не </w:delText></w:r></w:del>
        <w:del><w:r><w:delText>будет</w:delText></w:r></w:del></w:p>
        <w:p><w:moveFrom><w:r><w:t>нет</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>так.</w:t></w:r></w:moveTo></w:p>"#;
    assert_eq!(texts(body), ["Было и стало так."]);
    let deletion =
        Aside { kind: AsideKind::Deletion, text: "не будет".to_owned(), at: SourceLocation::Paragraph(1) };
    assert_eq!(document(body).asides, [deletion]);
}

#[test]
fn notes_are_put_in_parentheses_and_comments_and_headers_become_asides() {
    let body = r#"<w:p/><w:p><w:r><w:t>Да</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/>
        </w:r><w:r><w:t>.</w:t></w:r></w:p><w:sectPr><w:headerReference r:id="h"/></w:sectPr>"#;
    assert_eq!(texts(body), ["Да (По данным города)."]);
    let aside = |kind, text: &str, at| Aside { kind, text: text.to_owned(), at: SourceLocation::Paragraph(at) };
    let (comment, head) = (AsideKind::Comment, AsideKind::RunningHead);
    assert_eq!(document(body).asides, [aside(comment, "Таки?\nНет.", 2), aside(head, "Анкета, с.", 1)]);
}

#[test]
fn links_have_the_targets_of_word() {
    let link = |id: &str| format!(r#"<w:p><w:hyperlink r:id="{id}"><w:r><w:t>я</w:t></w:r></w:hyperlink></w:p>"#);
    assert_eq!(formatted(&(link("web") + &link("disk") + &link("none"))), "я<https://ya.ru/>|я|я");
    let sign = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = r#"<w:r><w:instrText> HYPERLINK "mailto:a@b.ru" </w:instrText></w:r>"#;
    let field = [sign("begin").as_str(), code, &sign("separate"), "<w:r><w:t>а</w:t></w:r>", &sign("end")].concat();
    let body = format!("<w:p>{field}<w:r><w:t>б</w:t></w:r></w:p>");
    assert_eq!(formatted(&body), "а<mailto:a@b.ru>|б");
}

#[test]
fn a_text_box_is_read_once_and_follows_its_paragraph() {
    let frame = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p><w:r><w:t>до</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> после</w:t></w:r></w:p>",
        frame("рамка"),
        frame("рамка")
    );
    assert_eq!(texts(&body), ["до после", "рамка"]);
    assert_eq!(texts(&format!("<w:p><w:r><w:pict>{}</w:pict></w:r></w:p>", frame("старая"))), ["старая"]);
    // A `Choice` that itself has an alternative, of which only the `Fallback` is there.
    let alternative = |content: String| format!("<mc:AlternateContent>{content}</mc:AlternateContent>");
    let fallback = |text: &str| format!("<mc:Fallback><w:pict>{}</w:pict></mc:Fallback>", frame(text));
    let choice = format!("<mc:Choice>{}</mc:Choice>", alternative(fallback("внутри")));
    let body = format!("<w:p><w:r>{}</w:r></w:p>", alternative(choice + &fallback("снаружи")));
    assert_eq!(texts(&body), ["внутри"]);
}

#[test]
fn pictures_have_a_name_and_a_description_and_are_read_once() {
    let picture =
        r#"<w:drawing><wp:inline><wp:docPr descr="Герб города"/><a:blip r:embed="p"/></wp:inline></w:drawing>"#;
    let body =
        format!(r#"<w:p><w:r>{picture}{picture}</w:r><w:r><w:pict><v:imagedata r:id="p"/></w:pict></w:r></w:p>"#);
    assert_eq!(formatted(&body), "[0]|[0]|[0]");
    let pictures = document(&body).pictures;
    assert_eq!(pictures.len(), 1);
    assert_eq!((pictures[0].name.as_str(), pictures[0].description.as_str()), ("Герб.png", "Герб города"));
    assert_eq!(pictures[0].bytes, b"PNG");
}

#[test]
fn elements_that_stand_for_characters_become_characters() {
    let body = r#"<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:br w:type="page"/><w:noBreakHyphen/>
        <w:softHyphen/><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Arial" w:char="0416"/><w:t>&lt;&#1078;</w:t></w:r></w:p>"#;
    assert_eq!(texts(body), ["а б\nв \u{2011}•Ж<ж"]);
}

#[test]
fn check_boxes_show_whether_they_are_ticked() {
    let tick = |inner: &str| {
        let data = format!("<w:ffData><w:checkBox>{inner}</w:checkBox></w:ffData>");
        format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        )
    };
    let [on, off] = [r#"<w:default w:val="0"/><w:checked/>"#, r#"<w:default w:val="0"/>"#];
    assert_eq!(texts(&(tick(on) + &tick(off))), ["☒", "☐"]);
}

#[test]
fn hidden_text_is_left_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>";
    let body = format!("<w:p>{hidden}{hidden}<w:r><w:t>явь</w:t></w:r></w:p>");
    assert_eq!(texts(&body), ["явь"]);
    assert_eq!(document(&body).asides[0].text, "тайнатайна");
}

#[test]
fn prefixes_do_not_matter_and_unknown_elements_are_transparent() {
    let body =
        "<p><r><t>а</t></r><новый><x:r><x:t>б</x:t></x:r></новый><m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath></p>";
    assert_eq!(texts(body), ["абx²"]);
}

#[test]
fn a_file_without_text_is_damaged_and_broken_bytes_never_panic() {
    assert!(matches!(read(&zipped(&[("a", b"")])), Err(ReadError::Damaged(_))));
    assert!(matches!(read(&zipped(&[(MAIN, b"<w:document/>")])), Err(ReadError::Damaged(_))));
    let whole = file(&p("текст"));
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
    let body = "<w:p><w:r><w:t>Город </w:t></w:r><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>хэй</w:t></w:r><w:r><w:t>хэ</w:t></w:r></w:rt>
        <w:rubyBase><w:r><w:t>黑河</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    assert_eq!(texts(body), ["Город 黑河 (хэйхэ)."]);
}
