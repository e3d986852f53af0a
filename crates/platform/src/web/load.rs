//! How much is done at once. What comes when that is reached waits a moment, and is then sent away in words, before work on
//! it begins: so a rush makes people wait, and never makes the program slower and slower until nobody gets an answer.
//!
//! Handing in goes first, then whatever else is sent, then looking at pages: the last places are kept for what may not be
//! lost. Who is sent away has lost nothing: nothing of the request was done.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Whose turn comes first; later ones before earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Looking at something.
    View,
    /// Sending something.
    Change,
    /// Handing in a ballot and what it needs.
    First,
}

impl Turn {
    const FROM_FIRST: [Turn; 3] = [Turn::First, Turn::Change, Turn::View];

    fn index(self) -> usize {
        match self {
            Turn::View => 0,
            Turn::Change => 1,
            Turn::First => 2,
        }
    }
}

/// How much is done at once, and how long one waits for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// At most so many requests are at work; 0 for no limit.
    pub at_once: usize,
    /// So long somebody who looks at something waits for a place; twice as long who sends something, and four times as long
    /// who hands in a ballot.
    pub wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { at_once: 256, wait: Duration::from_secs(2) }
    }
}

impl Limits {
    /// Places for this turn and those behind it: half of them for looking, three quarters when sending is added.
    fn places(&self, turn: Turn) -> usize {
        match turn {
            Turn::View => self.at_once.div_ceil(2),
            Turn::Change => (self.at_once * 3).div_ceil(4),
            Turn::First => self.at_once,
        }
    }

    fn patience(&self, turn: Turn) -> Duration {
        self.wait * (1 << turn.index())
    }

    /// So many of one kind wait at most; more would only wait in vain.
    fn queue(&self) -> usize {
        self.at_once.saturating_mul(8)
    }
}

/// How often it is told that people were sent away.
const TOLD_EVERY: Duration = Duration::from_secs(10);

/// What lets requests in. Cheap to clone.
#[derive(Clone)]
pub struct Gate(Arc<Inner>);

struct Inner {
    limits: Limits,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    at_work: usize,
    waiting: [VecDeque<oneshot::Sender<Place>>; 3],
    sent_away: u64,
    untold: u64,
    told: Option<Instant>,
}

/// A place at work; free again when dropped.
pub struct Place(Option<Arc<Inner>>);

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(inner) = self.0.take() {
            inner.free();
        }
    }
}

impl Gate {
    /// With these limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Gate(Arc::new(Inner { limits, state: Mutex::default() }))
    }

    /// Waits for a place; none when it takes too long.
    pub async fn enter(&self, turn: Turn) -> Option<Place> {
        if self.0.limits.at_once == 0 {
            return Some(Place(None));
        }
        let waiting = match self.0.take_or_wait(turn) {
            Ok(entered) => return entered,
            Err(waiting) => waiting,
        };
        let place = tokio::time::timeout(self.0.limits.patience(turn), waiting).await;
        let place = place.ok().and_then(Result::ok);
        if place.is_none() {
            self.0.sent_away(&mut self.0.state());
        }
        place
    }

    /// How many were sent away since the start.
    #[must_use]
    pub fn sent_away(&self) -> u64 {
        self.0.state().sent_away
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place (none if too many wait), or what a place comes through.
    fn take_or_wait(self: &Arc<Self>, turn: Turn) -> Result<Option<Place>, oneshot::Receiver<Place>> {
        let mut state = self.state();
        // Who waits for a place of this turn would have been given it.
        if state.at_work < self.limits.places(turn) {
            state.at_work += 1;
            return Ok(Some(Place(Some(Arc::clone(self)))));
        }
        let Some(queue) = state.waiting.get_mut(turn.index()) else { return Ok(None) };
        if queue.len() >= self.limits.queue() {
            queue.retain(|waiting| !waiting.is_closed());
        }
        if queue.len() >= self.limits.queue() {
            self.sent_away(&mut state);
            return Ok(None);
        }
        let (sender, receiver) = oneshot::channel();
        queue.push_back(sender);
        Err(receiver)
    }

    /// One less is at work: the next one's turn.
    fn free(self: &Arc<Self>) {
        let mut state = self.state();
        state.at_work = state.at_work.saturating_sub(1);
        for turn in Turn::FROM_FIRST {
            while state.at_work < self.limits.places(turn) {
                let Some(next) = state.waiting.get_mut(turn.index()).and_then(VecDeque::pop_front) else { break };
                match next.send(Place(Some(Arc::clone(self)))) {
                    Ok(()) => state.at_work += 1,
                    // Nobody waits there any more. The place was never taken.
                    Err(mut place) => place.0 = None,
                }
            }
        }
    }

    fn sent_away(&self, state: &mut State) {
        state.sent_away += 1;
        state.untold += 1;
        if state.told.is_none_or(|told| told.elapsed() > TOLD_EVERY) {
            let (requests, at_work) = (state.untold, state.at_work);
            tracing::warn!(requests, at_work, "too busy: requests were told to come back in a moment");
            (state.untold, state.told) = (0, Some(Instant::now()));
        }
    }
}

/// Whether an address fits a pattern with `{parameters}`, part by part.
#[must_use]
pub fn fits(pattern: &str, path: &str) -> bool {
    let (mut parts, mut asked) = (pattern.split('/'), path.split('/'));
    loop {
        match (parts.next(), asked.next()) {
            (None, None) => return true,
            (Some(part), Some(text)) if part.starts_with('{') && !text.is_empty() || part == text => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn gate(at_once: usize, millis: u64) -> Gate {
        Gate::new(Limits { at_once, wait: Duration::from_millis(millis) })
    }

    #[tokio::test]
    async fn the_last_places_are_for_those_who_hand_in() {
        let gate = gate(4, 1);
        let mut inside = Vec::new();
        for (turn, enough) in [(Turn::View, 2), (Turn::Change, 1), (Turn::First, 1)] {
            for _ in 0..enough {
                inside.push(gate.enter(turn).await.unwrap());
            }
            assert!(gate.enter(turn).await.is_none(), "{turn:?}");
        }
        assert_eq!(gate.sent_away(), 3);
        drop(inside);
        assert_eq!(gate.0.state().at_work, 0);
        assert!(gate.enter(Turn::View).await.is_some());
    }

    #[tokio::test]
    async fn whoever_hands_in_goes_before_those_who_came_earlier() {
        let gate = gate(1, 2_000);
        let held = gate.enter(Turn::View).await.unwrap();
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for turn in [Turn::View, Turn::Change, Turn::First] {
            let (gate, order) = (gate.clone(), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                let place = gate.enter(turn).await;
                order.lock().unwrap().push(turn);
                drop(place);
            }));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        drop(held);
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), Turn::FROM_FIRST);
    }

    #[tokio::test]
    async fn places_are_not_lost_with_those_who_give_up() {
        let gate = gate(2, 3);
        for _ in 0..50 {
            let held = [gate.enter(Turn::First).await.unwrap(), gate.enter(Turn::First).await.unwrap()];
            let waiting: Vec<_> = (0..40)
                .map(|_| {
                    let gate = gate.clone();
                    tokio::spawn(async move { drop(gate.enter(Turn::View).await) })
                })
                .collect();
            tokio::time::sleep(Duration::from_millis(2)).await;
            drop(held);
            for task in waiting {
                task.await.unwrap();
            }
            assert_eq!(gate.0.state().at_work, 0);
        }
    }

    #[tokio::test]
    async fn a_queue_has_an_end_and_no_limit_has_no_queue() {
        let gate = gate(1, 10_000);
        let _held = gate.enter(Turn::First).await.unwrap();
        let waiting: Vec<_> = (0..8)
            .map(|_| {
                let gate = gate.clone();
                tokio::spawn(async move { gate.enter(Turn::View).await.is_some() })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(50)).await;
        let began = Instant::now();
        assert!(gate.enter(Turn::View).await.is_none(), "the ninth is told at once");
        assert!(began.elapsed() < Duration::from_secs(1));
        drop(waiting);
        let free = super::Gate::new(Limits { at_once: 0, ..Limits::default() });
        let all: Vec<_> = futures_util::future::join_all((0..1000).map(|_| free.enter(Turn::View))).await;
        assert!(all.iter().all(Option::is_some));
    }

    #[test]
    fn patterns_fit_part_by_part() {
        let pattern = "/api/v1/rounds/{round}/ballot";
        assert!(fits(pattern, "/api/v1/rounds/x/ballot"));
        for other in
            ["/api/v1/rounds//ballot", "/api/v1/rounds/x", "/api/v1/rounds/x/ballot/", "/x/api/v1/rounds/x/ballot"]
        {
            assert!(!fits(pattern, other), "{other}");
        }
    }
}
