//! `serve` over HTTP, and `check --watch`, while files change. `tests/browser/serve.test.mjs` tests the preview in a
//! browser.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::{Site, project, temporary_folder};

/// Keeps a failing test from waiting for ever.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The response that tests edit, and its page.
const FILE: &str = "content/2024/housing/primersk.md";
const PAGE: &str = "2024/housing/primersk/";

/// A running program, which is killed when the value is dropped.
struct RunningProgram {
    child: Child,
    lines: Mutex<Receiver<String>>,
}

impl RunningProgram {
    fn start(site: &Site, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_asdg-site"));
        command.args(args).arg("--site").arg(site.path("")).args(["--lang", "en"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (sender, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines: Mutex::new(lines) }
    }

    /// Waits for a line of the standard output that contains a text, and returns it.
    fn wait_for(&self, text: &str) -> String {
        loop {
            let line =
                self.lines.lock().unwrap().recv_timeout(TIMEOUT).unwrap_or_else(|_| panic!("nothing says “{text}”"));
            if line.contains(text) {
                return line;
            }
        }
    }
}

impl Drop for RunningProgram {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A running `serve`.
struct Server {
    program: RunningProgram,
    port: u16,
}

/// An HTTP response.
struct Response {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Server {
    fn start(site: &Site, args: &[&str]) -> Self {
        let program = RunningProgram::start(site, &[&["serve", "--port", "0"], args].concat());
        let line = program.wait_for("http://127.0.0.1:");
        let (_, address) = line.split_once("http://127.0.0.1:").unwrap();
        let (port, _) = address.split_once('/').unwrap();
        Self { port: port.parse().unwrap(), program }
    }

    fn send(&self, request: &str) -> Response {
        send(self.port, request)
    }

    fn get(&self, path: &str) -> Response {
        get(self.port, path)
    }

    /// Returns the text of a page without the script that the preview adds.
    fn page(&self, path: &str) -> String {
        let html = String::from_utf8(self.get(path).body).unwrap();
        let (before, rest) = html.split_once("<script src=\"/_asdg-site/client.js\"").unwrap();
        let (_, after) = rest.split_once("</script>").unwrap();
        format!("{before}{after}")
    }

    /// Waits until a page contains a text.
    fn wait_for(&self, path: &str, text: &str) {
        let end = std::time::Instant::now() + TIMEOUT;
        while !String::from_utf8_lossy(&self.get(path).body).contains(text) {
            assert!(std::time::Instant::now() < end, "{path} never says “{text}”");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn send(port: u16, request: &str) -> Response {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Response { status, head, body: bytes[end + 4..].to_vec() }
}

fn get(port: u16, path: &str) -> Response {
    send(port, &format!("GET /{path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"))
}

fn edit(site: &Site, path: &str, change: impl FnOnce(String) -> String) {
    fs::write(site.path(path), change(fs::read_to_string(site.path(path)).unwrap())).unwrap();
}

#[test]
fn served_files_equal_built_files_and_nothing_is_written() {
    let site = Site::copy_of(&project("examples/digest"));
    assert_eq!(site.run(&["build", "--drafts"]).code, Some(0));
    let built = site.path("public");
    let elsewhere = temporary_folder();
    fs::rename(&built, elsewhere.path().join("public")).unwrap();
    let server = Server::start(&site, &[]);
    let list = fs::read_to_string(elsewhere.path().join("public/.asdg-site")).unwrap();
    let files: Vec<&str> = list.lines().skip(1).collect();
    assert!(files.len() > 200);
    for file in files {
        let expected = fs::read(elsewhere.path().join("public").join(file)).unwrap();
        if file.ends_with(".html") {
            let requested = file.strip_suffix("index.html").unwrap_or(file);
            assert!(server.page(&format!("digest/{requested}")).as_bytes() == expected, "{file}");
        } else {
            assert!(server.get(&format!("digest/{file}")).body == expected, "{file}");
        }
    }
    assert!(!built.exists());
}

#[test]
fn only_the_site_is_served_and_only_to_this_machine() {
    let site = Site::base();
    let server = Server::start(&site, &[]);
    for path in [
        "site.toml",
        "content/cities.yaml",
        "../site.toml",
        "%2e%2e/site.toml",
        "..%2fsite.toml",
        "%2fetc/passwd",
        "\\site.toml",
    ] {
        let response = server.get(path);
        assert_eq!(response.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&response.body).contains("title ="), "{path}");
    }
    let foreign = server.send("GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
    assert_eq!(foreign.status, 403);
    let post = server.send("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(post.status, 405);
    let home = server.get("");
    assert_eq!(home.status, 200);
    assert!(home.head.contains("cache-control: no-store"), "{}", home.head);
    assert!(home.head.contains("content-type: text/html; charset=utf-8"), "{}", home.head);
    let other = server.get("2024");
    assert_eq!(other.status, 302);
    assert!(other.head.contains("location: /2024/"), "{}", other.head);
}

/// The files of the open data are made once, however many requests arrive at the same time; each equals the built file.
#[test]
fn concurrent_requests_for_open_data_return_the_built_files() {
    let site = Site::base();
    let server = Server::start(&site, &[]);
    let site = site.build();
    let files = ["data/digest-2024.xlsx", "data/cities.csv", "data/cities.json", "data/texts-2024.zip", "data/"];
    let built = |file: &str| fs::read(site.path("public").join(file));
    std::thread::scope(|scope| {
        for round in 0..20 {
            let (port, built) = (server.port, &built);
            scope.spawn(move || {
                let file = files[round % files.len()];
                let response = get(port, file);
                match built(file) {
                    Ok(expected) => assert!(response.body == expected, "{file}"),
                    Err(_) => assert!(file == "data/" || response.status == 404, "{file}: {}", response.status),
                }
            });
        }
    });
    assert_eq!(server.get("data/").status, 200);
}

#[test]
fn a_port_in_use_is_skipped() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let site = Site::base();
    let program = RunningProgram::start(&site, &["serve", "--port", &port.to_string()]);
    let line = program.wait_for("http://127.0.0.1:");
    assert!(!line.contains(&format!(":{port}/")), "{line}");
}

#[test]
fn changes_are_shown_however_files_are_saved() {
    let site = Site::base();
    let server = Server::start(&site, &[]);
    edit(&site, FILE, |text| text + "\nПервое слово.\n");
    server.wait_for(PAGE, "Первое слово.");
    fs::write(site.path("new.md"), fs::read_to_string(site.path(FILE)).unwrap() + "\nВторое слово.\n").unwrap();
    fs::rename(site.path("new.md"), site.path(FILE)).unwrap();
    server.wait_for(PAGE, "Второе слово.");
    fs::rename(site.path("content"), site.path("away")).unwrap();
    edit(&site, "away/2024/housing/primersk.md", |text| text + "\nТретье слово.\n");
    fs::rename(site.path("away"), site.path("content")).unwrap();
    server.wait_for(PAGE, "Третье слово.");
    edit(&site, "content/cities.yaml", |text| text.replace("name: Примерск", "name: Примерск-Новый"));
    server.wait_for(PAGE, "Примерск-Новый");
}

#[test]
fn the_last_valid_site_is_served_while_there_are_errors() {
    let site = Site::base();
    let server = Server::start(&site, &[]);
    let valid = fs::read_to_string(site.path(FILE)).unwrap();
    edit(&site, FILE, |text| text + "\nНовое слово. [куда-то](topic:no-such-topic)\n");
    server.program.wait_for("Changed: content/2024/housing/primersk.md");
    let shown = server.page(PAGE);
    assert!(!shown.contains("Новое слово."));
    fs::remove_file(site.path("site.toml")).unwrap();
    server.program.wait_for("Common files changed");
    assert_eq!(server.page(PAGE), shown);
    fs::copy(project("tests/base/site.toml"), site.path("site.toml")).unwrap();
    fs::write(site.path(FILE), valid + "\nПочинено.\n").unwrap();
    server.wait_for(PAGE, "Починено.");
}

#[test]
fn a_template_error_is_shown_on_the_pages_of_the_template() {
    let site = Site::base();
    let site = site
        .file("themes/own/theme.toml", "name = \"own\"\nextends = \"default\"\n")
        .file("themes/own/templates/cities.html", "{{ no_such_value.name }}")
        .append("site.toml", "theme = \"own\"\n");
    let server = Server::start(&site, &[]);
    let failed = server.get("cities/");
    assert_eq!(failed.status, 500);
    assert!(String::from_utf8_lossy(&failed.body).contains("themes/own/templates/cities.html:1"));
    assert_eq!(server.get("topics/").status, 200);
}

#[test]
fn check_watch_checks_again_when_a_file_changes() {
    let site = Site::base();
    let program = RunningProgram::start(&site, &["check", "--watch"]);
    program.wait_for("no errors");
    program.wait_for("Waiting for files to change.");
    let valid = fs::read_to_string(site.path(FILE)).unwrap();
    fs::write(site.path(FILE), valid.clone() + "\n[куда-то](topic:no-such-topic)\n").unwrap();
    program.wait_for("Waiting for files to change.");
    fs::write(site.path(FILE), valid).unwrap();
    program.wait_for("no errors");
}

#[test]
fn a_folder_without_a_digest_is_not_served() {
    let site = Site::base().without("site.toml");
    let run = site.run(&["serve", "--port", "0", "--lang", "en"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("site.toml"), "{}", run.stderr);
    assert!(!run.stdout.contains("http://"), "{}", run.stdout);
}

#[test]
fn an_invalid_port_is_reported() {
    for (port, language, expected) in
        [("80x", "ru", "«80x» — не номер порта"), ("70000", "en", "“70000” is not a port number")]
    {
        let run = Site::base().run(&["serve", "--port", port, "--lang", language]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
}
