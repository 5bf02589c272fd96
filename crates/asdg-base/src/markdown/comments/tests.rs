use super::*;

/// The text without its comments, lines joined by `|`, and the codes of the problems with their lines.
fn without(text: &str) -> (String, Vec<String>) {
    let mut problems = Problems::default();
    let lines: Vec<String> = cut(text, &mut problems).into_iter().map(|line| line.text.into_owned()).collect();
    let told = problems.list().iter().map(|problem| {
        let line = problem.place.as_ref().and_then(|place| place.span).map_or(0, |span| span.line);
        format!("{} {line}", problem.kind.code())
    });
    (lines.join("|"), told.collect())
}

fn sound(text: &str) -> String {
    let (lines, told) = without(text);
    assert_eq!(told, Vec::<String>::new(), "{text}");
    lines
}

#[test]
fn it_is_as_if_a_comment_were_not_there() {
    assert_eq!(sound("а\n<!-- б -->\nв"), "а|в");
    assert_eq!(sound("- а\n  <!-- б\n\n- в\n## г\n-->\n- д"), "- а|- д");
    assert_eq!(sound("а <!-- б --> в <!-- г -->"), "а в");
    assert_eq!(sound("| а | <!-- б | в --> |"), "| а | |");
    assert_eq!(sound("а <!-- б\nв --> г\nд"), "а г|д");
    assert_eq!(sound("  <!-- а --> б"), "  б");
    assert_eq!(sound("> а\n> <!-- б -->\n> в"), "> а|> в");
    assert_eq!(sound("а<!---->б<!-->в<!--->г"), "абвг");
}

#[test]
fn an_item_that_is_all_comment_goes_unless_its_text_follows() {
    assert_eq!(sound("- <!-- а -->\n- б"), "- б");
    assert_eq!(sound("- а\n- <!-- б -->\n  в\n- г"), "- а|- в|- г");
    assert_eq!(sound("1. <!-- а -->\n\nб"), "|б");
}

#[test]
fn code_and_what_stands_behind_a_backslash_is_no_comment() {
    for text in ["`<!--` и `-->`", "\\<!-- а --\\>", "```\n<!-- а\n```\nб", "> ~~~\n> <!--\n\nа", "``а ` <!--\nб``"]
    {
        assert_eq!(sound(text), text.replace('\n', "|"));
    }
}

#[test]
fn one_that_is_not_closed_ends_with_its_line() {
    assert_eq!(without("а\n<!-- б\nв"), ("а|в".into(), vec!["comment-open 1".into()]));
    assert_eq!(without("<!-- а\nб\n<!-- в -->\nг"), ("б|г".into(), vec!["comment-open 0".into()]));
}

#[test]
fn two_dashes_inside_a_line_are_no_arrow() {
    for text in ["а <!-- б --!> в\n\nг --> д", "<!-- а -- > б -->", "<!-- а\nб – -> в\n-->"] {
        let (_, told) = without(text);
        assert!(told[0].starts_with("comment-open"), "{text}: {told:?}");
    }
    assert_eq!(sound("<!-- а -> б —> в -->г"), "г");
}

#[test]
fn a_mistyped_end_is_told_where_it_stands() {
    for end in ["->", "—>", "-- >", "–->", "--!>", "- ->"] {
        let (lines, told) = without(&format!("а\n<!-- б {end}\n\nв\n\n<!-- г -->\nд"));
        assert_eq!((lines.as_str(), told), ("а||в||д", vec!["comment-open 1".to_owned()]), "{end}");
        let (lines, told) = without(&format!("<!-- а\nб {end}\nв"));
        assert_eq!((lines.as_str(), told), ("в", vec!["comment-open 1".to_owned()]), "{end}");
    }
    // An arrow inside a line of a comment does not end it.
    assert_eq!(sound("<!-- Омск -> Томск\nещё -->\nа"), "а");
}

#[test]
fn marks_that_will_be_seen_are_told() {
    for marks in ["<!— а —>", "<!- а ->", "а -->", "<! -- а --\\>", "&lt;!-- а"] {
        let (lines, told) = without(marks);
        assert_eq!((lines.as_str(), told), (marks, vec!["comment-mark 0".to_owned()]), "{marks}");
    }
    assert_eq!(sound("Омск —> Томск -> Чита, а < б"), "Омск —> Томск -> Чита, а < б");
}

#[test]
fn a_line_knows_where_it_comes_from() {
    let origins = |text| {
        let lines = cut(text, &mut Problems::default());
        lines.into_iter().map(|line| line.origin).collect::<Vec<_>>()
    };
    assert_eq!(origins("а\n<!-- б\n-->\nв <!--\n--> г\n<!--\n--> д"), [0, 3, 6]);
}
