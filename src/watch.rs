//! Waits until the files of a site change.
//!
//! A notification of the system only means that it is time to look at the files (see [`workspace`](crate::workspace)):
//! editors save by renaming, folders move, and network drives send no notifications. So the files are also looked at
//! now and then without one; if that finds a change, the folders are watched anew. `notify` has a debouncer of its own,
//! but it waits in steps of its own; waiting for five quiet milliseconds takes ten lines here.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::theme;
use crate::workspace::Changes;

/// How long it must be quiet before the files are read: saving a file is several events.
const QUIET: Duration = Duration::from_millis(5);

/// The longest wait while events keep coming.
const PATIENCE: Duration = Duration::from_millis(100);

/// The shortest time between two looks without an event.
const IDLE: Duration = Duration::from_secs(2);

/// Watches the files of a site.
pub(crate) struct Watcher {
    site: PathBuf,
    signs: Option<Signs>,
    /// Why the files were read last; `None` the first time.
    sign: Option<Sign>,
    /// Whether the folders are watched anew since the last look, so that events in between were missed.
    is_renewed: bool,
}

/// The notifications of the system. They end with the watcher.
struct Signs {
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

/// Why the files must be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// The system reported a change.
    Event,
    /// Nothing was reported for some time.
    Time,
}

impl Watcher {
    /// Watches the site in a folder.
    pub(crate) fn new(site: &Path) -> Self {
        Self { site: site.to_owned(), signs: Signs::of(site), sign: None, is_renewed: false }
    }

    /// Reports what a look found. The folders are watched anew if the watched ones may have been replaced, or if they
    /// reported nothing.
    pub(crate) fn looked(&mut self, changes: &Changes) {
        let is_untold = self.sign == Some(Sign::Time) && !changes.is_empty();
        if is_untold || (self.sign.is_some() && changes.frame) {
            self.signs = Signs::of(&self.site);
            self.is_renewed = true;
        }
    }

    /// Waits until the files must be read. `last_look` is how long the last look took: a large digest is read less
    /// often.
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
    /// Watches the folders of a site; `None` if the system cannot, as on some network drives.
    fn of(site: &Path) -> Option<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).ok()?;
        // The site's folder reports new and removed folders in it; the output folder is not watched.
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

/// Whether an event may be a change of a file. Reading is not, because otherwise every look would cause another.
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
