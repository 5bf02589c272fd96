//! Tests that twice the input takes at most twice the steps: long registers, faulty entries, cities with the same name,
//! passages with the same title.

use crate::options::Options;
use crate::workspace::{Refreshed, Workspace};
use asdg_base::fs;
use asdg_base::problem::Problem;
use asdg_base::work::{assert_linear_growth, steps};

const QUESTIONS: &str = "questions:\n  - {id: results, role: results, title: Итоги, wording: Итоги}\n";

/// Checks a valid site with these files added. Call it on one thread, because each thread counts its own steps.
fn check_site(files: &[(&str, String)]) -> Vec<Problem> {
    let site = asdg_base::fs::double::temporary_folder().unwrap();
    let valid = [
        ("site.toml", "title = \"Дайджест\"\n"),
        ("content/cities.yaml", "primersk: {name: Примерск}\n"),
        ("content/topics.yaml", ""),
        ("content/sectors.yaml", "housing: {name: ЖКХ}\n"),
        ("content/questionnaire.yaml", QUESTIONS),
        ("content/2024/housing/primersk.md", "## 1\n\nПостроен мост.\n"),
    ];
    let valid = valid.into_iter().map(|(path, text)| (path, text.to_owned()));
    for (path, text) in valid.chain(files.iter().cloned()) {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text.as_bytes()).unwrap();
    }
    let Refreshed { problems, .. } =
        Workspace::new(&Options { site: site.path().to_owned(), ..Options::default() }).refresh_content(&());
    problems
}

/// Asserts that the steps grow linearly with the number of entries in a file, and that at least `min_problems` are
/// counted.
fn assert_linear(
    path: &str,
    size: usize,
    entries: impl Fn(usize) -> String + Sync,
    min_problems: impl Fn(usize) -> usize + Sync,
) {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one.install(|| {
        assert_linear_growth(size, |size| {
            let problems = check_site(&[(path, entries(size))]);
            let count: u64 = problems.iter().map(Problem::count).sum();
            assert!(count >= min_problems(size) as u64, "{count} problems of {size}: {:?}", problems.first());
            assert!(problems.len() < 400, "{} are kept", problems.len());
            steps(size);
        });
    });
}

fn lines(size: usize, line: impl Fn(usize) -> String) -> String {
    (0..size).map(line).collect()
}

#[test]
fn unused_entries() {
    let entry = |number| format!("a-{number}:\n  name: Тема {number}\n");
    assert_linear("content/topics.yaml", 400, |size| lines(size, entry), |size| size);
}

#[test]
fn faulty_entries() {
    let entry = |number| format!("a-{number}:\n  nmae: Тема {number}\n  {number}: 1\n  aliases: {{}}\n");
    assert_linear("content/topics.yaml", 200, |size| lines(size, entry), |size| 3 * size);
}

#[test]
fn bad_ids_and_duplicate_keys() {
    let entry = |number| format!("Тема {number}:\n  name: Тема {number}\n  name: Иная\n");
    assert_linear("content/topics.yaml", 200, |size| lines(size, entry), |size| 2 * size);
}

#[test]
fn unknown_cities_and_topics() {
    let topics = |size| lines(size, |number| format!("topic-{number}, "));
    let asked = |size| format!("asked: [{}]\n", lines(size, |number| format!("gorod-{number}, ")));
    assert_linear("content/2024/edition.yaml", 200, asked, |size| size);
    let response = |size| format!("---\ntopics: [{}]\n---\n## 1\n\nТекст.\n", topics(size));
    assert_linear("content/2024/housing/primersk.md", 200, response, |size| size);
    let replies = |size| {
        let entry = |number| format!("- {{request: \"housing/primersk#a{number}\", status: answered}}\n");
        format!("replies:\n{}", lines(size, entry))
    };
    assert_linear("content/2024/replies.yaml", 200, replies, |size| size);
}

#[test]
fn cities_with_equal_names_and_with_equal_beginnings() {
    for name in ["Новый Посёлок", "Новый Посёлок Номер {}", "Новый-Посёлок-{}-на-Реке"]
    {
        let entry =
            |number| format!("a-{number}: {{name: {}}}\n", name.replace("{}", &"ывапролдж"[..2 * (1 + number % 9)]));
        let cities = |size| format!("primersk: {{name: Примерск}}\n{}", lines(size, entry));
        assert_linear("content/cities.yaml", 200, cities, |size| size / 2);
    }
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one.install(|| {
        assert_linear_growth(100, |size| {
            // All names have the same length, so that reading twice as many takes twice as long.
            let word = |number: usize| -> String {
                format!("{number:03}")
                    .bytes()
                    .map(|digit| ['а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'к'][usize::from(digit - b'0')])
                    .collect()
            };
            let cities = lines(size, |number| format!("a-{number}: {{name: Новый Посёлок {}}}\n", word(number)));
            let text = format!("## 1\n\n{}\n", "В Новом Посёлке и в Новом Посёлке был мост. ".repeat(size));
            let cities = format!("primersk: {{name: Примерск}}\n{cities}");
            check_site(&[("content/cities.yaml", cities), ("content/2024/housing/primersk.md", text)]);
        });
    });
}

#[test]
fn passages_with_equal_titles_and_links_to_them() {
    let passages = |size| format!("## 1\n\n{}", "### Мост\n\nПостроен.\n\n".repeat(size));
    assert_linear("content/2024/housing/primersk.md", 400, passages, |_| 0);
    let linked = |size| {
        let links = lines(size, |number| format!("[а](response:2024/housing/primersk#results-most-{}) ", number + 2));
        format!("{}### Ссылки\n\n{links}\n", passages(size + 2))
    };
    assert_linear("content/2024/housing/primersk.md", 200, linked, |_| 0);
    let nowhere = |size| format!("## 1\n\n{}\n", lines(size, |number| format!("[а](#a{number}) [б](city:b{number}) ")));
    assert_linear("content/2024/housing/primersk.md", 200, nowhere, |size| 2 * size);
}

#[test]
fn texts_in_yaml_with_links() {
    let yaml = |size| {
        let links = lines(size, |number| format!("    [а](response:2024/housing/primersk#a{number}) и **б**\n"));
        format!("answers:\n  results: |\n{links}")
    };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one.install(|| {
        assert_linear_growth(100, |size| {
            let found = check_site(&[
                ("content/2024/housing/vydumsk.yaml", yaml(size)),
                ("content/cities.yaml", CITIES.into()),
            ]);
            assert!(found.iter().map(Problem::count).sum::<u64>() >= size as u64);
        });
    });
}

const CITIES: &str = "primersk: {name: Примерск}\nvydumsk: {name: Выдумск}\n";
