//! Questions at a terminal: the program runs in a pseudo-terminal, and the tests answer as a user would.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect};

use crate::support::{Site, files, program, temporary_folder};

/// The program in a pseudo-terminal.
struct Terminal {
    session: OsSession,
}

impl Terminal {
    /// Starts the program in a folder, in Russian unless the arguments set a language.
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut command = program();
        command.env("ASDG_LANG", "ru").current_dir(folder).args(args);
        let mut session = OsSession::spawn(command).unwrap();
        // No timeout, so that slow machines do not fail; the end of the program ends the waiting.
        session.set_expect_timeout(None);
        Self { session }
    }

    /// Waits for a question and answers it.
    fn answer(&mut self, question: &str, answer: &str) {
        self.wait_for(question);
        self.session.send_line(answer).unwrap();
    }

    fn wait_for(&mut self, text: &str) {
        self.session.expect(text).unwrap_or_else(|error| panic!("no {text:?}: {error}"));
    }

    fn press(&mut self, key: ControlCode) {
        self.session.send(key).unwrap();
    }

    /// Waits for the end of the program and returns the remaining output and the exit status.
    fn finish(mut self) -> (String, WaitStatus) {
        let output = self.session.expect(Eof).unwrap();
        let output = String::from_utf8_lossy(output.as_bytes()).into_owned();
        (output, self.session.get_process().wait().unwrap())
    }

    /// Waits for the end of the program, which must succeed, and returns the remaining output.
    fn finish_ok(self) -> String {
        let (output, status) = self.finish();
        assert!(matches!(status, WaitStatus::Exited(_, 0)), "{status:?}: {output}");
        output
    }
}

fn settings(folder: &Path) -> String {
    fs::read_to_string(folder.join("site.toml")).unwrap()
}

#[test]
fn init_asks_four_questions_and_writes_a_digest() {
    let folder = temporary_folder();
    let mut terminal = Terminal::start(folder.path(), &["init", "digest"]);
    terminal.answer("Язык сайта, ru или en [ru]:", "немецкий");
    terminal.answer("Введите ru (русский) или en (английский):", "Русский");
    terminal.answer("Название дайджеста [Дайджест городов]:", "Дайджест выдуманных городов");
    terminal.answer("Кто издаёт [Дирекция]:", "Бюро");
    terminal.answer("об итогах какого года [", "24");
    terminal.answer("четыре цифры. Введите ещё раз:", "2024");
    let output = terminal.finish_ok();
    assert!(output.contains("Дайджест создан: "), "{output}");
    let digest = folder.path().join("digest");
    let settings = settings(&digest);
    assert!(settings.contains("title = \"Дайджест выдуманных городов\"\n"), "{settings}");
    assert!(settings.contains("publisher = \"Бюро\"\n"), "{settings}");
    assert!(digest.join("content/2024/organizational-work/obraztsovsk.md").exists());
    assert_eq!(Site::copy_of(&digest).run(&["check", "--strict"]).code, Some(0));
}

#[test]
fn enter_accepts_the_defaults_in_english() {
    let folder = temporary_folder();
    let mut terminal = Terminal::start(folder.path(), &["init", "--lang", "en"]);
    for question in
        ["ru or en [en]:", "Title of the digest [Digest of the cities]:", "Who publishes it [", "the year ["]
    {
        terminal.answer(question, "");
    }
    let output = terminal.finish_ok();
    assert!(output.contains("The digest is created: ") && output.contains("What next:"), "{output}");
    assert!(settings(folder.path()).contains("language = \"en\"\n"));
    assert_eq!(Site::copy_of(folder.path()).run(&["check", "--strict"]).code, Some(0));
}

#[test]
fn values_given_as_options_are_not_asked_for() {
    let folder = temporary_folder();
    let args = ["init", "--title", "Дайджест", "--language", "ru", "--year", "2024"];
    let mut terminal = Terminal::start(folder.path(), &args);
    terminal.answer("Кто издаёт [", "");
    terminal.finish_ok();
    let other = temporary_folder();
    Terminal::start(other.path(), &["init", "--yes"]).finish_ok();
    assert!(other.path().join("site.toml").exists());
    // Existing files are reported before any question is asked.
    let (output, status) = Terminal::start(other.path(), &["init"]).finish();
    assert!(matches!(status, WaitStatus::Exited(_, 2)), "{status:?}");
    assert!(output.contains("такие файлы уже есть") && !output.contains("Язык сайта"), "{output}");
}

/// Whether Ctrl+C is ignored, as in processes that a shell starts in the background. The program would inherit that,
/// and the test would wait for ever.
fn ignores_sigint() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 0b10 != 0)
}

#[test]
fn interrupting_init_leaves_no_files() {
    assert!(!ignores_sigint(), "run the tests in the foreground: Ctrl+C is ignored here");
    for key in [ControlCode::EndOfTransmission, ControlCode::EndOfText] {
        let folder = temporary_folder();
        let mut terminal = Terminal::start(folder.path(), &["init", "digest"]);
        terminal.answer("Язык сайта", "");
        terminal.answer("Название дайджеста", "Недоделанный дайджест");
        terminal.wait_for("Кто издаёт");
        terminal.press(key);
        let (output, status) = terminal.finish();
        match key {
            ControlCode::EndOfTransmission => {
                assert!(matches!(status, WaitStatus::Exited(_, 2)), "{status:?}");
                assert!(output.contains("Команда прервана, ничего не записано."), "{output}");
            }
            _ => assert!(matches!(status, WaitStatus::Signaled(..)), "{status:?}"),
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn an_id_is_confirmed_or_changed() {
    let site = Site::base();
    let root = site.path("");
    let mut terminal = Terminal::start(&root, &["new", "city", "Усть-Небывальск"]);
    terminal.answer("потом его не меняют [ust-nebyvalsk]:", "");
    assert!(terminal.finish_ok().contains("Город добавлен: Усть-Небывальск (ust-nebyvalsk), content/cities.yaml:"));

    let mut terminal = Terminal::start(&root, &["new", "topic", "Дороги и мосты"]);
    terminal.answer("[dorogi-i-mosty]:", "Дороги");
    terminal.answer("такой идентификатор не подходит: «Дороги». Нужны строчные латинские буквы", "roads-and-bridges");
    assert!(terminal.finish_ok().contains("Тема добавлена: Дороги и мосты (roads-and-bridges)"));

    // An id that is taken is not proposed, and not accepted.
    let mut terminal = Terminal::start(&root, &["new", "city", "Усть Небывальск (новый)", "--lang", "en"]);
    terminal.answer("[ust-nebyvalsk-novyy]:", "ust-nebyvalsk");
    terminal.answer("the id “ust-nebyvalsk” is taken: it is “Усть-Небывальск”.", "ust-nebyvalsk-2");
    terminal.finish_ok();

    // A name from which no id can be made.
    let mut terminal = Terminal::start(&root, &["new", "course", "112"]);
    terminal.answer("(строчные латинские буквы, цифры и дефисы):", "");
    terminal.answer("(строчные латинские буквы, цифры и дефисы):", "emergency-number");
    terminal.finish_ok();

    // An id that is given as an option is not asked for.
    Terminal::start(&root, &["new", "city", "Ямск", "--id", "yamsk"]).finish_ok();
    assert_eq!(site.run(&["check"]).code, Some(0));
}

#[test]
fn interrupting_new_changes_no_register() {
    let site = Site::base();
    let before = files(&site.path(""));
    let mut terminal = Terminal::start(&site.path(""), &["new", "city", "Ямск"]);
    terminal.wait_for("[yamsk]:");
    terminal.press(ControlCode::EndOfTransmission);
    let (output, status) = terminal.finish();
    assert!(matches!(status, WaitStatus::Exited(_, 2)), "{status:?}: {output}");
    assert_eq!(files(&site.path("")), before);
}

#[test]
fn new_sector_asks_for_the_name_and_its_form() {
    let site = Site::base();
    let root = site.path("");
    let mut terminal = Terminal::start(&root, &["new", "sector", "culture"]);
    terminal.answer("Как называется сфера «culture»?", "");
    terminal.answer("Как называется сфера «culture»?", "Культура и спорт");
    terminal.answer("«Культура и спорт» называется внутри вопроса: «в области …»?", "культуры и спорта");
    assert!(terminal.finish_ok().contains("Сфера добавлена: Культура и спорт (culture)"));
    let mut terminal = Terminal::start(&root, &["new", "sector", "Экономика"]);
    terminal.answer("[экономики]:", "");
    terminal.answer("[ekonomika]:", "economy");
    terminal.finish_ok();
    let sectors = fs::read_to_string(site.path("content/sectors.yaml")).unwrap();
    let expected = "culture:\n  name: Культура и спорт\n  in_question: культуры и спорта\neconomy:\n  name: Экономика\n  in_question: экономики\n";
    assert!(sectors.ends_with(expected), "{sectors}");
}

#[test]
fn new_response_asks_for_the_sector() {
    let site = Site::base()
        .append("content/sectors.yaml", "culture:\n  name: Культура\n")
        .file("content/2024/culture/primersk.md", "## 1. Итоги\n\nОткрыт музей.\n");
    let mut terminal = Terminal::start(&site.path(""), &["new", "response", "Выдумск"]);
    terminal.wait_for("Какой сферы эти анкеты?");
    terminal.answer("2. Культура (culture)", "спорт");
    terminal.answer("Такого варианта нет. Введите ещё раз:", "куль");
    assert!(terminal.finish_ok().contains("content/2024/culture/vydumsk.md"));
    assert!(site.path("content/2024/culture/vydumsk.md").exists());
}

#[test]
fn import_asks_for_an_unknown_city() {
    let site = Site::base().without("content/2024/housing/vydumsk.md");
    let root = site.path("");
    fs::create_dir(site.path("inbox")).unwrap();
    fs::write(
        site.path("inbox/ответ.txt"),
        "1. Каковы итоги 2024 года?\n\nПостроен дом.\n\n2. Каковы планы на 2025 год?\n\nЕщё дом.\n",
    )
    .unwrap();
    let mut terminal = Terminal::start(&root, &["import", "inbox", "--year", "2024", "--sector", "housing"]);
    terminal.answer("Какого города эта анкета", "Омск");
    terminal.answer("Такого варианта нет. Введите ещё раз:", "выд");
    let (output, _) = terminal.finish();
    assert!(output.contains("content/2024/housing/vydumsk.md"), "{output}");
}
