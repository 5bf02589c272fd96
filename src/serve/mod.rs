//! Serve: shows a site in the browser while it is edited.
//!
//! [`serve()`] writes no files. `preview` holds the digest and makes the files that a browser requests, `server` serves
//! them on this machine only, and `watch` waits for changes of the files. An open page has a script (`client`) that
//! listens for `news`: it reloads the page when the page changed, and shows the problems while the last site without
//! errors stays.

mod client;
mod news;
mod preview;
mod server;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::options::{Options, Progress};
use crate::watch::Watcher;
use crate::workspace::{Changes, Refreshed, Workspace};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problem};
use preview::Preview;
use server::Server;

/// The options of `serve`.
pub struct ServeOptions {
    /// The folder of the site.
    pub site: PathBuf,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The port; if it is taken, the next free one.
    pub port: u16,
    /// The language of messages in the browser; if `None`, that of the site.
    pub language: Option<Language>,
}

/// Receives the events of [`serve()`].
pub trait ServeObserver: Send + Sync {
    /// The site is available at an address.
    fn started(&self, url: &str, language: Option<Language>);
    /// The changed files were read and checked.
    fn refreshed(&self, look: &RefreshResult<'_>);
    /// A page could not be made.
    fn failed(&self, problems: &[Problem], language: Option<Language>);
}

/// The result of reading and checking the changed files.
pub struct RefreshResult<'a> {
    /// All problems, in the order of their places.
    pub problems: &'a [Problem],
    /// The language of the site, if it could be read.
    pub language: Option<Language>,
    /// The changes since the last result.
    pub changes: &'a Changes,
    /// Whether this is the first result.
    pub is_first: bool,
    /// Whether these files are shown. If they have errors, the last site without errors stays.
    pub is_shown: bool,
    /// How long it took until the site could be shown.
    pub took: Duration,
}

/// Serves a site until the program is stopped.
pub fn serve(options: ServeOptions, progress: &dyn Progress, audience: Arc<dyn ServeObserver>) -> Result<(), Kind> {
    let ServeOptions { site, drafts, port, language } = options;
    let listener = server::listen(port)?;
    let run = Options { site: site.clone(), drafts, ..Options::default() };
    // Watching begins before the files are read, so that no change between the two is missed.
    let mut watcher = Watcher::new(&site);
    let mut workspace = Workspace::new(&run);
    let preview = Arc::new(Preview::new(site, language));
    let start = Instant::now();
    let refreshed = workspace.refresh(progress);
    progress.done();
    // A folder that is not a digest is a mistake in the command; any other problem can be fixed while the program runs.
    if let Some(problem) = refreshed.problems.iter().find(|problem| matches!(problem.kind, Kind::SiteNotFound { .. })) {
        return Err(problem.kind.clone());
    }
    let mut took = show(refreshed, start, true, &preview, &*audience);
    let address = listener.local_addr().map_err(server::failed)?;
    let server = Server::start(listener, Arc::clone(&preview), Arc::clone(&audience))?;
    audience.started(&preview.url(address), preview.language());
    loop {
        watcher.wait(took);
        let start = Instant::now();
        let refreshed = workspace.refresh(&());
        watcher.renew_if_needed(&refreshed.changes);
        if refreshed.changes.is_empty() {
            took = start.elapsed();
            continue;
        }
        took = show(refreshed, start, false, &preview, &*audience);
        server.notify();
    }
}

/// Updates the preview, reports the result, and returns how long it took since `start`.
fn show(
    refreshed: Refreshed,
    start: Instant,
    is_first: bool,
    preview: &Preview,
    audience: &dyn ServeObserver,
) -> Duration {
    let Refreshed { problems, language, digest, theme, changes } = refreshed;
    let new = digest.zip(theme);
    let is_shown = new.is_some();
    preview.update(new, &problems, language);
    let took = start.elapsed();
    audience.refreshed(&RefreshResult { problems: &problems, language, changes: &changes, is_first, is_shown, took });
    took
}

impl Preview {
    /// The address of the home page.
    fn url(&self, address: SocketAddr) -> String {
        format!("http://{address}{}", self.base())
    }
}
