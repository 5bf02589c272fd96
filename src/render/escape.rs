//! The escape function of templates. Tera's own function does not escape `'`, so a text could end the attribute
//! `title='{{ name }}'`.

use std::io::{self, Write};

use crate::markup::entity;
use asdg_russian::any_byte;

/// Escapes a text for use between tags and in attributes with quotation marks of either kind.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    // Most texts need no escape.
    if !any_byte(text.as_bytes(), |byte| entity_of(byte).is_some()) {
        return out.write_all(text.as_bytes());
    }
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity_of(byte) {
            out.write_all(&text.as_bytes()[written..at])?;
            out.write_all(entity.as_bytes())?;
            written = at + 1;
        }
    }
    out.write_all(&text.as_bytes()[written..])
}

fn entity_of(byte: u8) -> Option<&'static str> {
    entity(byte).or((byte == b'\'').then_some("&#39;"))
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};
    use tera::{Context, Tera};

    use super::*;

    #[test]
    fn a_text_stays_a_text_wherever_a_template_prints_it() {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        let template = "<p title=\"{{ text }}\" lang='{{ text }}'>{{ text }}</p>";
        tera.add_raw_template("page.html", template).unwrap();
        let paragraph = Selector::parse("p").unwrap();
        for text in [
            "' onclick='hit()",
            "\" onclick=\"hit()",
            "<script>hit()</script>",
            "&quot;&#39;&lt;",
            "`${'\"}`",
            "Ё'",
            "'",
        ] {
            let mut context = Context::new();
            context.insert("text", text);
            let tree = Html::parse_fragment(&tera.render("page.html", &context).unwrap());
            let element = tree.select(&paragraph).next().unwrap();
            let found = (element.attr("title"), element.attr("lang"), element.text().collect::<String>());
            assert_eq!(found, (Some(text), Some(text), text.to_owned()));
            assert_eq!(element.value().attrs().count(), 2, "{text}");
        }
    }
}
