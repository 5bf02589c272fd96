//! The whole example and the whole real digest: links, visible text, drafts, reproducible builds.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Node, Selector};

use crate::support::built::{example, example_with_drafts, real};
use crate::support::{Site, files, project};

/// Returns the paths and parsed documents of the pages of a built site.
fn pages(site: &Site) -> Vec<(String, Html)> {
    let is_page = |path: &String| path.rsplit('.').next() == Some("html");
    let pages = files(&site.path("public")).into_iter().filter(|(path, _)| is_page(path));
    pages.map(|(path, bytes)| (path, Html::parse_document(&String::from_utf8(bytes).unwrap()))).collect()
}

/// Checks that every link of every page leads to an existing file, and every fragment to an element. Links name files
/// and are relative, so that they work on any host, under any path and on disk; only the links of `404.html` begin with
/// `base`, the path of the site on its host. Returns the pages to which no other page links.
fn check_links(site: &Site, base: &str) -> BTreeSet<String> {
    let all: BTreeSet<String> = files(&site.path("public")).into_iter().map(|(path, _)| path).collect();
    let pages = pages(site);
    let id = Selector::parse("[id]").unwrap();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, html)| {
            let list: Vec<&str> = html.select(&id).map(|element| element.value().id().unwrap()).collect();
            let set: BTreeSet<&str> = list.iter().copied().collect();
            assert_eq!(set.len(), list.len(), "{path}: an id stands twice");
            (path.as_str(), set)
        })
        .collect();
    let link_elements = Selector::parse("[href], [src], [action]").unwrap();
    let mut checked = 0;
    // Nothing links to the page for unknown addresses, or to redirects at old addresses.
    let is_linked = |path: &&str| *path != "404.html" && !path.contains("/print/");
    let mut unlinked: BTreeSet<&str> = ids.keys().copied().filter(is_linked).collect();
    for (path, html) in &pages {
        for element in html.select(&link_elements) {
            let link = ["href", "src", "action"].into_iter().find_map(|name| element.value().attr(name)).unwrap();
            if link.starts_with("http:")
                || link.starts_with("https:")
                || link.starts_with("mailto:")
                || link.starts_with("tel:")
                || link.starts_with("data:")
            {
                continue;
            }
            let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
            let file = file.split_once('?').map_or(file, |(file, _)| file);
            let target = if file.is_empty() { path.clone() } else { resolve(path, file, base) };
            assert!(all.contains(&target), "{path}: {link} leads nowhere ({target})");
            if target != *path {
                unlinked.remove(target.as_str());
            }
            if let Some(anchor) = anchor {
                assert!(ids[target.as_str()].contains(anchor), "{path}: {link} leads to no place");
            }
            checked += 1;
        }
    }
    assert!(checked > 500, "only {checked} links were found");
    unlinked.into_iter().map(str::to_owned).collect()
}

fn resolve(page: &str, link: &str, base: &str) -> String {
    if page == "404.html" {
        return link
            .strip_prefix(base)
            .unwrap_or_else(|| panic!("404.html: {link} does not begin at {base}"))
            .to_owned();
    }
    assert!(!link.starts_with('/'), "{page}: {link} is not relative");
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leads out of the site"),
            part => parts.push(part),
        }
    }
    percent_encoding::percent_decode_str(&parts.join("/")).decode_utf8().unwrap().into_owned()
}

#[test]
fn all_links_of_the_example_resolve() {
    for site in [example(), example_with_drafts()] {
        let unlinked = check_links(&site, "/digest/");
        assert!(unlinked.is_empty(), "no page links to {unlinked:?}");
    }
}

#[test]
fn all_links_of_the_real_digest_resolve() {
    let site = real();
    check_links(&site, "/digest/");
    let page = site.page("2024/organizational-work/blagoveshchensk/index.html");
    let html = Html::parse_document(&page);
    let answers = Selector::parse("main section[id=results], main section[id=plans], main section[id=support], main section[id=discussion], main section[id=training]").unwrap();
    assert_eq!(html.select(&answers).count(), 5, "all five questions are answered");
}

/// Returns the text that a reader sees, one line per block, with white space as a browser shows it.
fn visible_text(html: &Html) -> String {
    let mut out = String::new();
    collect_text(html.root_element(), &mut out);
    let lines = out
        .lines()
        .map(|line| line.split([' ', '\t', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn collect_text(element: ElementRef<'_>, out: &mut String) {
    const INLINE: [&str; 20] = [
        "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "img", "kbd", "mark", "q", "s", "small", "span", "strong",
        "sub", "sup", "time", "var",
    ];
    let name = element.value().name();
    if matches!(name, "script" | "style" | "head") {
        return;
    }
    let is_block = !INLINE.contains(&name);
    if is_block {
        out.push('\n');
    }
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(&text.replace(['\n', '\t'], " ")),
            Node::Element(_) => {
                if let Some(child) = ElementRef::wrap(child) {
                    collect_text(child, out);
                }
            }
            _ => {}
        }
    }
    if is_block {
        out.push('\n');
    }
}

#[test]
fn builds_do_not_depend_on_file_order_or_thread_count() {
    let built = files(&example().path("public"));
    assert!(built.len() > 100);

    // The same files, created in the opposite order: most file systems then list them in another order.
    let shuffled = Site::base().without("content").without("site.toml");
    for (path, bytes) in files(&project("examples/digest")).into_iter().rev() {
        let target = shuffled.path(&path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
    let shuffled = shuffled.build();
    assert!(built == files(&shuffled.path("public")), "the order of directory entries shows in the site");

    // The same with one thread.
    let single = Site::copy_of(&project("examples/digest"));
    let status = crate::support::program()
        .env("RAYON_NUM_THREADS", "1")
        .args(["build", "--quiet", "--site"])
        .arg(single.path(""))
        .status();
    assert!(status.unwrap().success());
    assert!(built == files(&single.path("public")), "the number of threads shows in the site");
}

#[test]
fn every_page_of_the_example_says_that_it_is_made_up() {
    let site = example();
    // A redirect has no text but its target.
    for (path, html) in pages(&site).into_iter().filter(|(path, _)| !path.contains("/print/")) {
        assert!(visible_text(&html).contains("вымышлен"), "{path} does not say that all is made up");
    }
}

#[test]
fn drafts_are_built_only_on_request_and_are_marked() {
    let plain = example();
    let drafts = example_with_drafts();
    let (plain, with_drafts) = (pages(&plain), pages(&drafts));
    let known: BTreeSet<&String> = plain.iter().map(|(path, _)| path).collect();
    let added: Vec<_> = with_drafts.iter().filter(|(path, _)| !known.contains(path)).collect();
    let responses: Vec<_> = added.iter().filter(|(path, _)| path.matches('/').count() == 3).collect();
    assert!(responses.len() >= 3, "{added:?}");
    for (path, html) in responses {
        assert!(visible_text(html).contains("Черновик"), "{path} is not marked as a draft");
    }
}

#[test]
fn feed_sitemap_and_robots_txt_are_valid() {
    let site = example();
    let feed = site.page("feed.xml");
    let map = site.page("sitemap.xml");
    for xml in [&feed, &map] {
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{error}: {xml}"),
            }
        }
    }
    assert!(feed.contains("<updated>20") && feed.contains("https://example.org/digest/20"), "{feed}");
    assert!(map.contains("<lastmod>20") && !map.contains("404.html"), "{map}");
    assert!(site.page("robots.txt").contains("Sitemap: https://example.org/digest/sitemap.xml"));
    let paths: BTreeSet<String> = files(&site.path("public")).into_iter().map(|(path, _)| path).collect();
    for location in map.split("<loc>").skip(1) {
        let url = location.split('<').next().unwrap();
        let path = url.strip_prefix("https://example.org/digest/").unwrap();
        assert!(paths.contains(&format!("{path}index.html")), "{url} is in the site map but not in the site");
    }
}
