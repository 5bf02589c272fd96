//! Minified templates render the same pages as the original templates, except for white space that does not show.

use regex::Regex;
use scraper::{ElementRef, Html, Node};

use crate::support::built::{example_with_drafts, real};
use crate::support::{Site, files};

/// Elements around which, and at whose edges, white space does not show.
const BLOCKS: [&str; 50] = [
    "html",
    "head",
    "body",
    "meta",
    "link",
    "title",
    "script",
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "thead",
    "tr",
    "ul",
];

/// Serialises the tree of a page so that two pages are equal if they look the same.
#[derive(Default)]
struct Tree {
    out: String,
    /// Whether there was white space that shows if text follows on the line.
    pending_space: bool,
    /// Whether the line is still empty.
    at_line_start: bool,
}

impl Tree {
    fn of(page: &str) -> String {
        let mut tree = Self { at_line_start: true, ..Self::default() };
        tree.element(Html::parse_document(page).root_element(), false);
        tree.out
    }

    fn boundary(&mut self, is_block: bool) {
        if is_block {
            self.at_line_start = true;
        } else if self.pending_space && !self.at_line_start {
            self.out.push(' ');
        }
        self.pending_space = false;
    }

    fn element(&mut self, element: ElementRef<'_>, preformatted: bool) {
        let name = element.value().name();
        let in_body = element.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "body");
        let is_block = (BLOCKS.contains(&name) || name == "th")
            && !(in_body && matches!(name, "meta" | "link" | "title" | "script"));
        let preformatted = preformatted || matches!(name, "pre" | "textarea" | "script" | "style");
        self.boundary(is_block);
        let mut attributes: Vec<_> = element.value().attrs().collect();
        attributes.sort_unstable();
        self.out.push_str(&format!("\n<{name} {attributes:?}>"));
        for child in element.children() {
            match child.value() {
                Node::Text(text) if preformatted => {
                    self.out.push_str(text);
                    self.at_line_start = false;
                }
                Node::Text(text) => text.chars().for_each(|c| self.character(c)),
                Node::Element(_) => {
                    ElementRef::wrap(child).into_iter().for_each(|child| self.element(child, preformatted))
                }
                _ => {}
            }
        }
        self.boundary(is_block);
        self.out.push_str(&format!("</{name}>"));
        if matches!(name, "img" | "input" | "button" | "select" | "svg" | "textarea") {
            self.at_line_start = false;
        }
    }

    fn character(&mut self, c: char) {
        if c.is_ascii_whitespace() {
            self.pending_space = true;
            return;
        }
        if self.pending_space && !self.at_line_start {
            self.out.push(' ');
        }
        (self.pending_space, self.at_line_start) = (false, false);
        self.out.push(c);
    }
}

/// Builds the site without minification too and compares all pages. Returns the total size of the minified and of the
/// plain pages.
fn compare(minified: &Site, options: &[&str]) -> (usize, usize) {
    let settings = std::fs::read_to_string(minified.path("site.toml")).unwrap();
    let plain = Site::copy_of(&minified.path("")).without("public");
    let plain = plain.file("site.toml", format!("minify = false\n{settings}")).build_with(options);
    let is_page = |(path, _): &(String, Vec<u8>)| path.ends_with(".html");
    let pages = |site: &Site| files(&site.path("public")).into_iter().filter(is_page).collect::<Vec<_>>();
    let (minified, plain) = (pages(minified), pages(&plain));
    assert_eq!(minified.len(), plain.len());
    // Style sheets and scripts are minified as well, so their names have other checksums.
    let checksum = Regex::new(r"\.[0-9a-f]{8}\.(css|js)").unwrap();
    for ((path, minified), (_, plain)) in minified.iter().zip(&plain) {
        let tree =
            |bytes: &[u8]| checksum.replace_all(&Tree::of(std::str::from_utf8(bytes).unwrap()), ".$1").into_owned();
        let (minified, plain) = (tree(minified), tree(plain));
        if minified != plain {
            let (a, b) = minified.lines().zip(plain.lines()).find(|(a, b)| a != b).unwrap_or_default();
            panic!("{path} differs:\nminified {a:?}\nwritten  {b:?}");
        }
    }
    let size = |pages: &[(String, Vec<u8>)]| pages.iter().map(|(_, bytes)| bytes.len()).sum();
    (size(&minified), size(&plain))
}

#[test]
fn trees_differ_only_if_pages_look_different() {
    let same = |a, b| assert_eq!(Tree::of(a), Tree::of(b));
    same("<p> a  b </p> <p>c</p>", "<p>a b</p><p>c</p>");
    same("<div>\n<ul>\n<li>a</ul></div>", "<div><ul><li>a</li></ul></div>");
    let other = |a, b| assert_ne!(Tree::of(a), Tree::of(b));
    other("<div><b>a</b> <i>b</i></div>", "<div><b>a</b><i>b</i></div>");
    other("<pre>a\n b</pre>", "<pre>a b</pre>");
    other("<p>a <b>b</b></p>", "<p>a<b>b</b></p>");
    other("<p class=a>b</p>", "<p class=\"a \">b</p>");
}

#[test]
fn minification_does_not_change_pages_of_the_default_theme() {
    let (minified, plain) = compare(&example_with_drafts(), &["--drafts"]);
    assert!(minified < plain, "{minified} bytes instead of {plain}");
    compare(&real(), &["--base-url", "https://example.org/digest/"]);
}

/// A template with everything that a minifier may get wrong.
const TRAP_TEMPLATE: &str = r##"{#- a remark -#}
<!DOCTYPE html>
<html lang="{{ site.language }}"><head>
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>  {{ entry.name }}  </title>
<style>
  p { margin: 0 }
</style>
</head>
<body class="{{page.kind}}" data-one='{"a": "{{ entry.name }}"}'>
<!-- a remark of the author -->
<div>{{ entry.name }} {{ t(key="menu-topics") }} <a href="{{page.root}}">a</a> <b>b</b> <i>c</i></div>
<nav><a href="a.html">a</a>
<a href="b.html">b</a></nav>
<ul>
{% for n in [1, 2, 3] %}<li{% if n == 1 %} class="first"{% elif n == 2 %} class='second' hidden{% endif %} data-n="{{n}}" id="n-{{ n }}">
  {{ n }} {% if n > 1 %} and <em>more</em> {% endif %} words
</li>
{% endfor %}</ul>
<pre>
  keeps   {{ entry.name }}

{% for n in [1, 2] %}   {{ n }}
{% endfor %}</pre>
<textarea rows="2" cols="3">
  a   b
  {{ entry.name }} </textarea>
<p>{% for n in [1, 2] %}A {% endfor %}{% for n in [1, 2] %} {{ n }}{% endfor %}</p>
<p>{% if name %}<strong>x</strong>{% endif %} {% if name %}<em>y</em>{% endif %}</p>
<p class="">empty</p><input type="text" value=""><form method="get"></form>
<p title="&quot;a&quot; &amp; b" data-x="&#123;{ a }}">&#123;{ no }} &lt;p&gt; &amp;amp; a&nbsp;b</p>
{% if name %}<section>{% else %}<div>{% endif %}
<p>branches</p>
{% if name %}</section>{% else %}</div>{% endif %}
{% raw %}{{ as written }}{% endraw %} a
{% set html = "<b>  set  </b>" %}{{ html | safe }}
{% set block %}  a   {{ entry.name }}  {% endset %}<pre>{{ block | safe }}</pre>
{{ <word text={entry.name}/> }} {{ <word text="z"/> }}
a {%- if name %} b {% endif -%} c
<svg viewBox="0 0 10 10"><title>t</title><path d="M0 0"/><text x="1"> a <tspan>b</tspan></text></svg>
<script>
// a remark
var a = "{{ entry.name }}" // another
var b
</script>
</body></html>
{% component word(text) %} <span>{{ text }}</span> {% endcomponent word %}"##;

#[test]
fn minification_does_not_change_pages_of_a_custom_theme() {
    let parts: Vec<&str> = TRAP_TEMPLATE.split_inclusive('\n').collect();
    let site = |template: &str| {
        Site::base()
            .append("site.toml", "theme = \"foreign\"\n")
            .file("themes/foreign/theme.toml", "name = \"Чужая\"\nextends = \"default\"\n")
            .file("themes/foreign/templates/topic.html", template)
    };
    let traps = site(TRAP_TEMPLATE).build();
    let (_, same) = compare(&traps, &[]);
    let verbose = traps.run(&["build", "--verbose", "--lang", "en"]);
    assert!(verbose.stderr.contains("not minified: topic.html\n"), "{}", verbose.stderr);
    // Because of the lines with branches the template is not minified; without them most of it is.
    let branches = parts.iter().position(|line| line.starts_with("{% if name %}<section>")).unwrap();
    let minified = [&parts[..branches], &parts[branches + 3..]].concat().concat();
    let (short, long) = compare(&site(&minified).build(), &[]);
    assert!(short < long && long < same);
    // A component inside `pre` is not minified.
    let spread = "<pre>{{ <words/> }}</pre>{% component words() %}a\n\n   b <b>c</b>{% endcomponent words %}";
    compare(&site(spread).build(), &[]);
}

#[test]
fn no_character_of_content_controls_templates() {
    let text = "\u{f8f0}0\u{f8f1} \u{f8f0}comfort.html\u{f8f1} \u{fffe}\u{ffff}\u{fdd0}\u{e000} {{ t(key=\"menu\") }} {% raw %} x=0=x {{0}}";
    for minify in ["", "minify = false\n"] {
        let site = Site::base().append("site.toml", minify).answer(text).build();
        let html = site.answer_html();
        assert!(html.contains("0 comfort.html"), "{html}");
        assert!(!html.contains(['\u{f8f0}', '\u{f8f1}', '\u{fffe}', '\u{e000}']), "{html}");
        assert!(html.contains("{{ t(key=") && html.contains("{% raw %}"), "{html}");
        assert!(html.contains("x=0=x {{0}}"), "{html}");
    }
}

#[test]
fn errors_in_minified_templates_are_reported_at_their_source_lines() {
    let wrong = "<ul>\n\n\n<li>\n  {{ t(key=\"menu-topics\") }}\n</li>\n\n{{ t(key=\"no-such-text\") }}</ul>\n";
    let asset = "<p>\n\n{{ t(key=\"menu-topics\") }}\n\n\n<b>{{ asset(name=\"none.css\") }}</b>";
    let value = "<p>\n\n\n</p>\n\n<p title=\"{{ nothing.here }}\">";
    for (template, place) in [(wrong, ":8:"), (asset, ":6:"), (value, ":6:")] {
        let site = Site::base()
            .append("site.toml", "theme = \"wrong\"\n")
            .file("themes/wrong/theme.toml", "name = \"Ошибка\"\nextends = \"default\"\n")
            .file("themes/wrong/templates/topic.html", template);
        let run = site.run(&["build", "--lang", "en"]);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains(&format!("themes/wrong/templates/topic.html{place}")), "{}", run.stderr);
    }
}
