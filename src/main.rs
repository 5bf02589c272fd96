use asdg_site::{problem::{self, Problems, wording::{Language, Messages}}, read, check};
fn main() {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let mut p = Problems::default();
    if let Some(s) = read::site(&dir, &mut p) {
        let site = check::site(s, None, &mut p);
        if let Some(src) = read::content(&dir, &mut p) {
            let d = check::digest(site, src, true, &mut p);
            if let Some(d) = &d { if std::env::args().nth(2).is_some() { println!("{d:#?}"); } println!("{} responses", d.responses.len()); }
        }
    }
    let m = Messages::new(Language::Russian);
    for x in p.into_sorted() { println!("{}\n", problem::show(&x, &dir, &m, false)); }
}
