//! Serves the files of a preview over HTTP, on this machine only. The site is served under the path of its `base_url`,
//! so that `404.html`, whose links begin at the root of the host, works as on the real host.
//!
//! Requests to hosts other than `localhost` and `127.0.0.1` are refused; otherwise another site could make its own host
//! name resolve to this machine (DNS rebinding) and read the digest. Connections are accepted by a loop of this module,
//! not by `axum::serve`, which limits neither the time for the head of a request nor the number of connections: a page
//! of another site that opens hundreds of them would block the preview.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use percent_encoding::percent_decode_str;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::ServeObserver;
use super::client::{self, NEWS_PATH, SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH};
use super::preview::{Answer, Preview, checksum};
use asdg_base::fs;
use asdg_base::problem::Kind;

/// How many further ports are tried if the requested one is taken.
const MORE_PORTS: u16 = 100;

/// Limits of connections.
struct Limits {
    /// How many may be open. An open page keeps one. Further connections wait until one closes.
    connections: usize,
    /// How long the head of a request may take.
    head_time: Duration,
}

const LIMITS: Limits = Limits { connections: 256, head_time: Duration::from_secs(5) };

/// A server that runs until it is dropped.
pub(super) struct Server {
    changes: watch::Sender<()>,
    _runtime: Runtime,
}

/// What all request handlers share.
#[derive(Clone)]
struct Shared {
    preview: Arc<Preview>,
    audience: Arc<dyn ServeObserver>,
    changes: watch::Receiver<()>,
}

/// Binds a port on this machine: the requested one, or the next free one.
pub(super) fn listen(port: u16) -> Result<TcpListener, Kind> {
    let last = if port == 0 { 0 } else { port.saturating_add(MORE_PORTS) };
    let mut taken = None;
    for port in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => taken = Some(error),
            Err(error) => return Err(failed(error)),
        }
    }
    Err(failed(taken.unwrap_or_else(|| io::ErrorKind::AddrInUse.into())))
}

/// The problem for a site that cannot be served.
pub(super) fn failed(error: io::Error) -> Kind {
    Kind::ServeFailed { reason: fs::reason(&error) }
}

impl Server {
    /// Starts the server.
    pub(super) fn start(
        listener: TcpListener,
        preview: Arc<Preview>,
        audience: Arc<dyn ServeObserver>,
    ) -> Result<Self, Kind> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build();
        let runtime = runtime.map_err(failed)?;
        let (sender, changes) = watch::channel(());
        let router = Router::new()
            .route(NEWS_PATH, get(news))
            .route(SCRIPT_PATH, get(script))
            .route(STYLE_PATH, get(style))
            .fallback(file)
            .layer(middleware::from_fn(guard))
            .with_state(Shared { preview, audience, changes });
        listener.set_nonblocking(true).map_err(failed)?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(failed)?
        };
        runtime.spawn(accept(listener, router, LIMITS));
        Ok(Self { changes: sender, _runtime: runtime })
    }

    /// Notifies open pages of a change.
    pub(super) fn notify(&self) {
        self.changes.send_replace(());
    }
}

/// Accepts connections.
async fn accept(listener: tokio::net::TcpListener, router: Router, limits: Limits) {
    let permits = Arc::new(Semaphore::new(limits.connections));
    while let Ok(permit) = Arc::clone(&permits).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many files are open: wait until some are closed.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(limits.head_time);
            // A failure means that the browser closed the connection.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            drop(permit);
        });
    }
}

/// Admits only requests to this machine's own host names, and forbids caching.
async fn guard(request: Request, next: Next) -> Response {
    // Otherwise another site whose host name resolves to this machine could read the drafts.
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !matches!(name, "localhost" | "127.0.0.1") {
        return StatusCode::FORBIDDEN.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    response
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

/// Streams the problems and whether the site changed: now, and after each change.
async fn news(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let Shared { preview, changes, .. } = shared;
    let events = WatchStream::new(changes).map(move |()| Ok(Event::default().data(preview.news().json())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn file(State(shared): State<Shared>, uri: Uri) -> Response {
    let path = percent_decode_str(uri.path()).decode_utf8_lossy().into_owned();
    let Shared { preview, audience, .. } = shared;
    let base = preview.base();
    let Some(path) = path.strip_prefix(&base).map(str::to_owned) else {
        // The root of the server redirects to the site.
        return if base.starts_with(&path) { redirect(&base) } else { StatusCode::NOT_FOUND.into_response() };
    };
    // Making a page blocks a thread for some milliseconds, which is too long for the async runtime.
    let answer = tokio::task::spawn_blocking(move || {
        let answer = preview.answer(&path);
        if let Answer::Failed(problems, _) = &answer
            && !problems.is_empty()
        {
            audience.failed(problems, preview.language());
        }
        answer
    });
    match answer.await {
        Ok(Answer::File(path, bytes)) => respond(StatusCode::OK, &path, bytes),
        Ok(Answer::Redirect(path)) => redirect(&format!("{base}{path}")),
        Ok(Answer::NotFound(page)) => respond(StatusCode::NOT_FOUND, "404.html", page),
        Ok(Answer::Failed(_, page)) => respond(StatusCode::INTERNAL_SERVER_ERROR, "failed.html", page.into()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn redirect(to: &str) -> Response {
    let to = percent_encoding::utf8_percent_encode(to, percent_encoding::CONTROLS).to_string();
    (StatusCode::FOUND, [(header::LOCATION, to)]).into_response()
}

fn respond(status: StatusCode, path: &str, bytes: Arc<[u8]>) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_page = kind == mime_guess::mime::TEXT_HTML;
    let kind = if kind.type_() == mime_guess::mime::TEXT { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    let checksum = checksum(&bytes);
    let body = if is_page {
        Body::from(client::with_script(&bytes, &checksum))
    } else {
        // The bytes are not copied: files of the open data are large, and browsers request several at once.
        Body::from(Bytes::from_owner(bytes))
    };
    let mut headers = HeaderMap::new();
    for (name, value) in [(header::CONTENT_TYPE, kind), (header::ETAG, format!("\"{checksum}\""))] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    (status, headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// Connections that never complete a request are closed, so that others are served.
    #[test]
    fn slow_connections_do_not_block_others() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", get(|| async { "a page" }));
        let limits = Limits { connections: 4, head_time: Duration::from_millis(50) };
        runtime.spawn(accept(listener, router, limits));
        let connect = |request: &[u8]| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request).unwrap();
            stream
        };
        let read = |mut stream: TcpStream| {
            let mut answer = String::new();
            // The server closes it, with or without an answer.
            let _ = stream.read_to_string(&mut answer);
            answer
        };
        // Twice as many as are allowed, and one more.
        let slow: Vec<_> = (0..9).map(|_| connect(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).collect();
        let reader = connect(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert!(read(reader).ends_with("a page"));
        for stream in slow {
            assert!(!read(stream).contains("a page"));
        }
    }
}
