use super::*;

/// Returns the text without its comments, lines joined by `|`, and the codes of the problems with their lines.
fn without(text: &str) -> (String, Vec<String>) {
    let mut problems = Problems::default();
    let lines: Vec<String> =
        without_comments(text, &mut problems).into_iter().map(|line| line.text.into_owned()).collect();
    let codes = problems.list().iter().map(|problem| {
        let line = problem.place.as_ref().and_then(|place| place.span).map_or(0, |span| span.line);
        format!("{} {line}", problem.kind.code())
    });
    (lines.join("|"), codes.collect())
}

fn without_problems(text: &str) -> String {
    let (lines, problems) = without(text);
    assert_eq!(problems, Vec::<String>::new(), "{text}");
    lines
}

#[test]
fn text_around_a_comment_reads_as_without_it() {
    assert_eq!(without_problems("а\n<!-- б -->\nв"), "а|в");
    assert_eq!(without_problems("- а\n  <!-- б\n\n- в\n## г\n-->\n- д"), "- а|- д");
    assert_eq!(without_problems("а <!-- б --> в <!-- г -->"), "а в");
    assert_eq!(without_problems("| а | <!-- б | в --> |"), "| а | |");
    assert_eq!(without_problems("а <!-- б\nв --> г\nд"), "а г|д");
    assert_eq!(without_problems("  <!-- а --> б"), "  б");
    assert_eq!(without_problems("> а\n> <!-- б -->\n> в"), "> а|> в");
    assert_eq!(without_problems("а<!---->б<!-->в<!--->г"), "абвг");
}

#[test]
fn an_item_with_only_a_comment_is_removed_unless_its_text_follows() {
    assert_eq!(without_problems("- <!-- а -->\n- б"), "- б");
    assert_eq!(without_problems("- а\n- <!-- б -->\n  в\n- г"), "- а|- в|- г");
    assert_eq!(without_problems("1. <!-- а -->\n\nб"), "|б");
}

#[test]
fn a_mark_in_code_or_after_a_backslash_begins_no_comment() {
    for text in ["`<!--` и `-->`", "\\<!-- а --\\>", "```\n<!-- а\n```\nб", "> ~~~\n> <!--\n\nа", "``а ` <!--\nб``"]
    {
        assert_eq!(without_problems(text), text.replace('\n', "|"));
    }
}

#[test]
fn an_open_comment_ends_with_its_line() {
    assert_eq!(without("а\n<!-- б\nв"), ("а|в".into(), vec!["comment-open 1".into()]));
    assert_eq!(without("<!-- а\nб\n<!-- в -->\nг"), ("б|г".into(), vec!["comment-open 0".into()]));
}

#[test]
fn two_dashes_inside_a_line_are_a_mistyped_mark() {
    for text in ["а <!-- б --!> в\n\nг --> д", "<!-- а -- > б -->", "<!-- а\nб – -> в\n-->"] {
        let (_, problems) = without(text);
        assert!(problems[0].starts_with("comment-open"), "{text}: {problems:?}");
    }
    assert_eq!(without_problems("<!-- а -> б —> в -->г"), "г");
}

#[test]
fn a_mistyped_end_is_reported_with_its_line() {
    for end in ["->", "—>", "-- >", "–->", "--!>", "- ->"] {
        let (lines, problems) = without(&format!("а\n<!-- б {end}\n\nв\n\n<!-- г -->\nд"));
        assert_eq!((lines.as_str(), problems), ("а||в||д", vec!["comment-open 1".to_owned()]), "{end}");
        let (lines, problems) = without(&format!("<!-- а\nб {end}\nв"));
        assert_eq!((lines.as_str(), problems), ("в", vec!["comment-open 1".to_owned()]), "{end}");
    }
    // An arrow inside a line of a comment does not end it.
    assert_eq!(without_problems("<!-- Омск -> Томск\nещё -->\nа"), "а");
}

#[test]
fn visible_comment_marks_are_reported() {
    for marks in ["<!— а —>", "<!- а ->", "а -->", "<! -- а --\\>", "&lt;!-- а"] {
        let (lines, problems) = without(marks);
        assert_eq!((lines.as_str(), problems), (marks, vec!["comment-mark 0".to_owned()]), "{marks}");
    }
    assert_eq!(without_problems("Омск —> Томск -> Чита, а < б"), "Омск —> Томск -> Чита, а < б");
}

#[test]
fn lines_have_the_numbers_of_their_source_lines() {
    let origins = |text| {
        let lines = without_comments(text, &mut Problems::default());
        lines.into_iter().map(|line| line.origin).collect::<Vec<_>>()
    };
    assert_eq!(origins("а\n<!-- б\n-->\nв <!--\n--> г\n<!--\n--> д"), [0, 3, 6]);
}
