//! Waits until something happens to the files of a site.
//!
//! What the system tells is only a sign to look at the files (see [`workspace`](crate::workspace)), never taken for the truth: editors
//! save by renaming, folders move, and some file systems tell nothing at all. So the files are looked at now and then without a sign
//! too, and where that finds what no sign told of, the folders are watched anew.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::theme;
use crate::workspace::Changes;

/// How long nothing must happen before the files are looked at: one save is several events.
const QUIET: Duration = Duration::from_millis(5);

/// How long the files are waited for at most, while events go on and on.
const PATIENCE: Duration = Duration::from_millis(100);

/// How long at least lies between two looks without a sign.
const IDLE: Duration = Duration::from_secs(2);

/// Watches the files of a site.
pub(crate) struct Watcher {
    site: PathBuf,
    signs: Option<Signs>,
    /// Why the files were looked at last; `None` the first time.
    sign: Option<Sign>,
    /// Whether the folders are watched anew since the last look: what happened meanwhile was not told.
    is_renewed: bool,
}

/// What the system tells. It ends with the watcher.
struct Signs {
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

/// Why the files are to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// The system told that something happened.
    Event,
    /// Nothing was told for some time.
    Time,
}

impl Watcher {
    /// Watches the site in a folder.
    pub(crate) fn new(site: &Path) -> Self {
        Self { site: site.to_owned(), signs: Signs::of(site), sign: None, is_renewed: false }
    }

    /// Takes note of what a look found. The folders are watched anew when those watched before may be others now, or told nothing.
    pub(crate) fn looked(&mut self, changes: &Changes) {
        let is_untold = self.sign == Some(Sign::Time) && !changes.is_empty();
        if is_untold || (self.sign.is_some() && changes.frame) {
            self.signs = Signs::of(&self.site);
            self.is_renewed = true;
        }
    }

    /// Waits until the files are to be looked at. `last_look` is how long the last look took: a large digest is looked at less often.
    pub(crate) fn wait(&mut self, last_look: Duration) {
        let is_renewed = std::mem::take(&mut self.is_renewed);
        self.sign = Some(if is_renewed { Sign::Event } else { self.next(last_look) });
    }

    fn next(&self, last_look: Duration) -> Sign {
        let idle = IDLE.max(last_look * 40);
        let Some(Signs { events, .. }) = &self.signs else {
            std::thread::sleep(idle);
            return Sign::Time;
        };
        let end = Instant::now() + idle;
        loop {
            match events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(event) if is_sign(&event) => {
                    settle(events);
                    return Sign::Event;
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Sign::Time,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(end.saturating_duration_since(Instant::now()));
                    return Sign::Time;
                }
            }
        }
    }
}

impl Signs {
    /// Watches the folders of a site; `None` where the system cannot, such as on some network drives.
    fn of(site: &Path) -> Option<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).ok()?;
        // The folder itself tells when those in it come and go; its output folder is none of our business.
        watcher.watch(site, RecursiveMode::NonRecursive).ok()?;
        for folder in ["content", theme::FOLDER] {
            let folder = site.join(folder);
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive).ok()?;
            }
        }
        Some(Self { events, _watcher: watcher })
    }
}

/// Whether an event may mean that a file changed. That a file was read is none, or every look would be followed by another.
fn is_sign(event: &notify::Result<Event>) -> bool {
    !matches!(
        event,
        Ok(Event { kind: EventKind::Access(kind), .. }) if *kind != AccessKind::Close(AccessMode::Write)
    )
}

/// Waits until nothing happens for a moment.
fn settle(events: &Receiver<notify::Result<Event>>) {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end && events.recv_timeout(QUIET).is_ok() {}
}
