//! How often somebody may try.
//!
//! Keys are keyed hashes of network addresses or e-mail addresses, never the addresses themselves. Limits live in the
//! memory of one node; what must hold everywhere is a rule of the database.

use crate::error::{Common, Refusal};
use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::time::Duration;

/// A limit: `burst` at once, and one more each `every`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Its name.
    pub name: &'static str,
    /// How many at once.
    pub burst: u32,
    /// After this time one more.
    pub every: Duration,
}

/// All limits of the program, in one table.
pub mod policies {
    use super::{Duration, Policy};

    /// Sign-in codes asked for, per address in the network.
    pub const CODE_MAILS: Policy = Policy { name: "code-mails", burst: 20, every: Duration::from_secs(30) };
    /// Sign-in codes asked for, per e-mail address.
    pub const CODE_MAILS_TO_ONE: Policy =
        Policy { name: "code-mails-to-one", burst: 5, every: Duration::from_secs(180) };
    /// Wrong sign-in codes and second factors, per person.
    pub const WRONG_SIGN_IN: Policy = Policy { name: "wrong-sign-in", burst: 10, every: Duration::from_secs(60) };
    /// Wrong voting codes, per address in the network: a class or a library behind one address makes mistakes too,
    /// right codes count nothing, and of the codes with right check characters one in 10^9 exists.
    pub const WRONG_VOTING_CODES: Policy =
        Policy { name: "wrong-voting-codes", burst: 60, every: Duration::from_secs(10) };
    /// Drafts begun without a code, per address in the network.
    pub const DRAFTS: Policy = Policy { name: "drafts", burst: 2000, every: Duration::from_millis(50) };
    /// Searches and other reads that cost much, per address in the network.
    pub const SEARCHES: Policy = Policy { name: "searches", burst: 2000, every: Duration::from_millis(5) };

    /// Pictures that residents send, per address in the network: each takes some seconds of a core.
    pub const UPLOADS: Policy = Policy { name: "uploads", burst: 60, every: Duration::from_secs(10) };

    /// Codes of receipts looked up, per address in the network.
    pub const RECEIPTS: Policy = Policy { name: "receipts", burst: 300, every: Duration::from_millis(200) };

    /// Each of them.
    pub const ALL: [Policy; 8] =
        [CODE_MAILS, CODE_MAILS_TO_ONE, WRONG_SIGN_IN, WRONG_VOTING_CODES, DRAFTS, SEARCHES, UPLOADS, RECEIPTS];
}

type Keyed = RateLimiter<[u8; 16], DashMapStateStore<[u8; 16]>, DefaultClock>;

struct Limiter {
    policy: Policy,
    counts: Keyed,
    /// For limits on failures: until when a key has to wait.
    blocked: std::sync::Mutex<HashMap<[u8; 16], std::time::Instant>>,
}

/// The limits of this node.
pub struct Limits(HashMap<&'static str, Limiter>);

impl Default for Limits {
    fn default() -> Self {
        let limiters = policies::ALL.into_iter().filter_map(|policy| {
            let quota = Quota::with_period(policy.every)?.allow_burst(NonZeroU32::new(policy.burst)?);
            let counts = RateLimiter::dashmap(quota);
            Some((policy.name, Limiter { policy, counts, blocked: std::sync::Mutex::default() }))
        });
        Limits(limiters.collect())
    }
}

impl Limits {
    /// Counts one, and refuses when there were too many.
    ///
    /// # Errors
    /// [`Common::TooMany`].
    pub fn check(&self, policy: Policy, key: [u8; 16]) -> Result<(), Refusal> {
        match self.0.get(policy.name) {
            Some(limiter) if limiter.counts.check_key(&key).is_err() => Err(Common::TooMany.into()),
            _ => Ok(()),
        }
    }

    /// Refuses when there were too many failures; counts nothing.
    ///
    /// # Errors
    /// [`Common::TooMany`].
    pub fn allowed(&self, policy: Policy, key: [u8; 16]) -> Result<(), Refusal> {
        let Some(limiter) = self.0.get(policy.name) else { return Ok(()) };
        let mut blocked = limiter.blocked.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match blocked.get(&key) {
            Some(until) if *until > std::time::Instant::now() => Err(Common::TooMany.into()),
            Some(_) => {
                blocked.remove(&key);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Counts a failure.
    pub fn failed(&self, policy: Policy, key: [u8; 16]) {
        let Some(limiter) = self.0.get(policy.name) else { return };
        if let Err(until) = limiter.counts.check_key(&key) {
            let wait = until.wait_time_from(DefaultClock::default().now()).max(limiter.policy.every);
            let mut blocked = limiter.blocked.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            blocked.insert(key, std::time::Instant::now() + wait);
        }
    }

    /// Forgets keys that have been quiet; called now and then.
    pub fn prune(&self) {
        let now = std::time::Instant::now();
        for limiter in self.0.values() {
            limiter.counts.retain_recent();
            limiter.blocked.lock().unwrap_or_else(std::sync::PoisonError::into_inner).retain(|_, until| *until > now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_failures_count_where_only_failures_are_counted() {
        let limits = Limits::default();
        let policy = policies::WRONG_VOTING_CODES;
        for _ in 0..1000 {
            assert!(limits.allowed(policy, [1; 16]).is_ok());
        }
        for _ in 0..=policy.burst {
            limits.failed(policy, [1; 16]);
        }
        assert!(limits.allowed(policy, [1; 16]).is_err());
        assert!(limits.allowed(policy, [2; 16]).is_ok(), "another address is not concerned");
    }

    #[test]
    fn a_burst_is_all_there_is() {
        let limits = Limits::default();
        let policy = policies::CODE_MAILS_TO_ONE;
        let passed = (0..100).filter(|_| limits.check(policy, [3; 16]).is_ok()).count();
        assert_eq!(passed, policy.burst as usize);
    }
}
