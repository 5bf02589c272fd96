//! Writes formulas on one line. [`Formula::read`] reads those of Word (OMML) and of OpenDocument (MathML) into a
//! tree, and [`Formula::to_line`] writes the tree as people type formulas: `12/5`, `√49`, `10³`, `(a+b)/2`.
//!
//! Every letter and digit of a formula appears in the line, so the count of letters can check it.

mod line;

use super::{Xml, XmlTag, XmlToken};
use crate::document::Shift;
use crate::extract::archive::ReadError;
use crate::extract::symbols::symbol_char;
use line::FormulaLine;

/// The maximum nesting depth of a formula; deeper parts are written without structure.
const DEPTH_LIMIT: usize = 60;

/// A formula, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Formula {
    Text(String),
    Row(Vec<Formula>),
    Fraction(Box<Formula>, Box<Formula>),
    /// A base with a subscript and a superscript.
    Script {
        base: Box<Formula>,
        sub: Option<Box<Formula>>,
        sup: Option<Box<Formula>>,
    },
    Root {
        degree: Option<Box<Formula>>,
        body: Box<Formula>,
    },
    /// Parts in brackets.
    Fenced {
        open: String,
        close: String,
        separator: String,
        parts: Vec<Formula>,
    },
    /// Two parts with a space between them, such as the name of a function and its argument.
    Apply(Box<Formula>, Box<Formula>),
}

/// The properties of an element.
#[derive(Default)]
struct Properties {
    character: Option<String>,
    open: Option<String>,
    close: Option<String>,
    separator: Option<String>,
    no_bar: bool,
}

impl Formula {
    /// Reads the formula whose element has just opened.
    pub(crate) fn read(tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        read_element(tag, xml, 0)
    }

    /// Returns the formula as runs of text, some of them raised or lowered.
    pub(crate) fn to_line(&self) -> Vec<(String, Shift)> {
        let mut line = FormulaLine::default();
        line.write(self);
        line.runs
    }

    /// Whether the formula begins with a fraction: a number before it needs a space, as in `2 1/2`.
    pub(crate) fn begins_with_fraction(&self) -> bool {
        match self {
            Formula::Fraction(..) => true,
            Formula::Row(parts) => parts.first().is_some_and(Formula::begins_with_fraction),
            Formula::Script { base, .. } => base.begins_with_fraction(),
            _ => false,
        }
    }
}

/// The elements with text, in both vocabularies.
const TEXT_ELEMENTS: [&str; 7] = ["t", "delText", "mi", "mn", "mo", "mtext", "ms"];

fn read_element(tag: &XmlTag<'_>, xml: &mut Xml<'_>, depth: usize) -> Result<Formula, ReadError> {
    let name = tag.name().to_owned();
    if depth > DEPTH_LIMIT {
        return Ok(Formula::Text(xml.text()?.into_owned()));
    }
    let mut properties = Properties {
        open: tag.attribute("open"),
        close: tag.attribute("close"),
        separator: tag.attribute("separators"),
        ..Properties::default()
    };
    let mut parts: Vec<(String, Formula)> = Vec::new();
    let mut text = String::new();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        match token {
            XmlToken::Text(piece) if TEXT_ELEMENTS.contains(&name.as_str()) => text.push_str(&piece),
            XmlToken::Open(tag) => match tag.name() {
                "del" | "moveFrom" | "annotation" | "annotation-xml" | "rPr" | "ctrlPr" => xml.skip()?,
                "sym" => {
                    let [font, code] = ["font", "char"].map(|name| tag.attribute(name).unwrap_or_default());
                    parts.push(("sym".to_owned(), Formula::Text(symbol_char(&font, &code).to_string())));
                }
                inner if inner.len() > 2 && inner.ends_with("Pr") => properties.read(xml)?,
                inner => {
                    let inner = inner.to_owned();
                    parts.push((inner, read_element(&tag, xml, depth + 1)?));
                }
            },
            XmlToken::Text(_) | XmlToken::Close(_) => {}
        }
    }
    if !text.trim().is_empty() {
        parts.push(("t".to_owned(), Formula::Text(text)));
    }
    Ok(build(&name, properties, parts))
}

impl Properties {
    /// Reads the element with properties that has just opened.
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "chr" => self.character = Some(tag.val().unwrap_or_default()),
                "begChr" => self.open = Some(tag.val().unwrap_or_default()),
                "endChr" => self.close = Some(tag.val().unwrap_or_default()),
                "sepChr" => self.separator = Some(tag.val().unwrap_or_default()),
                "type" => self.no_bar = tag.val().as_deref() == Some("noBar"),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Builds a formula from the parts of an element.
fn build(name: &str, properties: Properties, parts: Vec<(String, Formula)>) -> Formula {
    let row = |parts: Vec<Formula>| match <[Formula; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => Formula::Row(parts),
    };
    let boxed = |formula: Option<Formula>| formula.filter(|formula| !formula.is_empty()).map(Box::new);
    let mut parts_left: Vec<(String, Option<Formula>)> =
        parts.into_iter().map(|(name, part)| (name, Some(part))).collect();
    // OMML identifies parts by name, MathML by position.
    let mut part = |wanted: &str, position: usize| -> Option<Formula> {
        let named = parts_left.iter().position(|(name, _)| name == wanted);
        let at = named.or_else(|| name.starts_with('m').then_some(position))?;
        parts_left.get_mut(at)?.1.take()
    };
    match name {
        "f" | "mfrac" => {
            let (num, den) = (part("num", 0), part("den", 1));
            match (num, den) {
                (Some(num), Some(den)) if !properties.no_bar => Formula::Fraction(Box::new(num), Box::new(den)),
                (num, den) => Formula::Fenced {
                    open: "(".to_owned(),
                    close: ")".to_owned(),
                    separator: "; ".to_owned(),
                    parts: num.into_iter().chain(den).collect(),
                },
            }
        }
        "sSup" | "msup" | "mover" => script(part("e", 0), None, boxed(part("sup", 1))),
        "sSub" | "msub" | "munder" => script(part("e", 0), boxed(part("sub", 1)), None),
        "sSubSup" | "msubsup" | "munderover" | "sPre" => {
            let base = part("e", 0);
            script(base, boxed(part("sub", 1)), boxed(part("sup", 2)))
        }
        "limLow" => script(part("e", 0), boxed(part("lim", 1)), None),
        "limUpp" => script(part("e", 0), None, boxed(part("lim", 1))),
        "nary" => {
            let operator = Formula::Text(properties.character.unwrap_or_else(|| "∫".to_owned()));
            let operator = script(Some(operator), boxed(part("sub", 9)), boxed(part("sup", 9)));
            Formula::Apply(Box::new(operator), Box::new(part("e", 9).unwrap_or(Formula::Row(Vec::new()))))
        }
        "func" => match (part("fName", 9), part("e", 9)) {
            (Some(function), Some(body)) => Formula::Apply(Box::new(function), Box::new(body)),
            (function, body) => Formula::Row(function.into_iter().chain(body).collect()),
        },
        "rad" | "mroot" => {
            let body = part("e", 0).unwrap_or(Formula::Row(Vec::new()));
            Formula::Root { degree: boxed(part("deg", 1)), body: Box::new(body) }
        }
        "msqrt" => {
            let body = row(parts_left.into_iter().filter_map(|(_, part)| part).collect());
            Formula::Root { degree: None, body: Box::new(body) }
        }
        "acc" | "groupChr" => {
            let mut parts: Vec<Formula> = part("e", 0).into_iter().collect();
            parts.extend(properties.character.map(Formula::Text));
            Formula::Row(parts)
        }
        "d" | "mfenced" | "m" | "mtable" | "mr" | "mtr" | "eqArr" => {
            let (open, close, separator) = match name {
                "d" => ("(", ")", "|"),
                "mfenced" => ("(", ")", ","),
                "m" | "mtable" => ("(", ")", "; "),
                _ => ("", "", if name == "eqArr" { "; " } else { ", " }),
            };
            Formula::Fenced {
                open: properties.open.unwrap_or_else(|| open.to_owned()),
                close: properties.close.unwrap_or_else(|| close.to_owned()),
                separator: properties.separator.unwrap_or_else(|| separator.to_owned()),
                parts: parts_left.into_iter().filter_map(|(_, part)| part).collect(),
            }
        }
        "oMathPara" => Formula::Fenced {
            open: String::new(),
            close: String::new(),
            separator: "; ".to_owned(),
            parts: parts_left.into_iter().filter_map(|(_, part)| part).collect(),
        },
        _ => row(parts_left.into_iter().filter_map(|(_, part)| part).collect()),
    }
}

fn script(base: Option<Formula>, sub: Option<Box<Formula>>, sup: Option<Box<Formula>>) -> Formula {
    Formula::Script { base: Box::new(base.unwrap_or(Formula::Row(Vec::new()))), sub, sup }
}

impl Formula {
    fn is_empty(&self) -> bool {
        match self {
            Formula::Text(text) => text.is_empty(),
            Formula::Row(parts) => parts.iter().all(Formula::is_empty),
            _ => false,
        }
    }

    /// Returns the text of a formula without structure; `None` if it has some.
    fn plain_text(&self) -> Option<String> {
        match self {
            Formula::Text(text) => Some(text.clone()),
            Formula::Row(parts) => parts.iter().map(Formula::plain_text).collect(),
            _ => None,
        }
    }

    /// Whether the formula needs brackets beside an operator: `(a+b)/2`, but `12/5`.
    fn needs_brackets(&self) -> bool {
        match self {
            Formula::Script { base, .. } => base.needs_brackets(),
            Formula::Fenced { open, close, parts, .. } => (open.is_empty() || close.is_empty()) && parts.len() > 1,
            Formula::Root { .. } => false,
            Formula::Fraction(..) | Formula::Apply(..) => true,
            Formula::Text(_) | Formula::Row(_) => self.plain_text().is_none_or(|text| {
                let inner = text.trim().trim_start_matches(['-', '−', '+']);
                inner.chars().nth(1).is_some()
                    && inner.contains(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '%' | '°')))
            }),
        }
    }
}

/// Parses an `EQ` field, in which Word up to 2003 wrote fractions and roots: `\f(1;2)`, `\r(3;x)`. Returns `None` for
/// other fields.
pub(crate) fn from_eq_field(code: &str) -> Option<Formula> {
    let rest = code.trim().strip_prefix("EQ").or_else(|| code.trim().strip_prefix("eq"))?;
    let mut chars = rest.trim().chars().peekable();
    let formula = parse_eq(&mut chars, 0)?;
    (chars.next().is_none() && !formula.is_empty()).then_some(formula)
}

type EqChars<'l> = std::iter::Peekable<std::str::Chars<'l>>;

fn parse_eq(chars: &mut EqChars<'_>, depth: usize) -> Option<Formula> {
    if depth > DEPTH_LIMIT {
        return None;
    }
    let mut parts: Vec<Formula> = Vec::new();
    while let Some(&char) = chars.peek() {
        match char {
            ';' | ',' | ')' if depth > 0 => break,
            '\\' => {
                chars.next();
                let kind = chars.next()?.to_ascii_lowercase();
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                chars.next_if_eq(&'(')?;
                let first = parse_eq(chars, depth + 1)?;
                chars.next_if(|c| matches!(c, ';' | ','))?;
                let second = parse_eq(chars, depth + 1)?;
                chars.next_if_eq(&')')?;
                parts.push(match kind {
                    'f' => Formula::Fraction(Box::new(first), Box::new(second)),
                    'r' => Formula::Root {
                        degree: Some(Box::new(first)).filter(|d| !d.is_empty()),
                        body: Box::new(second),
                    },
                    _ => return None,
                });
            }
            _ => {
                chars.next();
                match parts.last_mut() {
                    Some(Formula::Text(text)) => text.push(char),
                    _ => parts.push(Formula::Text(char.to_string())),
                }
            }
        }
    }
    Some(Formula::Row(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(formula: &Formula) -> String {
        let marked = |(text, shift): (String, Shift)| match shift {
            Shift::None => text,
            Shift::Raised => format!("<{text}>"),
            Shift::Lowered => format!("[{text}]"),
        };
        formula.to_line().into_iter().map(marked).collect()
    }

    fn line(inner: &str) -> String {
        let text = format!("<m:oMath xmlns:m=\"m\">{inner}</m:oMath>");
        let mut xml = Xml::new("x.xml", &text);
        let Some(XmlToken::Open(tag)) = xml.next().unwrap() else { panic!("no element") };
        shown(&Formula::read(&tag, &mut xml).unwrap())
    }

    fn t(text: &str) -> String {
        format!("<m:r><m:t>{text}</m:t></m:r>")
    }

    #[test]
    fn formulas_of_word_are_written_on_one_line() {
        let fraction = |a: &str, b: &str| format!("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>");
        let power = |a: &str, b: &str| format!("<m:sSup><m:e>{a}</m:e><m:sup>{b}</m:sup></m:sSup>");
        assert_eq!(line(&fraction(&t("12"), &t("5"))), "12/5");
        assert_eq!(line(&(t("2") + &fraction(&t("1"), &t("2")))), "2 1/2");
        assert_eq!(line(&fraction(&t("a+b"), &t("2"))), "(a+b)/2");
        assert_eq!(line(&(fraction(&t("1"), &t("2")) + &t("x"))), "1/2 x");
        assert_eq!(line(&power(&t("10"), &t("3"))), "10<3>");
        assert_eq!(line(&power(&t("10"), &t("−3"))), "10<−3>");
        assert_eq!(line(&power(&t("2"), &power(&t("n"), &t("2")))), "2^(n<2>)");
        assert_eq!(line(&power(&t("a+b"), &t("2"))), "(a+b)<2>");
        assert_eq!(line(&fraction(&fraction(&t("1"), &t("2")), &t("3"))), "(1/2)/3");
        let root = |degree: &str, body: &str| {
            format!(
                "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg>{degree}</m:deg><m:e>{body}</m:e></m:rad>"
            )
        };
        assert_eq!(line(&root("", &t("49"))), "√49");
        assert_eq!(line(&root(&t("3"), &t("x+1"))), "<3>√(x+1)");
        let sum = "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub>\
            <m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>";
        assert_eq!(line(sum), "∑[i=1]<n> x");
        assert_eq!(line(&format!("<m:d><m:e>{}</m:e></m:d>", t("x"))), "(x)");
        let matrix = |cell: &str| {
            format!("<m:m><m:mr><m:e>{0}</m:e><m:e>{0}</m:e></m:mr><m:mr><m:e>{0}</m:e></m:mr></m:m>", t(cell))
        };
        assert_eq!(line(&matrix("1")), "(1, 1; 1)");
        let deep = format!("{}{}{}", "<m:box>".repeat(200), t("1"), "</m:box>".repeat(200));
        assert_eq!(line(&deep), "1");
    }

    #[test]
    fn formulas_of_opendocument_are_written_on_one_line() {
        let math = |inner: &str| {
            let text = format!("<math><semantics>{inner}<annotation>no</annotation></semantics></math>");
            let mut xml = Xml::new("x.xml", &text);
            let Some(XmlToken::Open(tag)) = xml.next().unwrap() else { panic!("no element") };
            shown(&Formula::read(&tag, &mut xml).unwrap())
        };
        assert_eq!(math("<mfrac><mn>3</mn><mn>4</mn></mfrac>"), "3/4");
        assert_eq!(
            math("<mrow><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msqrt><mn>9</mn></msqrt></mrow>"),
            "x<2>+√9"
        );
        assert_eq!(math("<mfenced><mi>x</mi></mfenced>"), "(x)");
    }

    #[test]
    fn fractions_and_roots_of_eq_fields_are_written_on_one_line() {
        let shown = |code: &str| from_eq_field(code).map(|formula| shown(&formula));
        assert_eq!(shown(r"EQ \f(3;4)").as_deref(), Some("3/4"));
        assert_eq!(shown(r"eq 2\f(1,2)").as_deref(), Some("2 1/2"));
        assert_eq!(shown(r"EQ \r(;49)").as_deref(), Some("√49"));
        assert_eq!(shown(r"EQ \x(a)"), None);
        assert_eq!(shown("PAGE"), None);
    }
}
