//! Makes files for programs: the Atom feed (RFC 4287), the site map (sitemaps.org), `robots.txt`.

use std::io;

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use url::Url;

use crate::view::feed::{Feed, FeedEntry, MapEntry};

/// The largest number of addresses in a site map, by sitemaps.org.
const MAP_LIMIT: usize = 50_000;

type Xml = Writer<Vec<u8>>;

/// Makes the feed.
pub fn feed(feed: &Feed<'_>) -> Vec<u8> {
    document(|xml| {
        let root = xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        root.with_attribute(("xml:lang", feed.language)).write_inner_content(|xml| {
            text(xml, "title", feed.title)?;
            if let Some(subtitle) = feed.subtitle {
                text(xml, "subtitle", subtitle)?;
            }
            text(xml, "id", &feed.home)?;
            link(xml, "alternate", "text/html", &feed.home)?;
            link(xml, "self", "application/atom+xml", &feed.url)?;
            text(xml, "updated", &instant(feed.updated))?;
            xml.create_element("author").write_inner_content(|xml| text(xml, "name", feed.author))?;
            feed.entries.iter().try_for_each(|entry| self::entry(xml, entry))
        })?;
        Ok(())
    })
}

fn entry(xml: &mut Xml, entry: &FeedEntry) -> io::Result<()> {
    let FeedEntry { title, url, published, updated, summary } = entry;
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", title)?;
        text(xml, "id", url)?;
        link(xml, "alternate", "text/html", url)?;
        if let Some(published) = published {
            text(xml, "published", &instant(*published))?;
        }
        text(xml, "updated", &instant(*updated))?;
        text(xml, "summary", summary)
    })?;
    Ok(())
}

/// Makes the files of the site map, with their names: one file, or an index and its parts if there are too many
/// addresses.
pub fn site_map(entries: &[MapEntry], base: &Url) -> Vec<(String, Vec<u8>)> {
    if entries.len() <= MAP_LIMIT {
        return vec![("sitemap.xml".to_owned(), url_set(entries))];
    }
    let parts = entries.chunks(MAP_LIMIT).enumerate();
    let mut files: Vec<_> =
        parts.map(|(number, part)| (format!("sitemap-{}.xml", number + 1), url_set(part))).collect();
    let index = document(|xml| {
        let root = xml.create_element("sitemapindex").with_attribute(NAMESPACE);
        root.write_inner_content(|xml| {
            files.iter().try_for_each(|(name, _)| {
                xml.create_element("sitemap").write_inner_content(|xml| text(xml, "loc", &format!("{base}{name}")))?;
                Ok(())
            })
        })?;
        Ok(())
    });
    files.push(("sitemap.xml".to_owned(), index));
    files
}

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

fn url_set(entries: &[MapEntry]) -> Vec<u8> {
    document(|xml| {
        xml.create_element("urlset").with_attribute(NAMESPACE).write_inner_content(|xml| {
            entries.iter().try_for_each(|MapEntry { url, changed }| {
                xml.create_element("url").write_inner_content(|xml| {
                    text(xml, "loc", url)?;
                    changed.map_or(Ok(()), |changed| text(xml, "lastmod", &changed.to_string()))
                })?;
                Ok(())
            })
        })?;
        Ok(())
    })
}

/// Makes `robots.txt`: it allows everything, and refers to the site map.
pub fn robots(base: Option<&Url>) -> Vec<u8> {
    let map = base.map(|base| format!("\nSitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{map}").into_bytes()
}

/// Writes an XML document.
fn document(content: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing into memory cannot fail. If it did, the document would end early and be invalid.
    let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None))).and_then(|()| content(&mut xml));
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(value))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, kind: &str, url: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("rel", rel), ("type", kind), ("href", url)]).write_empty()?;
    Ok(())
}

/// Formats a date as a time for Atom (RFC 3339): the start of the day in UTC.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
