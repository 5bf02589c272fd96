//! Tests of the whole crate: what the minifier changes in a template, and what it must not change.

use std::collections::BTreeMap;

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::minify::minify_template;
use super::tokens::has_unsafe_preformatted;
use super::{MinifiedTheme, constant, end_tags, minify_theme};

/// An engine with functions like those of the program.
fn engine() -> Tera {
    let mut tera = Tera::new();
    let texts = BTreeMap::from([("menu", "Города & «темы»"), ("brace", "a {{ b"), ("blank", " края "), ("empty", "")]);
    tera.register_function("t", move |args: Kwargs, _: &State| -> TeraResult<String> {
        let key: &str = args.must_get("key")?;
        texts.get(key).map(|text| (*text).to_owned()).ok_or_else(|| tera::Error::message("no such text"))
    });
    tera.register_function("asset", |args: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format!("assets/{}", args.must_get::<&str>("name")?))
    });
    tera
}

#[test]
fn white_space_is_removed_where_it_is_not_rendered() {
    let cases = [
        (
            "<ul>\n{% for x in xs %}<li>{{ x }}</li>\n{% endfor %}</ul>\n",
            "<ul>{% for x in xs %}<li>{{ x }}</li>{% endfor %}</ul>",
        ),
        ("<p>\n  a\n  b </p>\n\n<p>c</p>", "<p>a b</p><p>c</p>"),
        (
            "<head>\n<title> a  b </title>\n<meta name=\"x\" content=\"y z\">\n</head>",
            "<head><title> a  b </title> <meta content=\"y z\" name=x></head>",
        ),
        ("a<!-- a remark -->b", "ab"),
    ];
    for (written, expected) in cases {
        assert_eq!(minify_template(written).as_deref(), Some(expected));
    }
}

#[test]
fn white_space_is_kept_where_it_is_rendered() {
    for written in [
        "<div><a href=x>a</a> <b>b</b></div>",
        "<div>{{ a }} {{ b }}</div>",
        "<head><title>a</title><body>{{ a }} {{ b }} <b>c</b> <i>d</i>",
        "<p>{{ a }} text {{ b }}</p>",
        "<p>{% if x %}a {% endif %}b</p>",
        "<p>{% for x in xs %} {{ x }}{% endfor %}</p>",
        "<p>{% for x in xs %}A {% endfor %}</p>",
        "<p>a {% include \"b.html\" %} b</p>",
        " text at the edge of a template ",
        "{% component word(a) %} {{ a }}{% endcomponent word %}",
        "<span>a </span><label> b</label> <button>c</button> <img alt=y src=x> d",
        "<p>a\u{a0} b</p>",
        "<pre>\n  a\n\n  {{ b }}\n</pre>",
        "<textarea>\n  a  b </textarea>",
        "<script>\n// a\nb()\n</script>",
        "{% set words %}a\n\nb{% endset %}",
        "{% filter indent %}a\n\nb{% endfilter %}",
        "{% raw %}{{  a  }}{% endraw %} {{ b }}",
    ] {
        assert_eq!(minify_template(written).as_deref(), Some(written));
    }
}

#[test]
fn tags_with_statements_stay_as_written() {
    for written in [
        "<li{% if x %} class=\"a\"{% endif %}>b</li>",
        "<li class=\"b c\"{% if x %} class=\"a\"{% endif %} id=\"d\">e</li>",
        "<li data-z=\"1\" {{ <data city={x}/> }} data-a=\"2\">b</li>",
        "<input {% if x %}checked{% endif %} type=\"text\">",
        "<p title={{ x }}>a</p>",
        "<p id=\"a\" id=\"b\">twice</p>",
        "<a class=\"\" href=\"{% if x %}a{% else %}b{% endif %}\">c</a>",
        "<p data-x='{{ json | safe }}'>a</p>",
        "<p title=\"a{# \" #}b\">c</p>",
        "<p title=\"{{ \"a\" ~ '>' }}\">c</p>",
        "<meta name=\"viewport\" content=\"{{ a }}, {{ b }}\">",
        "<p hidden=\"until-found\">a</p>",
        "<form method=\"get\">a</form>",
        "<p title=\"&quot;a&quot; &lt; b\">a</p>",
        "<p title=\"&#123;{ x }}\">a</p>",
        "<p title=\"{% set x = 1 %}{{ x }}\" class=\"{{ x }}\">a</p>",
        "<p title=\"{%-set x = 1%}{{ x }}\" class=\"{{ x }}\">a</p>",
    ] {
        assert_eq!(minify_template(written).as_deref(), Some(written));
    }
}

#[test]
fn a_value_with_syntax_keeps_its_quotation_marks() {
    let cases = [
        ("<a title=\"b\" href=\"{{x}}\">c</a>", "<a href=\"{{x}}\" title=b>c</a>"),
        ("<a href=\"{{ x }}#{{ y }}\" class=\"z\">c</a>", "<a href=\"{{ x }}#{{ y }}\" class=z>c</a>"),
        (
            "<p class=\"{% if x %}a{% else %}b{% endif %}\">c</p>",
            "<p class=\"{% if x %}a{% else %}b{% endif %}\">c</p>",
        ),
        ("<p class=\"a\" title=\"b c\">d</p>", "<p title=\"b c\" class=a>d</p>"),
    ];
    for (written, expected) in cases {
        assert_eq!(minify_template(written).as_deref(), Some(expected));
    }
}

#[test]
fn templates_that_cannot_be_tokenised_are_not_minified() {
    for written in [
        "{% if x %}<section>{% else %}<div>{% endif %}a{% if x %}</section>{% else %}</div>{% endif %}",
        "<a {% if x %}title=\"b\">{% else %}>{% endif %}c</a>",
        "<a title=\"{% if x %}a\"{% else %}b\"{% endif %}>c</a>",
        "<h{{ level }}>a</h{{ level }}>",
        "<h{% if x %}1{% else %}2{% endif %}>a</h1>",
        "<!-- {{ a }} --><p>b</p>",
        "<{{ name }}>a",
        "<p><div>a</div></p>",
        "{% raw %}<p title=\"{% endraw %}a\">",
        "a {% if",
        "<p title=\"a",
        "<pre>a",
    ] {
        assert_eq!(minify_template(written), None, "{written}");
    }
}

#[test]
fn preformatted_elements_with_other_templates_are_unsafe() {
    for written in [
        "<pre>{% include \"a.html\" %}</pre>",
        "<textarea>{{ <a/> }}</textarea>",
        "<pre>{% block a %}{% endblock %}</pre>",
        "<pre>{{ body }}</pre>",
        "<script>{% include \"a.js\" %}</script>",
        "{% component open() %}<pre>{% endcomponent open %}",
        "{% if x %}<pre>{% endif %}a{% if x %}</pre>{% endif %}",
        "a</pre>",
        "{{ \"<pre>\" | safe }}",
    ] {
        assert!(has_unsafe_preformatted(written), "{written}");
    }
    for written in [
        "<pre>{{ a }}{% if b %}c{% endif %}</pre>",
        "{# a <pre> #}<p>a</p>",
        "{{ <prefix a={b}/> }}{{ <script_head/> }}",
        "<title>{% block title %}{% endblock title %}</title>",
        "<script type=\"application/ld+json\">{{ a | safe }}</script>",
    ] {
        assert!(!has_unsafe_preformatted(written), "{written}");
    }
}

#[test]
fn an_unsafe_preformatted_element_keeps_the_whole_theme_as_written() {
    let part = "<p>a\n\n<b>b</b>\n";
    let written = [("a.html", "<pre>{% include \"b.html\" %}</pre>".to_owned()), ("b.html", part.to_owned())];
    let MinifiedTheme { sources, as_written } = minify_theme(&written, &engine());
    assert_eq!(sources["b.html"], part);
    assert_eq!(as_written, ["a.html", "b.html"]);
}

#[test]
fn end_tags_are_omitted_where_the_next_tag_implies_them() {
    let cases = [
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<li>b</ul>"),
        ("<ul>{% for x in xs %}<li>{{ x }}</li>{% endfor %}</ul>", "<ul>{% for x in xs %}<li>{{ x }}{% endfor %}</ul>"),
        (
            "<ul>{% if a %}<li><b>a</b></li>{% else %}<li>b</li>{% endif %}{% set c = 1 %}{% if d %}<li>d</li>{% endif %}</ul>",
            "<ul>{% if a %}<li><b>a</b>{% else %}<li>b{% endif %}{% set c = 1 %}{% if d %}<li>d{% endif %}</ul>",
        ),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</ul></ul>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a<dd>b</div></dl>"),
        ("<div><p>a</p><p>b</p><ul><li><p>c</p></li></ul></div>", "<div><p>a<p>b<ul><li><p>c</ul></div>"),
        (
            "<section><p>a</p>{% if x %}<h2>b</h2>{% endif %}</section>",
            "<section><p>a{% if x %}<h2>b</h2>{% endif %}</section>",
        ),
        (
            "<select><option>a</option>{% for x in xs %}<option>{{ x }}</option>{% endfor %}</select>",
            "<select><option>a{% for x in xs %}<option>{{ x }}{% endfor %}</select>",
        ),
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{% for x in xs %}<tr><th>c</th><td>d</td></tr>\
             {% endfor %}</tbody></table>",
            "<table><thead><tr><th>a<th>b<tbody>{% for x in xs %}<tr><th>c<td>d{% endfor %}</table>",
        ),
    ];
    for (written, expected) in cases {
        assert_eq!(end_tags::omit_end_tags(written).as_deref(), Some(expected));
    }
    for stays in [
        "<ul><li>a</li> <li>b</li> </ul>",
        "<ul><li>a</li>{{ b }}</ul>",
        "<ul>{% for x in xs %}<li>a</li>{% if x %}{{ x }}{% endif %}{% endfor %}</ul>",
        "<ul>{% for x in xs %}{{ x }}<li>a</li>{% endfor %}</ul>",
        "<ul>{% if x %}<li>a</li>{% else %}b{% endif %}{{ c }}</ul>",
        "<ul>{% for x in xs %}<li>a</li>{% break %}{% endfor %}</ul>",
        "<ul><li>a</li>{% include \"b.html\" %}</ul>",
        "<ul><li>a</li>{% block b %}{% endblock b %}</ul>",
        "{% component item(a) %}<li>{{ a }}</li>{% endcomponent item %}",
        "<ul><li><section>a</li><li>b</ul>",
        "<dl><dt>a</dt></dl>",
        "<table><tr><td>a</td></table>",
        "<table><tbody><tr><td>a</td>{{ cells }}</tr>{{ rows }}</tbody>{{ foot }}</table>",
        "<a href=b><p>c</p></a>",
        "<custom-element><p>a</p></custom-element>",
        "<div><p>a</p>b</div>",
        "<div><p>a</p><span>b</span></div>",
        "<div><p>a</p>{% if x %}b{% endif %}</div>",
    ] {
        assert_eq!(end_tags::omit_end_tags(stays).as_deref(), Some(stays));
    }
}

#[test]
fn constants_are_replaced_by_their_escaped_output() {
    let engine = engine();
    let evaluate = |source: &str| constant::evaluate_constants("a.html", source, &engine);
    assert_eq!(
        evaluate("<p title=\"{{ t(key=\"menu\") }}\">{{t( key = 'menu' )}}"),
        "<p title=\"Города &amp; «темы»\">Города &amp; «темы»"
    );
    assert_eq!(evaluate("{{ asset(name=\"a.css\") }}"), "assets/a.css");
    for stays in [
        "{{ t(key=\"menu\", count=3) }}",
        "{{ t(key=\"unknown\") }}",
        "{{ t(key=\"brace\") }}",
        "{{ t(key=\"blank\") }}",
        "{{ t(key=\"empty\") }}",
        "{{- t(key=\"menu\") }}",
        "{{ t(key=\"menu\") | safe }}",
        "{{ t(key=\"menu\" ~ x) }}",
        "{{ t(key=name) }}",
        "{% set x = t(key=\"menu\") %}",
        "{{ <menu label={t(key=\"menu\")}/> }}",
        "{% raw %}{{ t(key=\"menu\") }}{% endraw %}",
        "{# {{ t(key=\"menu\") }} #}",
        "{{ \"{{ t(key='menu') }}\" }}",
    ] {
        assert_eq!(evaluate(stays), stays);
    }
    assert_eq!(constant::evaluate_constants("a.txt", "{{ t(key=\"menu\") }}", &engine), "{{ t(key=\"menu\") }}");
}

#[test]
fn constants_print_what_the_call_prints() {
    let mut engine = engine();
    let written = "{{ t(key=\"menu\") }} {%- if true -%} {{ asset(name=\"a<b\") }} {%- endif %}{% set x %}{{ t(key=\"menu\") }}{% endset %}{{ x }}";
    let source = constant::evaluate_constants("a.html", written, &engine);
    assert!(!source.contains("t(key"), "{source}");
    engine.add_raw_templates([("a.html", written), ("b.html", &*source)]).unwrap();
    let printed = |name| engine.render(name, &Context::new()).unwrap();
    assert_eq!(printed("a.html"), printed("b.html"));
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads the files of the project")]
fn the_default_theme_is_minified_completely() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/default/templates");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    // Templates of scripts are not minified.
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "html"));
    let named = pages.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path));
    let read: Vec<(String, String)> =
        named.map(|(name, path)| (name, std::fs::read_to_string(path).unwrap())).collect();
    let written: Vec<(&str, String)> = read.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let MinifiedTheme { sources, as_written } = minify_theme(&written, &engine());
    assert!(as_written.is_empty(), "{as_written:?}");
    for (name, written) in &written {
        assert!(sources[*name].len() < written.len(), "{name}: {} bytes of {}", sources[*name].len(), written.len());
    }
    let sizes = |lengths: &mut dyn Iterator<Item = usize>| lengths.sum::<usize>();
    let (long, short) =
        (sizes(&mut written.iter().map(|(_, text)| text.len())), sizes(&mut sources.values().map(String::len)));
    assert!(short * 100 < long * 99, "{short} of {long} bytes");
}

#[test]
fn lang_calls_are_removed_if_they_print_nothing() {
    let evaluate = |printed: &'static str, source: &str| {
        let mut engine = engine();
        engine.register_function("lang", move |_: Kwargs, _: &State| Value::safe_string(printed));
        constant::evaluate_constants("a.html", source, &engine)
    };
    for (written, left) in [
        ("<p {{ lang(text=a) }}>{{ a }}</p>", "<p>{{ a }}</p>"),
        ("<p {{ lang(text=a.b | join(sep=\"x\")) }}>", "<p {{ lang(text=a.b | join(sep=\"x\")) }}>"),
        ("<p {{ lang(text=a) ~ b }}>", "<p {{ lang(text=a) ~ b }}>"),
    ] {
        assert_eq!(evaluate("", written), left);
        assert_eq!(evaluate("", &written.replace(' ', "\n  ")), left.replace(' ', "\n  "));
        assert_eq!(evaluate("lang=\"ru\"", written), written);
    }
}
