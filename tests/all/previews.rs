//! Preview pictures, which messengers show next to a link.

use scraper::{Html, Selector};

use crate::support::built::example_with_drafts;
use crate::support::{Site, files};

const BASE_URL: [&str; 2] = ["--base-url", "https://example.org/digest/"];

/// Returns the paths of the preview pictures of a site.
fn previews(site: &Site) -> Vec<String> {
    let all = files(&site.path("public")).into_iter().map(|(path, _)| path);
    all.filter(|path| path.starts_with("previews/")).collect()
}

/// Returns the path of the preview picture of a page.
fn preview_of(site: &Site, page: &str) -> String {
    let page = Html::parse_document(&site.page(page));
    let image = page.select(&Selector::parse("meta[property='og:image']").unwrap()).next().unwrap();
    image.attr("content").unwrap().strip_prefix("https://example.org/digest/").unwrap().to_owned()
}

#[test]
fn every_city_on_the_map_and_every_edition_has_a_preview() {
    let site = example_with_drafts();
    for (page, picture) in [
        ("index.html", "previews/2024.png"),
        ("2023/index.html", "previews/2023.png"),
        ("2023/housing/index.html", "previews/2023.png"),
        ("topics/index.html", "previews/2024.png"),
        ("cities/vydumsk/index.html", "previews/vydumsk.png"),
        ("2024/housing/vydumsk/index.html", "previews/vydumsk.png"),
    ] {
        assert_eq!(preview_of(&site, page), picture, "{page}");
    }
    let previews = previews(&site);
    assert!(previews.len() > 10, "{previews:?}");
    let mut images = Vec::new();
    for path in &previews {
        let bytes = std::fs::read(site.path("public").join(path)).unwrap();
        assert!(bytes.len() < 20_000, "{path}: {} bytes", bytes.len());
        let mut picture = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        assert_eq!((picture.info().width, picture.info().height), (600, 315), "{path}");
        let mut pixels = vec![0; picture.output_buffer_size().unwrap()];
        picture.next_frame(&mut pixels).unwrap();
        images.push(pixels);
    }
    // All pictures differ.
    images.sort();
    let all = images.len();
    images.dedup();
    assert_eq!(images.len(), all);
    // The picture of every page exists.
    for (path, bytes) in files(&site.path("public")) {
        let page = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") && page.contains("og:image") {
            assert!(previews.contains(&preview_of(&site, &path)), "{path}");
        }
    }
}

#[test]
fn a_city_outside_the_map_has_the_preview_of_the_edition() {
    let cities = "primersk:\n  name: Примерск\nvydumsk:\n  name: Выдумск\n  coordinates: [-33.9, 18.4]\n";
    let site = Site::base().file("content/cities.yaml", cities).build_with(&BASE_URL);
    assert_eq!(previews(&site), ["previews/2024.png"]);
    assert_eq!(preview_of(&site, "cities/primersk/index.html"), "previews/2024.png");
}

#[test]
fn previews_need_a_base_url_and_can_be_switched_off() {
    let site = Site::base().build();
    assert_eq!(previews(&site), [""; 0]);
    assert!(!site.page("index.html").contains("og:image"));
    let site = Site::base().append("site.toml", "\npreviews = false\n").build_with(&BASE_URL);
    assert_eq!(previews(&site), [""; 0]);
    assert!(!site.page("index.html").contains("og:image"));
}
