//! The clocks of an association, all on the driver's time.

use std::time::Instant;

use super::{Association, Phase, State};
use crate::event::{AbortCause, Closing, Event, Timer};
use crate::pdu::{AbortSource, ProviderReason};
use crate::settings::{MIN_PROGRESS, Timeouts};

#[derive(Debug)]
pub(super) struct Timers {
    now: Instant,
    artim: Instant,
    /// Last time that either side sent something.
    active: Instant,
    /// Start of the span in which the peer must send [`MIN_PROGRESS`] bytes, and how many it did.
    span: (Instant, u64),
    /// Since when output waits without progress.
    output_since: Option<Instant>,
}

impl Timers {
    pub(super) fn new(timeouts: &Timeouts, now: Instant) -> Self {
        Self {
            now,
            artim: now + timeouts.artim,
            active: now,
            span: (now, 0),
            output_since: None,
        }
    }

    /// The last instant that the driver told.
    pub(super) fn now(&self) -> Instant {
        self.now
    }

    fn advance(&mut self, now: Instant) {
        self.now = self.now.max(now);
    }

    pub(super) fn arrived(&mut self, length: usize, within_message: bool, now: Instant) {
        self.advance(now);
        self.active = self.now;
        let received = self.span.1.saturating_add(length as u64);
        self.span = match within_message {
            true if received < MIN_PROGRESS => (self.span.0, received),
            _ => (self.now, 0),
        };
    }

    /// Output was queued. The peer's spans start anew: what it could do before was wait.
    pub(super) fn queued(&mut self, now: Instant) {
        self.advance(now);
        self.active = self.now;
        self.span = (self.now, 0);
        self.output_since.get_or_insert(self.now);
    }

    /// Output was sent, maybe all of it.
    pub(super) fn sent(&mut self, all: bool, now: Instant) {
        self.advance(now);
        self.active = self.now;
        self.output_since = (!all).then_some(self.now);
    }
}

impl Association {
    pub(super) fn restart_artim(&mut self, now: Instant) {
        self.timers.advance(now);
        self.timers.artim = self.timers.now + self.settings.timeouts.artim;
    }

    /// Whether the peer has begun a message (or PDU) and not ended it.
    pub(super) fn is_within_message(&self) -> bool {
        self.phase != Phase::Between || !self.framer.is_between() || !self.input.is_empty()
    }

    /// When to call [`handle_timeout`](Self::handle_timeout); changes with every other call.
    /// `None` while only the driver can go on.
    pub fn poll_timeout(&self) -> Option<Instant> {
        match self.state {
            State::Closed | State::AwaitingDecision => None,
            State::Established | State::ReleaseRequested => self.next_due().map(|(due, _)| due),
            _ => Some(self.timers.artim),
        }
    }

    /// The nearest deadline of a standing association; no timer means a response.
    fn next_due(&self) -> Option<(Instant, Option<Timer>)> {
        let peer = self.peer_due().map(|(due, timer)| (due, Some(timer)));
        let output = self.output_due().map(|due| (due, Some(Timer::Output)));
        let response = self.exchange.next_deadline().map(|due| (due, None));
        [peer, output, response]
            .into_iter()
            .flatten()
            .min_by_key(|(due, _)| *due)
    }

    /// What the peer owes: the rest of its message, or a sign of life.
    fn peer_due(&self) -> Option<(Instant, Timer)> {
        let timeouts = &self.settings.timeouts;
        let is_drivers_turn = !self.events.is_empty() || self.input.is_full();
        match self.is_within_message() {
            _ if is_drivers_turn || self.is_output_full() => None,
            true => Some((self.timers.span.0 + timeouts.message, Timer::Message)),
            false if self.exchange.is_idle() && self.state == State::Established => {
                Some((self.timers.active + timeouts.idle, Timer::Idle))
            }
            false => None,
        }
    }

    fn output_due(&self) -> Option<Instant> {
        let since = self
            .timers
            .output_since
            .filter(|_| self.pending_output() > 0)?;
        Some(since + self.settings.timeouts.message)
    }

    /// Time has passed: call at [`poll_timeout`](Self::poll_timeout) or later, then take the events.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.timers.advance(now);
        match self.state {
            State::Closed | State::AwaitingDecision => {}
            State::Established | State::ReleaseRequested => self.association_due(),
            _ if self.timers.artim > self.timers.now => {}
            // AA-2: no PDU is sent, there is no one to read it.
            State::AwaitingRequest | State::AwaitingClose => self.close(Closing::ArtimExpired),
            _ => self.timed_out(Timer::Artim),
        }
    }

    fn association_due(&mut self) {
        let now = self.timers.now;
        while let Some((_, timer)) = self.next_due().filter(|(due, _)| *due <= now) {
            match timer {
                Some(timer) => return self.timed_out(timer),
                None => {
                    let expired = self.exchange.expired(now);
                    self.events
                        .extend(expired.map(|message_id| Event::ResponseTimeout { message_id }));
                }
            }
        }
    }

    fn timed_out(&mut self, timer: Timer) {
        self.abort(
            AbortSource::ServiceProvider(ProviderReason::NotSpecified),
            self.timers.now,
        );
        self.events
            .push_back(Event::Aborted(AbortCause::TimedOut(timer)));
    }
}
