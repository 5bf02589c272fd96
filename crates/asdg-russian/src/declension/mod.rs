//! Declines city names by rule: Томск, Томска, Томску; Нижний Новгород, Нижнего Новгорода.
//!
//! [`forms`] is for recognising a name in a text, [`forms_in`] for recognising it after a preposition that governs one
//! case. Neither is for printing a name, because spelling alone does not determine declension: Пермь is feminine and
//! Ярославль masculine. Where the last letters decide, this module has a rule; where they do not, it has a list of
//! well-known names; for other names it returns both readings.
//!
//! A name consists of parts, separated by spaces or hyphens. The last part declines, and with it the parts before it
//! that agree with it in gender and number: Великие Луки, Спасск-Дальний, but Усть-Кут. The words after a preposition
//! never change: Ростов-на-Дону.
//!
//! The rules are those of Gramota.ru's note on the declension of geographical names and of D. E. Rosenthal's handbook
//! (Справочник по правописанию и литературной правке). Fleeting vowels and genders follow A. A. Zaliznyak's dictionary
//! (Грамматический словарь русского языка). Left out are the bookish instrumental in -ою and stressed endings with ё,
//! which are spelled with е here: compare with texts in which ё was replaced by е.

mod adjective;
mod indeclinable;
mod noun;
mod plural;
mod word;

use word::{Gender, Paradigm, Reading, Role, Word};

/// One of the six cases of Russian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Кто, что: Томск.
    Nominative,
    /// Кого, чего: из Томска.
    Genitive,
    /// Кому, чему: к Томску.
    Dative,
    /// Кого, что: в Томск.
    Accusative,
    /// Кем, чем: с Томском.
    Instrumental,
    /// О ком, о чём: в Томске.
    Prepositional,
}

/// Returns all forms of a name: the nominative first, no form twice.
///
/// Where the rules cannot decide (Пермь is feminine, Ярославль masculine; Иваново declines or not), the result has the
/// forms of all readings. A name with ё also has its forms with е. A name that is not Russian has one form, itself.
///
/// A form may look like another word: Иванова is also a surname, and «в Томском районе» contains an adjective, not
/// Томск. Where a preposition precedes the name, use [`forms_in`].
pub fn forms(name: &str) -> Vec<String> {
    distinct(std::iter::once(name.to_owned()).chain(paradigms(name).into_iter().flatten()))
}

/// Returns the forms of a name in one case: several where the rules cannot decide, and at least one.
pub fn forms_in(name: &str, case: Case) -> Vec<String> {
    let forms = paradigms(name).into_iter().filter_map(|paradigm| paradigm.into_iter().nth(case as usize));
    let forms = distinct(forms);
    if forms.is_empty() { vec![name.to_owned()] } else { forms }
}

/// Removes duplicates, keeps the order, and appends the forms with ё once more with е.
fn distinct(forms: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut plain = Vec::new();
    for form in forms {
        if form.contains(['ё', 'Ё']) {
            plain.push(form.replace('ё', "е").replace('Ё', "Е"));
        }
        if !out.contains(&form) {
            out.push(form);
        }
    }
    for form in plain {
        if !out.contains(&form) {
            out.push(form);
        }
    }
    out
}

/// One part of a name and the separator after it: a space, a hyphen or nothing.
struct NamePart<'a> {
    text: &'a str,
    separator: &'a str,
}

/// Words that begin the invariable addition to a name: Ростов-на-Дону, Посад имени Ленина.
const ADDITION_WORDS: &[&str] = &["в", "во", "за", "им", "имени", "на", "над", "под", "при", "у"];

/// Splits a name into the parts that may decline and the invariable rest.
fn parts(name: &str) -> (Vec<NamePart<'_>>, &str) {
    let mut parts = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let (text, after) = rest.split_at(rest.find(is_separator).unwrap_or(rest.len()));
        if !parts.is_empty() && (Word::new(text).is_none() || ADDITION_WORDS.contains(&text)) {
            break;
        }
        let (separator, after) = after.split_at(after.find(|c| !is_separator(c)).unwrap_or(after.len()));
        parts.push(NamePart { text, separator });
        rest = after;
    }
    (parts, rest)
}

/// Whether a character separates the parts of a name: a space or a hyphen, including no-break ones.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Returns the ways to decline a whole name: those in which most parts agree with the last one.
fn paradigms(name: &str) -> Vec<Paradigm> {
    let (parts, rest) = parts(name);
    let Some((last, before)) = parts.split_last() else {
        return Vec::new();
    };
    let mut most = 0;
    let mut found = Vec::new();
    // An adjective that needs a noun cannot be the last part: Красный Чикой does not become Чикого.
    for reading in readings(last.text).into_iter().filter(|reading| reading.role == Role::Noun || reading.alone) {
        let alone = reading.alone;
        let (agreeing, paradigms) = decline_agreeing_parts(reading, before);
        if agreeing < most || (agreeing == 0 && !alone) {
            continue;
        }
        if agreeing > most {
            found.clear();
            most = agreeing;
        }
        found.extend(
            paradigms.into_iter().map(|paradigm| paradigm.map(|form| format!("{form}{}{rest}", last.separator))),
        );
    }
    found
}

/// Declines the parts before the last one as far as they agree with it, and returns how many agree.
fn decline_agreeing_parts(last: Reading, before: &[NamePart<'_>]) -> (usize, Vec<Paradigm>) {
    let Reading { gender, mut role, forms, .. } = last;
    let mut paradigms = vec![forms];
    let mut agreeing = 0;
    for part in before.iter().rev() {
        let readings = agreeing_readings(part, gender, role);
        let Some(first) = readings.first() else {
            break;
        };
        agreeing += 1;
        if first.role == Role::Noun {
            role = Role::Noun;
        }
        paradigms = readings.iter().flat_map(|reading| prepend(reading, part.separator, &paradigms)).collect();
    }
    let fixed = before.len() - agreeing;
    let fixed: String = before.iter().take(fixed).flat_map(|part| [part.text, part.separator]).collect();
    (agreeing, paradigms.into_iter().map(|paradigm| paradigm.map(|form| format!("{fixed}{form}"))).collect())
}

/// Prepends the forms of another part to each of the paradigms.
fn prepend<'a>(
    front: &Reading,
    separator: &str,
    paradigms: &'a [Paradigm],
) -> impl Iterator<Item = Paradigm> + use<'a> {
    let front = front.forms.clone().map(|form| form + separator);
    paradigms.iter().map(move |paradigm| {
        let mut joined = front.clone();
        for (form, after) in joined.iter_mut().zip(paradigm) {
            form.push_str(after);
        }
        joined
    })
}

/// Returns the readings of a part that agree with the part after it: an adjective agrees with any (Великие Луки), a
/// noun with an adjective (Спасск-Дальний), a possessive with a noun after a space (Сергиев Посад, but not
/// Гаврилов-Ям).
fn agreeing_readings(part: &NamePart<'_>, gender: Gender, following: Role) -> Vec<Reading> {
    let spaced = part.separator.contains(char::is_whitespace);
    let mut readings = readings(part.text);
    readings.retain(|reading| {
        reading.gender == gender
            && match reading.role {
                Role::Adjective => true,
                Role::Possessive => spaced && following == Role::Noun,
                Role::Noun => following == Role::Adjective,
            }
    });
    let modifies = readings.iter().any(|reading| reading.role != Role::Noun);
    readings.retain(|reading| !modifies || reading.role != Role::Noun);
    readings
}

/// Returns all readings of one part; none if it is not a Russian word.
fn readings(text: &str) -> Vec<Reading> {
    let Some(word) = Word::new(text) else {
        return Vec::new();
    };
    let mut readings = adjective::readings(&word);
    if !readings.iter().any(|reading| reading.alone) {
        readings.extend(noun::readings(&word));
    }
    readings
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod towns;
