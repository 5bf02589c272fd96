use super::*;

fn register(text: &str) -> (tempfile::TempDir, RegisterFile) {
    let folder = asdg_base::fs::double::temporary_folder().unwrap();
    fs::write(&folder.path().join("cities.yaml"), text.as_bytes()).unwrap();
    let register = RegisterFile::read(folder.path(), "cities.yaml").unwrap_or_else(|problems| panic!("{problems:?}"));
    (folder, register)
}

fn entry(id: &str, name: &str) -> NewEntry {
    NewEntry { id: id.to_owned(), name: name.to_owned(), fields: Vec::new() }
}

fn extended(text: &str, id: &str, name: &str) -> String {
    let (_folder, register) = register(text);
    let planned = register.with_entry(&entry(id, name), Order::Sorted(Language::Russian)).unwrap();
    String::from_utf8(planned.bytes).unwrap()
}

#[test]
fn an_entry_is_inserted_in_the_order_of_names() {
    let text =
        "# Города.\nelovsk:\n  name: Еловск # сосед\n\n# Столица.\nprimersk:\n  name: Примерск\nyama:\n  name: Яма\n";
    assert_eq!(
        extended(text, "elkinsk", "Ёлкинск"),
        "# Города.\nelkinsk:\n  name: Ёлкинск\n\nelovsk:\n  name: Еловск # сосед\n\n# Столица.\nprimersk:\n  name: Примерск\nyama:\n  name: Яма\n"
    );
    let middle = extended(text, "nebyval", "Небываль");
    assert_eq!(middle, text.replace("# Столица", "nebyval:\n  name: Небываль\n\n# Столица"));
}

#[test]
fn an_entry_is_inserted_in_the_order_of_ids() {
    let text = "a:\n  name: Яма\nc:\n  name: Бор\n";
    assert_eq!(extended(text, "b", "Лес"), "a:\n  name: Яма\nb:\n  name: Лес\nc:\n  name: Бор\n");
}

#[test]
fn an_entry_is_appended_to_an_unsorted_register() {
    let text = "b:\n  name: Яма\nc:\n  name: Бор\na:\n  name: Вал\n\n# Конец.\n\n\n";
    assert_eq!(extended(text, "d", "Лес"), text.replace("# Конец.\n", "# Конец.\nd:\n  name: Лес\n"));
}

#[test]
fn line_ends_and_the_byte_order_mark_are_kept() {
    let text = "\u{feff}# Города\r\na:\r\n    name: 'А'\r\nb:\r\n    name: 'Б'";
    assert_eq!(extended(text, "v", "В"), format!("{text}\r\nv:\r\n    name: 'В'\r\n"));
    assert_eq!(extended("a:\r  name: А\r", "b", "Б"), "a:\r  name: А\rb:\r  name: Б\r");
}

#[test]
fn the_first_entry_is_inserted_into_an_empty_register() {
    assert_eq!(extended("", "a", "А"), "a:\n  name: А\n");
    assert_eq!(extended("# Пока пусто\n", "a", "А"), "# Пока пусто\na:\n  name: А\n");
    assert_eq!(extended("# Города\n{}\n", "a", "А"), "# Города\na:\n  name: А\n");
    assert_eq!(extended("{}", "a", "А"), "a:\n  name: А");
    assert_eq!(extended("{} # пусто\n", "a", "А"), "a:\n  name: А # пусто\n");
    assert_eq!(extended("---\n", "a", "А"), "---\na:\n  name: А\n");
}

#[test]
fn a_new_entry_follows_the_style_of_the_file() {
    let braces = "a: {name: \"А\", region: Край}\nv: {name: \"В\"}\n";
    assert_eq!(extended(braces, "b", "Б"), "a: {name: \"А\", region: Край}\nb: {name: \"Б\"}\nv: {name: \"В\"}\n");
    let indented = "  a:\n     name: А\n\n  v:\n     name: В\n";
    assert_eq!(extended(indented, "b", "Б"), "  a:\n     name: А\n\n  b:\n     name: Б\n\n  v:\n     name: В\n");
    // A name that needs quotation marks does not show a style.
    let one = "a:\n  name: 'А: #1'\nv:\n  name: В\n";
    assert_eq!(extended(one, "b", "Б"), "a:\n  name: 'А: #1'\nb:\n  name: Б\nv:\n  name: В\n");
}

#[test]
fn a_text_line_that_looks_like_a_comment_stays_in_its_text() {
    let text =
        "a:\n  name: А\n  description: |\n    Текст\n    # не примечание\nv:\n  name: В\n  description: |\n    Конец";
    let whole = extended(text, "b", "Б");
    assert_eq!(whole, text.replace("v:\n", "b:\n  name: Б\nv:\n"));
    assert_eq!(extended(text, "z", "Я"), format!("{text}\nz:\n  name: Я\n"));
}

#[test]
fn a_file_that_cannot_be_extended_safely_is_left_to_the_editor() {
    for (text, lines) in [("{a: {name: А}}\n", "b: {name: Б}"), ("a:\n  name: А\n...\n", "b:\n  name: Б")] {
        let (_folder, register) = register(text);
        let problem = register.with_entry(&entry("b", "Б"), Order::Sorted(Language::Russian)).unwrap_err();
        assert_eq!(problem.kind, Kind::RegisterForm { lines: lines.to_owned() }, "{text}");
    }
}

#[test]
fn entries_are_found_by_id_name_and_alias() {
    let (_folder, register) = register("elkinsk:\n  name: Ёлкинск\n  aliases: [Ёлкин Острог]\n");
    for word in ["elkinsk", "ELKINSK", "елкинск", "ЁЛКИН ОСТРОГ"] {
        assert_eq!(register.find(word), Some("elkinsk"), "{word}");
    }
    assert_eq!(register.find("ёлка"), None);
    let Some(Problem { place, kind }) = register.name_clash("Ёлкин острог") else { panic!("no clash") };
    assert_eq!(place.unwrap().to_string(), "cities.yaml:3");
    assert_eq!(kind, Kind::NameTaken { name: "Ёлкин острог".to_owned(), id: "elkinsk".to_owned() });
}
