//! Themes: a small theme of a site, and what it inherits from the default theme.

use std::path::Path;

use crate::support::{Site, files, project};

fn with_theme() -> Site {
    Site::base()
        .append("site.toml", "theme = \"tiny\"\n")
        .file("themes/tiny/theme.toml", "name = \"Крошечная\"\nextends = \"default\"\n")
        .file("themes/tiny/templates/topic.html", "<!doctype html><title>{{ entry.name }}</title><p>{{ t(key=\"mine\", count=entry.entries) }}{{ t(key=\"menu-topics\") }}")
        .file("themes/tiny/i18n/ru.ftl", "mine = Моё: { $count ->\n    [one] фрагмент\n   *[other] фрагментов\n }; { \"\" }\nmenu-topics = О чём\n")
        .file("themes/tiny/assets/own.txt", "своё")
}

#[test]
fn a_theme_overrides_its_own_files_and_inherits_the_rest() {
    let site = with_theme().build();
    let topic = site.page("topics/roads/index.html");
    assert!(topic.contains("Моё: фрагмент; О чём"), "{topic}");
    assert!(site.page("cities/index.html").contains("Примерск"), "a template of the parent is used");
    assert!(site.page("index.html").contains("О чём"), "a text of the child is used in a template of the parent");
    assert_eq!(site.page("assets/own.txt"), "своё");
    assert_eq!(style_sheets(&site).len(), 1, "a file of the parent is there");
}

/// Returns the paths of the published style sheets.
fn style_sheets(site: &Site) -> Vec<String> {
    files(&site.path("public"))
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with("assets/style."))
        .collect()
}

#[test]
fn a_changed_style_sheet_has_a_new_name_that_pages_link_to() {
    let site = Site::base().build();
    let [before] = &style_sheets(&site)[..] else { panic!("one style sheet") };
    assert!(site.page("cities/index.html").contains(&format!("../{before}")));
    let site = with_theme().file("themes/tiny/assets/style.css", "p { color: red }").build();
    let [after] = &style_sheets(&site)[..] else { panic!("one style sheet") };
    assert_ne!(before, after);
    assert!(site.page("cities/index.html").contains(&format!("../{after}")));
}

#[test]
fn a_missing_asset_is_an_error_in_the_template() {
    let site = with_theme().file("themes/tiny/templates/topic.html", "<p>{{ asset(name=\"stile.css\") }}");
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("there is no file `stile.css` in assets/"), "{}", run.stderr);
    assert!(run.stderr.contains("themes/tiny/templates/topic.html:1"), "{}", run.stderr);
}

#[test]
fn the_default_theme_on_disk_equals_the_embedded_one() {
    let embedded = Site::base().build();
    let on_disk = Site::base();
    let theme = on_disk.path("themes/default");
    std::fs::create_dir_all(&theme).unwrap();
    let copy = Site::copy_of(&project("themes/default"));
    for (path, bytes) in files(&copy.path("")) {
        let target = theme.join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
    let on_disk = on_disk.build();
    assert_eq!(files(&embedded.path("public")), files(&on_disk.path("public")));
    let changed = on_disk.file("themes/default/templates/404.html", "своя").build();
    let page = changed.page("404.html");
    assert!(page.starts_with("<meta http-equiv=Content-Security-Policy") && page.ends_with(">своя"), "{page}");
}

#[test]
fn template_lines_have_at_most_120_characters() {
    for (path, bytes) in files(Path::new("themes/default/templates")) {
        for (number, line) in String::from_utf8(bytes).unwrap().lines().enumerate() {
            let length = line.chars().count();
            assert!(length <= 120, "{path}:{}: {length} characters, at most 120", number + 1);
        }
    }
}

#[test]
fn an_error_in_a_template_is_reported_once_at_its_line() {
    let site = with_theme().file("themes/tiny/templates/topic.html", "<p>\n{{ entry.name }}\n{{ nothing.here }}\n");
    for command in ["build", "check"] {
        let run = site.run(&[command, "--lang", "en"]);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("themes/tiny/templates/topic.html:3:4"), "{}", run.stderr);
        assert_eq!(
            run.stderr.matches("-->").count(),
            1,
            "a mistake that shows on every page is reported once: {}",
            run.stderr
        );
    }
}

#[test]
fn check_finds_template_errors_that_depend_on_the_data() {
    let wrong = "{{ entry.name }}{% if entry.name == \"Дороги\" %}{{ entry.name * 2 }}{% endif %}";
    let run = with_theme().file("themes/tiny/templates/topic.html", wrong).run(&["check"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("themes/tiny/templates/topic.html:1"), "{}", run.stderr);
}

/// Returns the paths of the published scripts with a name.
fn scripts(site: &Site, name: &str) -> Vec<String> {
    let start = format!("assets/{name}.");
    files(&site.path("public")).into_iter().map(|(path, _)| path).filter(|path| path.starts_with(&start)).collect()
}

#[test]
fn a_script_template_is_published_once_and_pages_link_to_it() {
    let before = Site::base().build();
    let [name] = &scripts(&before, "interface")[..] else { panic!("one script") };
    let script = before.page(name);
    assert!(script.contains("Версия для слабовидящих") && script.contains("Пробный дайджест"), "{script}");
    for page in ["cities/index.html", "2024/housing/primersk/index.html"] {
        let page = before.page(page);
        assert!(page.contains(&format!("../{name}")), "{page}");
        assert!(!page.contains("чёрным по белому"), "the panel is in the script: {page}");
        assert!(!page.contains("<script>") && !page.contains(" onclick"), "no script is in the page: {page}");
    }
    let after = Site::base().append("site.toml", "publisher = \"Кто-то\"\n").build();
    let [after] = &scripts(&after, "interface")[..] else { panic!("one script") };
    assert_ne!(name, after, "what is in the script is in its name");
}

#[test]
fn a_script_of_a_theme_replaces_an_inherited_one() {
    let hello = "say({{ site.title | json }}, {{ t(key=\"own\") | json }}, \"{{ asset(name=\"own.txt\") }}\");";
    let site = with_theme()
        .file("themes/tiny/assets/interface.js", "file();")
        .file("themes/tiny/templates/digest.js", hello)
        .file("themes/tiny/i18n/ru.ftl", "own = «\"</script>» \\ { \"\\u2028\" }\nmine = моё")
        .build();
    let [file] = &scripts(&site, "interface")[..] else { panic!("one script") };
    assert_eq!(site.page(file), "file();");
    let [template] = &scripts(&site, "digest")[..] else { panic!("one script") };
    let script = site.page(template);
    assert!(script.contains(r#""«\"</script>» \\ \u2028", "assets/own.txt");"#), "{script}");
}

#[test]
fn check_reports_an_error_in_a_script_template_at_its_line() {
    let site = with_theme().file("themes/tiny/templates/interface.js", "\n{{ t(key=\"nowhere\") }}");
    let run = site.run(&["check"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("themes/tiny/templates/interface.js:2"), "{}", run.stderr);
    assert!(run.stderr.contains("`nowhere`"), "{}", run.stderr);
}

#[test]
fn scripts_are_minified_if_the_theme_and_the_site_allow_it() {
    let script = "/* Says. */\nconst word = \"a  b\";\nconst twice = `${word}  ${word}`;\n";
    let theme = || with_theme().file("themes/tiny/assets/words.js", script);
    let published = |site: Site| {
        let site = site.build();
        let [name] = &scripts(&site, "words")[..] else { panic!("one script") };
        site.page(name)
    };
    assert_eq!(published(theme()), script, "the default theme allows it for its own scripts only");
    let allowed = || theme().append("themes/tiny/theme.toml", "minify_scripts = true\n");
    assert_eq!(published(allowed()), "const word=\"a  b\";const twice=`${word}  ${word}`;");
    assert_eq!(published(allowed().append("site.toml", "minify = false\n")), script);
}
