//! What is said on an association, kept for those who support a modality: on order of an
//! administrator, for so many associations of a day, with nothing of a patient in it.
//!
//! Bytes of both directions pass by a [`Tap`] on the association's own thread. What may be of a
//! patient is dropped there; only the rest is ever written, when the association is over.

mod book;
mod command;
mod flow;
mod header;
mod negotiation;
mod store;
mod uids;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use filmdesk_dimse::event::{AssociationRequest, Closing, Event};
use filmdesk_web::{Recorder, RecordingHead, RecordingOrder, Refused, Side, Transcript, What};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tracing::warn;

use crate::ids;
use crate::witness::plain;
use book::Book;
use flow::Flow;
use store::Store;

/// Associations of one order.
const MOST: u32 = 20;
/// An order ends by itself.
const VALID: Duration = Duration::from_secs(24 * 3600);
/// Modalities that are recorded: who supports looks at one.
const ORDERS: usize = 16;
/// Recordings under way, at most 2 MiB each.
const AT_ONCE: usize = 8;

/// Orders and recordings.
#[derive(Debug)]
pub(crate) struct Recordings {
    orders: Mutex<Vec<Order>>,
    underway: AtomicUsize,
    store: Store,
}

/// An order, in memory only: a restart ends it.
#[derive(Debug)]
struct Order {
    calling: String,
    address: String,
    left: u32,
    end: Instant,
    until: OffsetDateTime,
    missed: u64,
}

impl Order {
    fn is_of(&self, calling: &str, address: &str) -> bool {
        self.calling == calling && self.address == address
    }
}

fn rfc3339(moment: OffsetDateTime) -> String {
    let whole = moment.replace_nanosecond(0).unwrap_or(moment);
    whole.format(&Rfc3339).unwrap_or_default()
}

fn failed(error: &std::io::Error) -> Refused {
    Refused(format!("the folder of recordings: {error}"))
}

impl Recordings {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            orders: Mutex::default(),
            underway: AtomicUsize::new(0),
            store: Store::new(folder),
        }
    }

    /// The orders that still hold.
    fn orders(&self) -> MutexGuard<'_, Vec<Order>> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        orders.retain(|order| order.left > 0 && order.end > now);
        orders
    }

    /// A tap for an association, if one is ordered.
    pub(crate) fn begin(
        self: &Arc<Self>,
        request: &AssociationRequest,
        address: IpAddr,
    ) -> Option<Tap> {
        let calling = plain(request.calling.as_str());
        let address = address.to_canonical().to_string();
        {
            let mut orders = self.orders();
            let order = orders
                .iter_mut()
                .find(|order| order.is_of(&calling, &address))?;
            if self.underway.load(Ordering::Acquire) >= AT_ONCE {
                order.missed += 1;
                return None;
            }
            order.left -= 1;
        }
        self.underway.fetch_add(1, Ordering::AcqRel);
        let began = ids::now_local();
        let mut book = Book::new();
        let what = What::Pdu {
            name: "A-ASSOCIATE-RQ".to_owned(),
            length: None,
            fields: negotiation::of_request(request),
        };
        book.push(Side::Modality, what);
        Some(Tap {
            head: RecordingHead {
                name: name(began),
                calling,
                address,
                called: plain(request.called.as_str()),
                began: rfc3339(began),
                milliseconds: 0,
                entries: 0,
                left_out: 0,
            },
            recordings: Arc::clone(self),
            modality: Flow::new(Side::Modality),
            filmdesk: Flow::new(Side::Filmdesk),
            book,
        })
    }
}

impl Recorder for Recordings {
    fn ordered(&self) -> Vec<RecordingOrder> {
        let order = |order: &Order| RecordingOrder {
            calling: order.calling.clone(),
            address: order.address.clone(),
            left: order.left,
            until: rfc3339(order.until),
            missed: order.missed,
        };
        self.orders().iter().map(order).collect()
    }

    fn order(&self, calling: &str, address: &str, count: u32) -> Result<(), Refused> {
        if count > MOST {
            return Err(Refused(format!("at most {MOST} associations are recorded")));
        }
        let mut orders = self.orders();
        orders.retain(|order| !order.is_of(calling, address));
        if count == 0 {
            return Ok(());
        }
        let address: IpAddr = address
            .parse()
            .map_err(|_| Refused("the address is no IP address".to_owned()))?;
        if calling.len() > 16 || plain(calling) != calling {
            return Err(Refused("the AE title cannot be one".to_owned()));
        }
        if orders.len() >= ORDERS {
            return Err(Refused(format!("{ORDERS} modalities are recorded already")));
        }
        orders.push(Order {
            calling: calling.to_owned(),
            address: address.to_canonical().to_string(),
            left: count,
            end: Instant::now() + VALID,
            until: ids::now_local() + VALID,
            missed: 0,
        });
        Ok(())
    }

    fn list(&self) -> Result<Vec<RecordingHead>, Refused> {
        self.store.list().map_err(|error| failed(&error))
    }

    fn read(&self, name: &str) -> Result<Option<Transcript>, Refused> {
        self.store.read(name).map_err(|error| failed(&error))
    }

    fn remove(&self, name: &str) -> Result<bool, Refused> {
        self.store.remove(name).map_err(|error| failed(&error))
    }
}

/// A name that sorts by time.
fn name(moment: OffsetDateTime) -> String {
    let moment = moment.to_offset(time::UtcOffset::UTC);
    let (year, month, day) = moment.to_calendar_date();
    let (hour, minute, second, nano) = moment.to_hms_nano();
    let month = u8::from(month);
    format!("{year:04}{month:02}{day:02}-{hour:02}{minute:02}{second:02}-{nano:09}")
}

/// Sees the bytes of one association; writes down what may be when it is dropped.
pub(crate) struct Tap {
    head: RecordingHead,
    recordings: Arc<Recordings>,
    modality: Flow,
    filmdesk: Flow,
    book: Book,
}

impl Tap {
    /// Bytes of the modality.
    pub(crate) fn received(&mut self, bytes: &[u8]) {
        self.modality.feed(bytes, &mut self.book);
    }

    /// Bytes of ours.
    pub(crate) fn sent(&mut self, bytes: &[u8]) {
        self.filmdesk.feed(bytes, &mut self.book);
    }

    /// What the bytes alone do not tell.
    pub(crate) fn remark(&mut self, event: &Event<'_>) {
        match event {
            Event::Mistyped {
                invalid, status, ..
            } => self.book.note(format_args!("{invalid}: answered {status}")),
            Event::Aborted(cause) => self.book.note(format_args!("association ended: {cause}")),
            Event::ResponseTimeout { message_id } => {
                self.book.note(format_args!(
                    "message {message_id} was not answered in time"
                ));
            }
            Event::Closed(Closing::ArtimExpired) => self.book.note("not closed in time"),
            _ => {}
        }
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        self.head.milliseconds = self.book.milliseconds();
        self.head.entries = self.book.entries;
        self.head.left_out = self.book.left_out;
        let kept = self.recordings.store.keep(&self.head, &self.book.lines);
        if let Err(error) = kept {
            warn!(%error, "a recording is not kept");
        }
        self.recordings.underway.fetch_sub(1, Ordering::AcqRel);
    }
}
