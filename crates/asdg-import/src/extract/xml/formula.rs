//! Formulas on one line: [`Formula::read`] reads those of Word (OMML) and of OpenDocument (MathML) into a tree,
//! [`Formula::line`] writes them as people type them: `12/5`, `√49`, `10³`, `(a+b)/2`.
//!
//! Every letter and digit of a formula appears in the line, so the count of letters proves it.

mod line;

use super::{Xml, XmlTag, XmlToken};
use crate::document::Shift;
use crate::extract::archive::ReadError;
use crate::extract::symbols::symbol;
use line::FormulaLine;

/// How deep a formula may nest; what is deeper is written without its structure.
const DEPTH: usize = 60;

/// A formula, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Formula {
    Text(String),
    Row(Vec<Formula>),
    Fraction(Box<Formula>, Box<Formula>),
    /// A base with what stands below and above it.
    Script {
        base: Box<Formula>,
        below: Option<Box<Formula>>,
        above: Option<Box<Formula>>,
    },
    Root {
        degree: Option<Box<Formula>>,
        body: Box<Formula>,
    },
    /// What stands in brackets, in parts.
    Fenced {
        open: String,
        close: String,
        between: String,
        parts: Vec<Formula>,
    },
    /// Two parts with a blank between them, such as the name of a function and what it is of.
    Of(Box<Formula>, Box<Formula>),
}

/// What the properties of an element say.
#[derive(Default)]
struct Properties {
    sign: Option<String>,
    open: Option<String>,
    close: Option<String>,
    between: Option<String>,
    bare: bool,
}

impl Formula {
    /// Reads the formula that has just opened.
    pub(crate) fn read(tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        element(tag, xml, 0)
    }

    /// The formula as stretches of text, some of them raised or lowered.
    pub(crate) fn line(&self) -> Vec<(String, Shift)> {
        let mut line = FormulaLine::default();
        line.write(self);
        line.stretches
    }

    /// Whether a fraction stands at its start, which a number before it must be kept apart from: `2 1/2`.
    pub(crate) fn begins_with_fraction(&self) -> bool {
        match self {
            Formula::Fraction(..) => true,
            Formula::Row(parts) => parts.first().is_some_and(Formula::begins_with_fraction),
            Formula::Script { base, .. } => base.begins_with_fraction(),
            _ => false,
        }
    }
}

/// The names of elements that hold characters, in both vocabularies.
const TEXTS: [&str; 7] = ["t", "delText", "mi", "mn", "mo", "mtext", "ms"];

fn element(tag: &XmlTag<'_>, xml: &mut Xml<'_>, depth: usize) -> Result<Formula, ReadError> {
    let name = tag.name().to_owned();
    if depth > DEPTH {
        return Ok(Formula::Text(xml.text()?.into_owned()));
    }
    let mut properties = Properties {
        open: tag.attribute("open"),
        close: tag.attribute("close"),
        between: tag.attribute("separators"),
        ..Properties::default()
    };
    let mut parts: Vec<(String, Formula)> = Vec::new();
    let mut text = String::new();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        match token {
            XmlToken::Text(piece) if TEXTS.contains(&name.as_str()) => text.push_str(&piece),
            XmlToken::Open(tag) => match tag.name() {
                "del" | "moveFrom" | "annotation" | "annotation-xml" | "rPr" | "ctrlPr" => xml.skip()?,
                "sym" => {
                    let [font, code] = ["font", "char"].map(|name| tag.attribute(name).unwrap_or_default());
                    parts.push(("sym".to_owned(), Formula::Text(symbol(&font, &code).to_string())));
                }
                inner if inner.len() > 2 && inner.ends_with("Pr") => properties.read(xml)?,
                inner => {
                    let inner = inner.to_owned();
                    parts.push((inner, element(&tag, xml, depth + 1)?));
                }
            },
            XmlToken::Text(_) | XmlToken::Close(_) => {}
        }
    }
    if !text.trim().is_empty() {
        parts.push(("t".to_owned(), Formula::Text(text)));
    }
    Ok(assembled(&name, properties, parts))
}

impl Properties {
    /// Reads the element with properties that has just opened.
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "chr" => self.sign = Some(tag.val().unwrap_or_default()),
                "begChr" => self.open = Some(tag.val().unwrap_or_default()),
                "endChr" => self.close = Some(tag.val().unwrap_or_default()),
                "sepChr" => self.between = Some(tag.val().unwrap_or_default()),
                "type" => self.bare = tag.val().as_deref() == Some("noBar"),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Puts the parts of an element together.
fn assembled(name: &str, properties: Properties, parts: Vec<(String, Formula)>) -> Formula {
    let row = |parts: Vec<Formula>| match <[Formula; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => Formula::Row(parts),
    };
    let boxed = |formula: Option<Formula>| formula.filter(|formula| !formula.is_empty()).map(Box::new);
    let mut slots: Vec<(String, Option<Formula>)> = parts.into_iter().map(|(name, part)| (name, Some(part))).collect();
    // The parts of OMML have names, those of MathML have places.
    let mut part = |wanted: &str, place: usize| -> Option<Formula> {
        let named = slots.iter().position(|(name, _)| name == wanted);
        let at = named.or_else(|| name.starts_with('m').then_some(place))?;
        slots.get_mut(at)?.1.take()
    };
    match name {
        "f" | "mfrac" => {
            let (num, den) = (part("num", 0), part("den", 1));
            match (num, den) {
                (Some(num), Some(den)) if !properties.bare => Formula::Fraction(Box::new(num), Box::new(den)),
                (num, den) => Formula::Fenced {
                    open: "(".to_owned(),
                    close: ")".to_owned(),
                    between: "; ".to_owned(),
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
            let sign = Formula::Text(properties.sign.unwrap_or_else(|| "∫".to_owned()));
            let signed = script(Some(sign), boxed(part("sub", 9)), boxed(part("sup", 9)));
            Formula::Of(Box::new(signed), Box::new(part("e", 9).unwrap_or(Formula::Row(Vec::new()))))
        }
        "func" => match (part("fName", 9), part("e", 9)) {
            (Some(function), Some(body)) => Formula::Of(Box::new(function), Box::new(body)),
            (function, body) => Formula::Row(function.into_iter().chain(body).collect()),
        },
        "rad" | "mroot" => {
            let body = part("e", 0).unwrap_or(Formula::Row(Vec::new()));
            Formula::Root { degree: boxed(part("deg", 1)), body: Box::new(body) }
        }
        "msqrt" => {
            let body = row(slots.into_iter().filter_map(|(_, part)| part).collect());
            Formula::Root { degree: None, body: Box::new(body) }
        }
        "acc" | "groupChr" => {
            let mut parts: Vec<Formula> = part("e", 0).into_iter().collect();
            parts.extend(properties.sign.map(Formula::Text));
            Formula::Row(parts)
        }
        "d" | "mfenced" | "m" | "mtable" | "mr" | "mtr" | "eqArr" => {
            let (open, close, between) = match name {
                "d" => ("(", ")", "|"),
                "mfenced" => ("(", ")", ","),
                "m" | "mtable" => ("(", ")", "; "),
                _ => ("", "", if name == "eqArr" { "; " } else { ", " }),
            };
            Formula::Fenced {
                open: properties.open.unwrap_or_else(|| open.to_owned()),
                close: properties.close.unwrap_or_else(|| close.to_owned()),
                between: properties.between.unwrap_or_else(|| between.to_owned()),
                parts: slots.into_iter().filter_map(|(_, part)| part).collect(),
            }
        }
        "oMathPara" => Formula::Fenced {
            open: String::new(),
            close: String::new(),
            between: "; ".to_owned(),
            parts: slots.into_iter().filter_map(|(_, part)| part).collect(),
        },
        _ => row(slots.into_iter().filter_map(|(_, part)| part).collect()),
    }
}

fn script(base: Option<Formula>, below: Option<Box<Formula>>, above: Option<Box<Formula>>) -> Formula {
    Formula::Script { base: Box::new(base.unwrap_or(Formula::Row(Vec::new()))), below, above }
}

impl Formula {
    fn is_empty(&self) -> bool {
        match self {
            Formula::Text(text) => text.is_empty(),
            Formula::Row(parts) => parts.iter().all(Formula::is_empty),
            _ => false,
        }
    }

    /// The characters of a formula without any structure; `None` where there is some.
    fn plain(&self) -> Option<String> {
        match self {
            Formula::Text(text) => Some(text.clone()),
            Formula::Row(parts) => parts.iter().map(Formula::plain).collect(),
            _ => None,
        }
    }

    /// Whether it has to be put in brackets where it stands beside a sign: `(a+b)/2`, but `12/5`.
    fn is_compound(&self) -> bool {
        match self {
            Formula::Script { base, .. } => base.is_compound(),
            Formula::Fenced { open, close, parts, .. } => (open.is_empty() || close.is_empty()) && parts.len() > 1,
            Formula::Root { .. } => false,
            Formula::Fraction(..) | Formula::Of(..) => true,
            Formula::Text(_) | Formula::Row(_) => self.plain().is_none_or(|text| {
                let inner = text.trim().trim_start_matches(['-', '−', '+']);
                inner.chars().nth(1).is_some()
                    && inner.contains(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '%' | '°')))
            }),
        }
    }
}

/// The formula of an `EQ` field, as Word up to 2003 wrote fractions and roots: `\f(1;2)`, `\r(3;x)`. `None` for all others.
pub(crate) fn of_field(code: &str) -> Option<Formula> {
    let rest = code.trim().strip_prefix("EQ").or_else(|| code.trim().strip_prefix("eq"))?;
    let mut letters = rest.trim().chars().peekable();
    let formula = sequence(&mut letters, 0)?;
    (letters.next().is_none() && !formula.is_empty()).then_some(formula)
}

type Letters<'l> = std::iter::Peekable<std::str::Chars<'l>>;

fn sequence(letters: &mut Letters<'_>, depth: usize) -> Option<Formula> {
    if depth > DEPTH {
        return None;
    }
    let mut parts: Vec<Formula> = Vec::new();
    while let Some(&letter) = letters.peek() {
        match letter {
            ';' | ',' | ')' if depth > 0 => break,
            '\\' => {
                letters.next();
                let kind = letters.next()?.to_ascii_lowercase();
                while letters.next_if(|c| c.is_whitespace()).is_some() {}
                letters.next_if_eq(&'(')?;
                let first = sequence(letters, depth + 1)?;
                letters.next_if(|c| matches!(c, ';' | ','))?;
                let second = sequence(letters, depth + 1)?;
                letters.next_if_eq(&')')?;
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
                letters.next();
                match parts.last_mut() {
                    Some(Formula::Text(text)) => text.push(letter),
                    _ => parts.push(Formula::Text(letter.to_string())),
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
        let stretch = |(text, shift): (String, Shift)| match shift {
            Shift::None => text,
            Shift::Raised => format!("<{text}>"),
            Shift::Lowered => format!("[{text}]"),
        };
        formula.line().into_iter().map(stretch).collect()
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
    fn formulas_of_word_are_written_in_a_line() {
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
    fn formulas_of_opendocument_are_written_in_a_line() {
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
    fn fractions_and_roots_of_fields_are_written_in_a_line() {
        let shown = |code: &str| of_field(code).map(|formula| shown(&formula));
        assert_eq!(shown(r"EQ \f(3;4)").as_deref(), Some("3/4"));
        assert_eq!(shown(r"eq 2\f(1,2)").as_deref(), Some("2 1/2"));
        assert_eq!(shown(r"EQ \r(;49)").as_deref(), Some("√49"));
        assert_eq!(shown(r"EQ \x(a)"), None);
        assert_eq!(shown("PAGE"), None);
    }
}
