//! Waits until the files of a site change.
//!
//! A notification of the system only means that the files must be compared (see [`workspace`](crate::workspace)),
//! because editors save by renaming, folders move, and network drives send no notifications. So the files are also
//! compared regularly without one; if that finds a change, the folders are watched again. `notify` has a debouncer of
//! its own, but that waits in fixed steps; waiting for five quiet milliseconds takes ten lines here.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::theme;
use crate::workspace::Changes;

/// How long no event must arrive before the files are read: saving a file causes several events.
const QUIET_TIME: Duration = Duration::from_millis(5);

/// The longest wait while events keep arriving.
const MAX_SETTLE_TIME: Duration = Duration::from_millis(100);

/// The shortest time between two refreshes without an event.
const MIN_POLL_INTERVAL: Duration = Duration::from_secs(2);

/// Watches the files of a site.
pub(crate) struct Watcher {
    site: PathBuf,
    notifications: Option<Notifications>,
    /// Why the files were read last; `None` the first time.
    reason: Option<Reason>,
    /// Whether the folders have been watched again since the last refresh, so that events before that were missed.
    is_renewed: bool,
}

/// The notifications of the system, as long as the watcher exists.
struct Notifications {
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

/// Why the files must be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// The system reported a change.
    Event,
    /// The system reported nothing for some time.
    Timeout,
}

impl Watcher {
    /// Watches the site in a folder.
    pub(crate) fn new(site: &Path) -> Self {
        Self { site: site.to_owned(), notifications: Notifications::watch(site), reason: None, is_renewed: false }
    }

    /// Watches the folders again if they may have been replaced, or if a change was found that the system did not
    /// report. `changes` are those of the last refresh.
    pub(crate) fn renew_if_needed(&mut self, changes: &Changes) {
        let is_unreported = self.reason == Some(Reason::Timeout) && !changes.is_empty();
        if is_unreported || (self.reason.is_some() && changes.reference_data) {
            self.notifications = Notifications::watch(&self.site);
            self.is_renewed = true;
        }
    }

    /// Waits until the files must be read. `last_refresh` is the duration of the last refresh: without events, a large
    /// digest is read less often.
    pub(crate) fn wait(&mut self, last_refresh: Duration) {
        let is_renewed = std::mem::take(&mut self.is_renewed);
        self.reason = Some(if is_renewed { Reason::Event } else { self.wait_for_event(last_refresh) });
    }

    fn wait_for_event(&self, last_refresh: Duration) -> Reason {
        let interval = MIN_POLL_INTERVAL.max(last_refresh * 40);
        let Some(Notifications { events, .. }) = &self.notifications else {
            std::thread::sleep(interval);
            return Reason::Timeout;
        };
        let end = Instant::now() + interval;
        loop {
            match events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(event) if may_be_change(&event) => {
                    wait_until_quiet(events);
                    return Reason::Event;
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Reason::Timeout,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(end.saturating_duration_since(Instant::now()));
                    return Reason::Timeout;
                }
            }
        }
    }
}

impl Notifications {
    /// Watches the folders of a site; `None` if the system cannot, as on some network drives.
    fn watch(site: &Path) -> Option<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).ok()?;
        // The site's folder itself is watched for new and removed folders. The output folder is not watched.
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

/// Whether an event may be a change of a file. Read accesses do not count: otherwise every refresh would cause another.
fn may_be_change(event: &notify::Result<Event>) -> bool {
    !matches!(
        event,
        Ok(Event { kind: EventKind::Access(kind), .. }) if *kind != AccessKind::Close(AccessMode::Write)
    )
}

/// Waits until no event arrives for a moment.
fn wait_until_quiet(events: &Receiver<notify::Result<Event>>) {
    let end = Instant::now() + MAX_SETTLE_TIME;
    while Instant::now() < end && events.recv_timeout(QUIET_TIME).is_ok() {}
}
