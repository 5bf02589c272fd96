//! The texts of all problems of publishing, in both languages, compared with `tests/problems/CODE/`.
//!
//! The problems have made-up values, because the messages of git and of remotes differ from version to version.

use std::path::Path;

use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::{Kind, Problem, Viewer};

use crate::support::{expect_file, project};

#[test]
fn messages_of_publish_problems_read_well_in_both_languages() {
    let kinds = kinds();
    let codes: Vec<&str> = kinds.iter().map(Kind::code).collect();
    let all: Vec<&str> = Kind::CODES.iter().copied().filter(|code| code.starts_with("publish-")).collect();
    assert_eq!(codes, all, "a kind is missing from the list, or not in the order of the table");
    kinds.iter().for_each(expect_text);
}

/// The problems have made-up values: a site of a gigabyte is too large to build in a test.
#[test]
fn messages_about_github_limits_read_well_in_both_languages() {
    let parts = "2024 (610), data (390), texts (130), topics (70)".to_owned();
    expect_text(&Kind::SiteTooLarge { size: 1240, parts });
    expect_text(&Kind::FileTooLarge { file: "2024/housing/pridumsk/plan.png".to_owned(), size: 112 });
}

fn expect_text(kind: &Kind) {
    for language in Language::ALL {
        let problem = Problem { place: None, kind: kind.clone() };
        let text = Viewer::new(Path::new(""), &Messages::new(language), false).show(&problem);
        let file = project("tests/problems").join(kind.code()).join(format!("{}.txt", language.code()));
        expect_file(&file, &format!("{text}\n"));
    }
}

fn kinds() -> Vec<Kind> {
    let folder = || "D:\\Дайджест".to_owned();
    let branch = || "gh-pages".to_owned();
    let address = || "https://github.com/pridumsk/digest.git".to_owned();
    let detail = |text: &str| text.to_owned();
    vec![
        Kind::PublishNoGit,
        Kind::PublishNoRepository { folder: folder() },
        Kind::PublishUntrusted { folder: folder() },
        Kind::PublishNoRemote { remote: "origin".to_owned(), known: None },
        Kind::PublishMirror { remote: "origin".to_owned() },
        Kind::PublishBadBranch { branch: "мой сайт".to_owned() },
        Kind::PublishSourceBranch { branch: "main".to_owned() },
        Kind::PublishNoNetwork { address: address(), detail: detail("fatal: Could not resolve host: github.com") },
        Kind::PublishNoAccess { address: address(), detail: detail("fatal: Authentication failed") },
        Kind::PublishRemoteMissing { address: address(), detail: detail("Repository not found.") },
        Kind::PublishForeign {
            branch: branch(),
            commit: "a1b2c3d Пётр Небывалов: Первая версия".to_owned(),
            files: "index.html, style.css, logo.png".to_owned(),
            more: 12,
        },
        Kind::PublishRaced { branch: branch() },
        Kind::PublishRefused { branch: branch(), detail: detail("error: GH006: Protected branch update failed") },
        Kind::PublishNotSigned { detail: detail("error: gpg failed to sign the data") },
        Kind::PublishFileTooLarge { file: "data/digest.xlsx".to_owned(), megabytes: 120 },
        Kind::PublishGitFailed { command: "git fetch".to_owned(), detail: detail("fatal: bad object") },
        Kind::PublishIncomplete { file: "public/index.html".to_owned(), reason: "not-found".to_owned() },
        Kind::PublishFileLarge { file: "data/digest.xlsx".to_owned(), megabytes: 120 },
        Kind::PublishSiteLarge { megabytes: 960 },
        Kind::PublishLeftOut { folder: folder(), files: "CNAME, письмо.docx, фото.jpg".to_owned(), more: 1 },
        Kind::PublishAddressUnknown,
        Kind::PublishAddressDiffers {
            base_url: "https://example.org/".to_owned(),
            address: "https://pridumsk.github.io/digest/".to_owned(),
        },
        Kind::PublishDomainKept { domain: "дайджест.рф".to_owned() },
    ]
}
