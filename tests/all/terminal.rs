//! Questions at a terminal: the program runs in a pseudo-terminal, and is answered as a person would.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect};

use crate::support::{Site, files, program, temporary_folder};

/// The program at a terminal.
struct Terminal {
    session: OsSession,
}

impl Terminal {
    /// Starts the program in a folder, in Russian unless the words say otherwise.
    fn start(folder: &Path, words: &[&str]) -> Self {
        let mut command = program();
        command.env("ASDG_LANG", "ru").current_dir(folder).args(words);
        let mut session = OsSession::spawn(command).unwrap();
        // A slow machine is no failure: the program's end is what ends the waiting.
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

    /// Waits for the end; gives what was said last and how the program ended.
    fn end(mut self) -> (String, WaitStatus) {
        let said = self.session.expect(Eof).unwrap();
        let said = String::from_utf8_lossy(said.as_bytes()).into_owned();
        (said, self.session.get_process().wait().unwrap())
    }

    /// Waits for the end, which must be a good one.
    fn fine(self) -> String {
        let (said, status) = self.end();
        assert!(matches!(status, WaitStatus::Exited(_, 0)), "{status:?}: {said}");
        said
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
    let said = terminal.fine();
    assert!(said.contains("Дайджест создан: "), "{said}");
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
    let said = terminal.fine();
    assert!(said.contains("The digest is created: ") && said.contains("What next:"), "{said}");
    assert!(settings(folder.path()).contains("language = \"en\"\n"));
    assert_eq!(Site::copy_of(folder.path()).run(&["check", "--strict"]).code, Some(0));
}

#[test]
fn values_given_as_options_are_not_asked_for() {
    let folder = temporary_folder();
    let words = ["init", "--title", "Дайджест", "--language", "ru", "--year", "2024"];
    let mut terminal = Terminal::start(folder.path(), &words);
    terminal.answer("Кто издаёт [", "");
    terminal.fine();
    let other = temporary_folder();
    Terminal::start(other.path(), &["init", "--yes"]).fine();
    assert!(other.path().join("site.toml").exists());
    // Where something is in the way, nobody has to answer questions first.
    let (said, status) = Terminal::start(other.path(), &["init"]).end();
    assert!(matches!(status, WaitStatus::Exited(_, 2)), "{status:?}");
    assert!(said.contains("такие файлы уже есть") && !said.contains("Язык сайта"), "{said}");
}

/// Whether Ctrl+C is ignored, as shells have it for what they start in the background. The program inherits that, and would be waited for without end.
fn ignores_interrupts() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 0b10 != 0)
}

#[test]
fn interrupting_init_leaves_no_files() {
    assert!(!ignores_interrupts(), "run the tests in the foreground: Ctrl+C is ignored here");
    for key in [ControlCode::EndOfTransmission, ControlCode::EndOfText] {
        let folder = temporary_folder();
        let mut terminal = Terminal::start(folder.path(), &["init", "digest"]);
        terminal.answer("Язык сайта", "");
        terminal.answer("Название дайджеста", "Недоделанный дайджест");
        terminal.wait_for("Кто издаёт");
        terminal.press(key);
        let (said, status) = terminal.end();
        match key {
            ControlCode::EndOfTransmission => {
                assert!(matches!(status, WaitStatus::Exited(_, 2)), "{status:?}");
                assert!(said.contains("Команда прервана, ничего не записано."), "{said}");
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
    assert!(terminal.fine().contains("Город добавлен: Усть-Небывальск (ust-nebyvalsk), content/cities.yaml:"));

    let mut terminal = Terminal::start(&root, &["new", "topic", "Дороги и мосты"]);
    terminal.answer("[dorogi-i-mosty]:", "Дороги");
    terminal.answer("такой идентификатор не подходит: «Дороги». Нужны строчные латинские буквы", "roads-and-bridges");
    assert!(terminal.fine().contains("Тема добавлена: Дороги и мосты (roads-and-bridges)"));

    // What is taken is not proposed, and not accepted.
    let mut terminal = Terminal::start(&root, &["new", "city", "Усть Небывальск (новый)", "--lang", "en"]);
    terminal.answer("[ust-nebyvalsk-novyy]:", "ust-nebyvalsk");
    terminal.answer("the id “ust-nebyvalsk” is taken: it is “Усть-Небывальск”.", "ust-nebyvalsk-2");
    terminal.fine();

    // A name that gives no id.
    let mut terminal = Terminal::start(&root, &["new", "course", "112"]);
    terminal.answer("(строчные латинские буквы, цифры и дефисы):", "");
    terminal.answer("(строчные латинские буквы, цифры и дефисы):", "emergency-number");
    terminal.fine();

    // What is given is not asked.
    Terminal::start(&root, &["new", "city", "Ямск", "--id", "yamsk"]).fine();
    assert_eq!(site.run(&["check"]).code, Some(0));
}

#[test]
fn interrupting_new_changes_no_register() {
    let site = Site::base();
    let before = files(&site.path(""));
    let mut terminal = Terminal::start(&site.path(""), &["new", "city", "Ямск"]);
    terminal.wait_for("[yamsk]:");
    terminal.press(ControlCode::EndOfTransmission);
    let (said, status) = terminal.end();
    assert!(matches!(status, WaitStatus::Exited(_, 2)), "{status:?}: {said}");
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
    assert!(terminal.fine().contains("Сфера добавлена: Культура и спорт (culture)"));
    let mut terminal = Terminal::start(&root, &["new", "sector", "Экономика"]);
    terminal.answer("[экономики]:", "");
    terminal.answer("[ekonomika]:", "economy");
    terminal.fine();
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
    assert!(terminal.fine().contains("content/2024/culture/vydumsk.md"));
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
    let (said, _) = terminal.end();
    assert!(said.contains("content/2024/housing/vydumsk.md"), "{said}");
}
