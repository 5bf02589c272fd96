//! Checks whether GitHub accepts the size of a site and of its files.

use std::collections::BTreeMap;

use asdg_base::problem::Kind;

/// The largest site that GitHub Pages publishes, in bytes
/// (<https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>).
const MAX_SITE: u64 = 1_000_000_000;

/// The largest file that GitHub accepts, in bytes: 100 MiB
/// (<https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github>).
const MAX_FILE: u64 = 100 << 20;

/// How many folders a message names.
const MAX_NAMED: usize = 4;

/// Finds what GitHub would refuse: the whole site, with its largest folders, and single files. `files` are paths with
/// sizes.
pub(super) fn too_large<'f>(files: impl Iterator<Item = (&'f str, u64)> + Clone) -> Vec<Kind> {
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    let total: u64 = files.clone().map(|(_, bytes)| bytes).sum();
    let mut found = Vec::new();
    if total > MAX_SITE {
        let mut parts: BTreeMap<&str, u64> = BTreeMap::new();
        for (path, bytes) in files.clone() {
            *parts.entry(path.split_once('/').map_or("", |(folder, _)| folder)).or_default() += bytes;
        }
        let mut parts: Vec<(&str, u64)> = parts.into_iter().filter(|(folder, _)| !folder.is_empty()).collect();
        parts.sort_by_key(|&(folder, bytes)| (std::cmp::Reverse(bytes), folder));
        let named = parts.iter().take(MAX_NAMED).map(|(folder, bytes)| format!("{folder} ({})", megabytes(*bytes)));
        found.push(Kind::SiteTooLarge { size: megabytes(total), parts: named.collect::<Vec<_>>().join(", ") });
    }
    let large = files.filter(|&(_, bytes)| bytes > MAX_FILE);
    found.extend(large.map(|(path, bytes)| Kind::FileTooLarge { file: path.to_owned(), size: megabytes(bytes) }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_and_files_that_github_refuses_are_reported() {
        let files =
            [("index.html", 10), ("2024/a/index.html", 400 << 20), ("2024/b.png", 99 << 20), ("data/x.zip", 600 << 20)];
        let found = too_large(files.into_iter());
        let parts = "data (630), 2024 (524)".to_owned();
        let large = |file: &str, size| Kind::FileTooLarge { file: file.to_owned(), size };
        assert_eq!(
            found,
            [Kind::SiteTooLarge { size: 1153, parts }, large("2024/a/index.html", 420), large("data/x.zip", 630)]
        );
        assert!(too_large([("index.html", 999_000_000 / 10)].into_iter()).is_empty());
    }
}
