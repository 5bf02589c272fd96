//! Tests of what can happen between any two calls that change the disk: the program is killed, another build begins,
//! the user puts files into the site, the work folder vanishes. Every moment is tried, with and without an exchange in
//! one step, with and without hard links.

#![allow(clippy::disallowed_methods, reason = "tests look at what was written")]

mod disk;

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;

use super::*;
use asdg_base::fs::double::listening;
use disk::{Disk, KEPT, NEW, OLD, SYSTEMS, System, TestSite, build, refused, write};

#[test]
fn killed_at_any_moment_nothing_is_lost() {
    for system in SYSTEMS {
        let calls = Disk::with_old(system).calls();
        assert!(calls > 20, "{calls}");
        for moment in 1..=calls {
            let disk = Disk::with_old(system);
            let killed = move |number, _: &Path| if number < moment { Ok(()) } else { Err(refused()) };
            let _ = disk.build(killed);
            let is_moved_aside = !disk.public().exists();
            assert!(!is_moved_aside || system != System::Linux);
            assert!(is_moved_aside || disk.has(OLD) || disk.has(NEW), "{system:?} {moment}: a torn site");
            assert!(is_moved_aside || disk.has(KEPT), "{system:?} {moment}: something is lost");
            disk.build(|_, _| Ok(())).unwrap_or_else(|kind| panic!("{system:?} {moment}: {kind:?}"));
            assert!(disk.holds_exactly(NEW) && disk.has(KEPT), "{system:?} {moment}");
            assert!(!disk.work().exists(), "{system:?} {moment}: something was left");
        }
    }
}

/// Between the two steps there is no output folder. A folder that somebody creates then is the user's.
#[test]
fn killed_between_two_steps_a_folder_made_anew_stays() {
    let mut tried = 0;
    for moment in 1..=Disk::with_old(System::TwoSteps).calls() {
        let disk = Disk::with_old(System::TwoSteps);
        let _ = disk.build(move |number, _| if number < moment { Ok(()) } else { Err(refused()) });
        if disk.public().exists() {
            continue;
        }
        tried += 1;
        let mine = disk.public().join("index.html");
        write(&mine, "my own page");
        assert!(matches!(build(&disk.public(), NEW), Err(Kind::OutputNotOurs { .. })));
        assert_eq!(std::fs::read_to_string(&mine).unwrap(), "my own page");
        // The user moves it away, as the message says, and gets the other files back.
        std::fs::remove_file(mine).unwrap();
        build(&disk.public(), NEW).unwrap();
        assert!(disk.holds_exactly(NEW) && disk.has(KEPT));
        assert!(!disk.work().exists());
    }
    assert!(tried > 0, "no build was killed between the steps");
}

/// What happens at a moment.
type Act = fn(&Path) -> TestSite;

#[test]
fn files_that_appear_at_any_moment_are_kept() {
    let acts: [Act; 6] = [
        |public| put(public, &[("photo.jpg", "a photo")]),
        |public| put(public, &[("cities/new/note.txt", "in a folder of the new site")]),
        |public| put(public, &[("cities/gone/note.txt", "in a folder of the old site")]),
        |public| put(public, &[("photos/2024/a.jpg", "in folders of their own")]),
        |public| put(public, &[("CNAME", "saved anew under the same name")]),
        // Saved as editors do it: another file replaces the old one.
        |public| {
            write(&public.join("cities/note.tmp"), "a longer note");
            let _ = std::fs::rename(public.join("cities/note.tmp"), public.join("cities/note.txt"));
            &[("cities/note.txt", "a longer note")]
        },
    ];
    for system in SYSTEMS {
        for moment in 1..=Disk::with_old(system).calls() {
            for (number, act) in acts.into_iter().enumerate() {
                // Without hard links only files that are saved again make a difference.
                if system == System::Poor && number < 4 {
                    continue;
                }
                let disk = Disk::with_old(system);
                let put = Rc::new(RefCell::new(None));
                let done = Rc::clone(&put);
                let result = disk.build(move |now, public| {
                    // Between the two steps there is no folder to add anything to.
                    if now == moment && public.exists() {
                        *done.borrow_mut() = Some(act(public));
                    }
                    Ok(())
                });
                let Some(site) = put.take() else { continue };
                let case = format!("{system:?}, act {number} at {moment}: {result:?}");
                assert!(result.is_ok(), "{case}");
                assert!(disk.has(NEW), "{case}: not whole");
                assert!(disk.has(site), "{case}: lost");
                assert!(!disk.work().exists(), "{case}: left behind");
            }
        }
    }
}

fn put(public: &Path, site: TestSite) -> TestSite {
    for (path, text) in site {
        write(&public.join(path), text);
    }
    site
}

/// A file with the name of a page. Either the old site stays and the file is named, or the site was in place already.
#[test]
fn a_file_with_the_name_of_a_new_page_is_never_overwritten() {
    const MINE: TestSite = &[("cities/new/index.html", "my own page")];
    for system in SYSTEMS {
        let mut refused = 0;
        for moment in 1..=Disk::with_old(system).calls() {
            let disk = Disk::with_old(system);
            let put_at = Rc::new(Cell::new(false));
            let done = Rc::clone(&put_at);
            let result = disk.build(move |now, public| {
                let is_free = public.exists() && !public.join(MINE[0].0).exists();
                if now == moment && is_free {
                    put(public, MINE);
                    done.set(true);
                }
                Ok(())
            });
            if !put_at.get() {
                continue;
            }
            assert!(matches!(result, Err(Kind::OutputCollision { .. })), "{system:?} {moment}: {result:?}");
            assert!(disk.has(OLD) && disk.has(KEPT) && disk.has(MINE), "{system:?} {moment}");
            assert!(!disk.work().exists(), "{system:?} {moment}: left behind");
            refused += 1;
        }
        assert!(refused > 10, "{refused}");
    }
}

#[test]
fn a_work_folder_that_vanishes_at_any_moment_tears_no_site() {
    for system in SYSTEMS {
        let mut failed = 0;
        for moment in 1..=Disk::with_old(system).calls() {
            let disk = Disk::with_old(system);
            let work = disk.work();
            let result = disk.build(move |now, _| {
                if now == moment {
                    let _ = std::fs::remove_dir_all(&work);
                }
                Ok(())
            });
            // Removing it between the two steps removes the old site.
            if result.is_ok() {
                assert!(disk.has(NEW) && disk.has(KEPT), "{system:?} {moment}");
            } else {
                let is_whole = disk.has(OLD) || disk.has(NEW);
                assert!(is_whole || !disk.public().exists(), "{system:?} {moment}: {result:?}");
                failed += 1;
            }
        }
        assert!(failed > 10, "{failed}");
    }
}

#[test]
fn a_second_build_at_any_moment_waits_or_has_a_whole_site() {
    for system in SYSTEMS {
        let mut busy = 0;
        for moment in 1..=Disk::with_old(system).calls() {
            let disk = Disk::with_old(system);
            let second = Rc::new(RefCell::new(None));
            let told = Rc::clone(&second);
            let first = disk.build(move |now, public| {
                if now == moment {
                    let result = build(public, OLD);
                    assert!(result.is_err() || public.join("cities/gone/index.html").exists());
                    *told.borrow_mut() = Some(result);
                }
                Ok(())
            });
            let second = second.take().unwrap();
            match (&first, &second) {
                (Ok(_), Err(Kind::OutputBusy { .. })) => busy += 1,
                // Before the lock was taken, or after it was released.
                (Ok(_), Ok(_)) => {}
                other => panic!("{system:?} {moment}: {other:?}"),
            }
            assert!(disk.has(KEPT) && (disk.has(NEW) || disk.has(OLD)), "{system:?} {moment}");
            assert!(!disk.work().exists(), "{system:?} {moment}: left behind");
        }
        assert!(busy > 20, "{busy}");
    }
}

/// Somebody removed the work folder with the lock in it, and began another build.
#[test]
fn a_build_that_lost_its_lock_does_not_mix_with_another() {
    for system in SYSTEMS {
        for moment in 1..=Disk::with_old(system).calls() {
            let disk = Disk::with_old(system);
            let work = disk.work();
            let first = disk.build(move |now, public| {
                if now == moment && public.exists() {
                    let _ = std::fs::remove_dir_all(&work);
                    build(public, OLD).unwrap();
                }
                Ok(())
            });
            assert!(disk.has(OLD) || disk.has(NEW), "{system:?} {moment}: {first:?}");
            assert!(disk.has(KEPT), "{system:?} {moment}: {first:?}");
            assert!(first.is_err() || disk.has(NEW) || disk.has(OLD), "{system:?} {moment}");
        }
    }
}

#[test]
fn an_output_folder_that_vanishes_at_any_moment_comes_back_whole() {
    for system in SYSTEMS {
        for moment in 1..=Disk::with_old(system).calls() {
            let disk = Disk::with_old(system);
            let result = disk.build(move |now, public| {
                if now == moment {
                    let _ = std::fs::remove_dir_all(public);
                }
                Ok(())
            });
            assert!(result.is_err() || disk.has(NEW) || !disk.public().exists(), "{system:?} {moment}: {result:?}");
            build(&disk.public(), NEW).unwrap();
            assert!(disk.has(NEW), "{system:?} {moment}");
        }
    }
}

#[test]
fn a_place_where_another_file_system_begins_is_refused_before_anything_is_made() {
    let disk = Disk::with_old(System::Linux);
    for place in ["", "own", "own/deep/letter.docx", "cities"] {
        let mount = disk.public().join(place);
        let (at, made) = (mount.clone(), Rc::new(Cell::new(0)));
        let counted = Rc::clone(&made);
        let listener = move |call: &'static str, path: &Path| match call {
            "mount" if path.components().eq(at.components()) => Err(refused()),
            "write" => {
                counted.set(counted.get() + 1);
                Ok(())
            }
            _ => Ok(()),
        };
        let result = listening(listener, || build(&disk.public(), NEW));
        assert!(matches!(result, Err(Kind::OutputMount { .. })), "{place}: {result:?}");
        assert_eq!(made.get(), 0, "{place}");
        assert!(disk.holds_exactly(OLD) && disk.has(KEPT) && !disk.work().exists(), "{place}");
    }
}

/// A disk that was mounted while the site was made.
#[test]
fn what_is_mounted_meanwhile_keeps_its_files() {
    for moment in 1..=Disk::with_old(System::Linux).calls() {
        let disk = Disk::with_old(System::Linux);
        let (number, mounted) = (Cell::new(0), disk.public().join("own"));
        let name = mounted.file_name().unwrap().to_owned();
        let listener = move |call: &'static str, path: &Path| {
            if call == "mount" {
                return if number.get() >= moment && path.file_name() == Some(name.as_os_str()) {
                    Err(refused())
                } else {
                    Ok(())
                };
            }
            number.set(number.get() + 1);
            Ok(())
        };
        let result = listening(listener, || build(&disk.public(), NEW));
        let everywhere = disk.files(disk.folder.path());
        let is_there = everywhere.iter().any(|(path, text)| path.ends_with("deep/letter.docx") && text == "a letter");
        assert!(is_there, "{moment}: {result:?}");
        assert!(disk.has(OLD) || disk.has(NEW), "{moment}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_work_folder_is_not_followed() {
    for name in [".public.asdg-site", ".public.asdg-site/new-1", ".public.asdg-site/old-1", ".public.asdg-site/lock"] {
        let disk = Disk::with_old(System::Linux);
        let elsewhere = disk.folder.path().join("elsewhere");
        let letters: TestSite =
            &[("letter.txt", "mine"), ("site/index.html", "mine too"), (LIST, "asdg-site 1\nletter.txt\n")];
        put(&elsewhere, letters);
        let link = disk.folder.path().join(name);
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(&elsewhere, link).unwrap();
        let result = build(&disk.public(), NEW);
        assert_eq!(disk.files(&elsewhere).len(), letters.len(), "{name}: {result:?}");
        assert!(result.is_err() || disk.has(NEW), "{name}");
        assert!(disk.has(KEPT), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_of_the_users_stay_what_they_are() {
    for system in [System::Linux, System::TwoSteps] {
        let disk = Disk::with_old(system);
        let elsewhere = disk.folder.path().join("elsewhere");
        put(&elsewhere, &[("a.txt", "mine")]);
        std::os::unix::fs::symlink(&elsewhere, disk.public().join("link")).unwrap();
        std::os::unix::fs::symlink("/nowhere", disk.public().join("cities/broken")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(disk.public().join("socket")).unwrap();
        disk.build(|_, _| Ok(())).unwrap();
        assert_eq!(std::fs::read_link(disk.public().join("link")).unwrap(), elsewhere);
        assert_eq!(std::fs::read_link(disk.public().join("cities/broken")).unwrap(), Path::new("/nowhere"));
        assert!(std::fs::symlink_metadata(disk.public().join("socket")).is_ok());
        assert!(disk.has(NEW) && disk.has(KEPT));
        assert_eq!(disk.files(&elsewhere).len(), 1);
    }
}

#[test]
fn a_list_that_leads_out_of_the_folder_removes_nothing_there() {
    let disk = Disk::with_old(System::Linux);
    let mine = disk.folder.path().join("mine.txt");
    write(&mine, "mine");
    let list = format!("asdg-site 1\n../mine.txt\n{}\n./CNAME\n\nindex.html\n", mine.display());
    write(&disk.public().join(LIST), &list);
    // The pages that are no longer on the list are the user's now, and block others.
    assert!(matches!(build(&disk.public(), NEW), Err(Kind::OutputCollision { .. })));
    std::fs::remove_dir_all(disk.public().join("cities/a")).unwrap();
    std::fs::remove_file(disk.public().join("style.css")).unwrap();
    build(&disk.public(), NEW).unwrap();
    assert!(mine.exists() && disk.has(NEW) && disk.has(&[("CNAME", "example.org")]));
    assert!(disk.has(&[("cities/gone/index.html", "a city that goes")]));
}

#[test]
fn a_folder_in_the_place_of_a_page_is_told() {
    let disk = Disk::with_old(System::Linux);
    put(&disk.public(), &[("cities/new", "a file in the place of a folder")]);
    let result = build(&disk.public(), NEW);
    assert!(matches!(&result, Err(Kind::OutputCollision { file }) if file.ends_with("new")), "{result:?}");
    std::fs::remove_file(disk.public().join("cities/new")).unwrap();
    put(&disk.public(), &[("cities/new/index.html/a.txt", "a folder in the place of a page")]);
    let result = build(&disk.public(), NEW);
    assert!(matches!(&result, Err(Kind::OutputCollision { file }) if file.ends_with("index.html")), "{result:?}");
    assert!(disk.has(OLD) && disk.has(KEPT));
}

#[test]
fn a_first_site_is_built_where_there_is_nothing_or_an_empty_folder() {
    for system in SYSTEMS {
        for is_there in [false, true] {
            let disk = Disk::new(system);
            if is_there {
                std::fs::create_dir(disk.public()).unwrap();
            }
            for moment in 1..=60 {
                let _ = disk.build(move |number, _| if number < moment { Ok(()) } else { Err(refused()) });
                assert!(disk.files(&disk.public()).is_empty() || disk.has(NEW), "{system:?} {moment}");
            }
            disk.build(|_, _| Ok(())).unwrap();
            assert!(disk.holds_exactly(NEW) && !disk.work().exists());
        }
    }
}
