//! Tests of events between any two calls that change the disk: the program is killed, another build begins, the user
//! puts files into the site, the work folder is removed. Each event is tried before every call (`moment` is the number
//! of the call), with and without an exchange in one step, with and without hard links.

#![allow(clippy::disallowed_methods, reason = "tests look at what was written")]

mod disk;

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;

use super::*;
use asdg_base::fs::double::with_listener;
use disk::{Disk, NEW, OLD, SYSTEMS, System, TestSite, USER_FILES, build, refused, write};

#[test]
fn a_build_killed_at_any_moment_loses_nothing() {
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
            assert!(is_moved_aside || disk.has(USER_FILES), "{system:?} {moment}: something is lost");
            disk.build(|_, _| Ok(())).unwrap_or_else(|kind| panic!("{system:?} {moment}: {kind:?}"));
            assert!(disk.holds_exactly(NEW) && disk.has(USER_FILES), "{system:?} {moment}");
            assert!(!disk.work().exists(), "{system:?} {moment}: something was left");
        }
    }
}

/// Between the two steps the output folder does not exist. A folder that somebody creates then belongs to the user.
#[test]
fn an_output_folder_created_after_a_killed_build_is_kept() {
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
        assert!(disk.holds_exactly(NEW) && disk.has(USER_FILES));
        assert!(!disk.work().exists());
    }
    assert!(tried > 0, "no build was killed between the steps");
}

/// An action of the user; returns the files that must be kept.
type Action = fn(&Path) -> TestSite;

#[test]
fn files_that_appear_at_any_moment_are_kept() {
    let actions: [Action; 6] = [
        |public| put(public, &[("photo.jpg", "a photo")]),
        |public| put(public, &[("cities/new/note.txt", "in a folder of the new site")]),
        |public| put(public, &[("cities/gone/note.txt", "in a folder of the old site")]),
        |public| put(public, &[("photos/2024/a.jpg", "in folders of their own")]),
        |public| put(public, &[("CNAME", "saved anew under the same name")]),
        // Saved as editors do: a new file replaces the old one.
        |public| {
            write(&public.join("cities/note.tmp"), "a longer note");
            let _ = std::fs::rename(public.join("cities/note.tmp"), public.join("cities/note.txt"));
            &[("cities/note.txt", "a longer note")]
        },
    ];
    for system in SYSTEMS {
        for moment in 1..=Disk::with_old(system).calls() {
            for (number, action) in actions.into_iter().enumerate() {
                // Without hard links only the actions that save an existing file make a difference.
                if system == System::NoHardLinks && number < 4 {
                    continue;
                }
                let disk = Disk::with_old(system);
                let added = Rc::new(RefCell::new(None));
                let done = Rc::clone(&added);
                let result = disk.build(move |now, public| {
                    // Between the two steps the folder does not exist.
                    if now == moment && public.exists() {
                        *done.borrow_mut() = Some(action(public));
                    }
                    Ok(())
                });
                let Some(site) = added.take() else { continue };
                let case = format!("{system:?}, action {number} at {moment}: {result:?}");
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

/// The old site stays and the file is reported, unless the new site has replaced it already.
#[test]
fn a_file_with_the_name_of_a_new_page_is_never_overwritten() {
    const MINE: TestSite = &[("cities/new/index.html", "my own page")];
    for system in SYSTEMS {
        let mut refused = 0;
        for moment in 1..=Disk::with_old(system).calls() {
            let disk = Disk::with_old(system);
            let is_added = Rc::new(Cell::new(false));
            let done = Rc::clone(&is_added);
            let result = disk.build(move |now, public| {
                let is_free = public.exists() && !public.join(MINE[0].0).exists();
                if now == moment && is_free {
                    put(public, MINE);
                    done.set(true);
                }
                Ok(())
            });
            if !is_added.get() {
                continue;
            }
            assert!(matches!(result, Err(Kind::OutputCollision { .. })), "{system:?} {moment}: {result:?}");
            assert!(disk.has(OLD) && disk.has(USER_FILES) && disk.has(MINE), "{system:?} {moment}");
            assert!(!disk.work().exists(), "{system:?} {moment}: left behind");
            refused += 1;
        }
        assert!(refused > 10, "{refused}");
    }
}

#[test]
fn the_site_stays_complete_when_the_work_folder_is_removed_at_any_moment() {
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
            // Between the two steps, the work folder has the old site.
            if result.is_ok() {
                assert!(disk.has(NEW) && disk.has(USER_FILES), "{system:?} {moment}");
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
fn a_second_build_at_any_moment_fails_or_writes_a_complete_site() {
    for system in SYSTEMS {
        let mut busy = 0;
        for moment in 1..=Disk::with_old(system).calls() {
            let disk = Disk::with_old(system);
            let second = Rc::new(RefCell::new(None));
            let result_of_second = Rc::clone(&second);
            let first = disk.build(move |now, public| {
                if now == moment {
                    let result = build(public, OLD);
                    assert!(result.is_err() || public.join("cities/gone/index.html").exists());
                    *result_of_second.borrow_mut() = Some(result);
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
            assert!(disk.has(USER_FILES) && (disk.has(NEW) || disk.has(OLD)), "{system:?} {moment}");
            assert!(!disk.work().exists(), "{system:?} {moment}: left behind");
        }
        assert!(busy > 20, "{busy}");
    }
}

/// Somebody removes the work folder with the lock in it, and starts another build.
#[test]
fn a_build_that_lost_its_lock_does_not_mix_files_with_another() {
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
            assert!(disk.has(USER_FILES), "{system:?} {moment}: {first:?}");
            assert!(first.is_err() || disk.has(NEW) || disk.has(OLD), "{system:?} {moment}");
        }
    }
}

#[test]
fn an_output_folder_removed_at_any_moment_is_written_again() {
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
fn mount_points_are_refused_before_anything_is_written() {
    let disk = Disk::with_old(System::Linux);
    for place in ["", "own", "own/deep/letter.docx", "cities"] {
        let mount = disk.public().join(place);
        let (at, writes) = (mount.clone(), Rc::new(Cell::new(0)));
        let counted = Rc::clone(&writes);
        let listener = move |call: &'static str, path: &Path| match call {
            "mount" if path.components().eq(at.components()) => Err(refused()),
            "write" => {
                counted.set(counted.get() + 1);
                Ok(())
            }
            _ => Ok(()),
        };
        let result = with_listener(listener, || build(&disk.public(), NEW));
        assert!(matches!(result, Err(Kind::OutputMount { .. })), "{place}: {result:?}");
        assert_eq!(writes.get(), 0, "{place}");
        assert!(disk.holds_exactly(OLD) && disk.has(USER_FILES) && !disk.work().exists(), "{place}");
    }
}

/// A disk is mounted while the site is built.
#[test]
fn files_of_a_disk_mounted_during_a_build_are_kept() {
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
        let result = with_listener(listener, || build(&disk.public(), NEW));
        let all_files = disk.files(disk.folder.path());
        let is_kept = all_files.iter().any(|(path, text)| path.ends_with("deep/letter.docx") && text == "a letter");
        assert!(is_kept, "{moment}: {result:?}");
        assert!(disk.has(OLD) || disk.has(NEW), "{moment}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_with_the_name_of_the_work_folder_is_not_followed() {
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
        assert!(disk.has(USER_FILES), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_sockets_of_the_user_are_kept() {
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
        assert!(disk.has(NEW) && disk.has(USER_FILES));
        assert_eq!(disk.files(&elsewhere).len(), 1);
    }
}

#[test]
fn paths_in_the_list_that_lead_out_of_the_folder_are_ignored() {
    let disk = Disk::with_old(System::Linux);
    let mine = disk.folder.path().join("mine.txt");
    write(&mine, "mine");
    let list = format!("asdg-site 1\n../mine.txt\n{}\n./CNAME\n\nindex.html\n", mine.display());
    write(&disk.public().join(LIST), &list);
    // The pages that are no longer on the list count as the user's now, and collide with the new pages.
    assert!(matches!(build(&disk.public(), NEW), Err(Kind::OutputCollision { .. })));
    std::fs::remove_dir_all(disk.public().join("cities/a")).unwrap();
    std::fs::remove_file(disk.public().join("style.css")).unwrap();
    build(&disk.public(), NEW).unwrap();
    assert!(mine.exists() && disk.has(NEW) && disk.has(&[("CNAME", "example.org")]));
    assert!(disk.has(&[("cities/gone/index.html", "a city that goes")]));
}

#[test]
fn a_folder_with_the_name_of_a_page_is_reported() {
    let disk = Disk::with_old(System::Linux);
    put(&disk.public(), &[("cities/new", "a file in the place of a folder")]);
    let result = build(&disk.public(), NEW);
    assert!(matches!(&result, Err(Kind::OutputCollision { file }) if file.ends_with("new")), "{result:?}");
    std::fs::remove_file(disk.public().join("cities/new")).unwrap();
    put(&disk.public(), &[("cities/new/index.html/a.txt", "a folder in the place of a page")]);
    let result = build(&disk.public(), NEW);
    assert!(matches!(&result, Err(Kind::OutputCollision { file }) if file.ends_with("index.html")), "{result:?}");
    assert!(disk.has(OLD) && disk.has(USER_FILES));
}

#[test]
fn a_first_site_is_built_into_a_missing_or_an_empty_folder() {
    for system in SYSTEMS {
        for exists in [false, true] {
            let disk = Disk::new(system);
            if exists {
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
