//! Parts of a page that are sent again when they have changed (server-sent events).

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::App;

/// A part is sent at most this often: nobody reads faster.
const EVERY: Duration = Duration::from_millis(400);
/// It is looked at without news, too: other processes put jobs in.
const LOOK: Duration = Duration::from_secs(2);
/// A stream ends after this long; the browser asks again, and is looked at again.
const LONGEST: Duration = Duration::from_secs(300);

struct Flow<D> {
    app: App,
    news: watch::Receiver<u64>,
    draw: D,
    last: String,
    end: Instant,
}

impl<D> Flow<D> {
    /// Waits until the part may have changed; false: the stream ends.
    async fn wait(&mut self) -> bool {
        tokio::time::sleep(EVERY).await;
        tokio::select! {
            () = self.app.inner.end.cancelled() => false,
            () = tokio::time::sleep_until(self.end) => false,
            _ = self.news.changed() => true,
            () = tokio::time::sleep(LOOK) => true,
        }
    }
}

/// Sends what `draw` makes as events of this name, whenever it has changed.
pub(crate) fn parts<D, F>(
    app: App,
    name: &'static str,
    news: watch::Receiver<u64>,
    draw: D,
) -> Response
where
    D: FnMut() -> F + Send + 'static,
    F: Future<Output = Option<String>> + Send + 'static,
{
    let flow = Flow {
        app,
        news,
        draw,
        last: String::new(),
        end: Instant::now() + LONGEST,
    };
    let events = futures_util::stream::unfold(flow, move |mut flow| async move {
        loop {
            let text = (flow.draw)().await?;
            if text != flow.last {
                flow.last.clone_from(&text);
                let event = Event::default().event(name).data(text);
                return Some((Ok::<_, Infallible>(event), flow));
            }
            if !flow.wait().await {
                return None;
            }
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}
