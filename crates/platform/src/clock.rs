//! What time it is.
//!
//! Everything that needs the time is handed a [`Clock`], so that a test can close a vote without waiting for it.
//! The database keeps moments as microseconds since 1970 in UTC; pages show them in Europe/Amsterdam.
//!
//! A vote may not close, or open again, because somebody sets the clock of the machine. So a jump of that clock is not
//! believed at once: time goes on as the machine's uptime does, until the clock has stayed where it jumped to for a quarter of
//! an hour. Small steps, as time servers make them, are followed.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A source of the present moment; cloning is cheap, and clones share a fixed time and a correction.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    fixed: Option<Arc<AtomicI64>>,
    /// Added to what the machine says, in microseconds: nodes of one database go by its clock ([`crate::db::Db::correct`]).
    correction: Arc<AtomicI64>,
    /// Whether a database says what time it is, and the machine only how it goes on.
    led: Arc<AtomicBool>,
    steady: Arc<Mutex<Option<Steady>>>,
}

/// A greater step of the machine's clock is a jump, in microseconds.
const JUMP: i64 = 2_000_000;
/// A jump that has lasted this long is believed, in microseconds.
const BELIEVED_AFTER: i64 = 15 * 60 * 1_000_000;

/// The machine's clock beside its uptime, both in microseconds, when they last agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Steady {
    clock: i64,
    uptime: i64,
    /// Since when, by the uptime, they do not.
    jumped: Option<i64>,
}

/// What [`Steady::read`] finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Clock and uptime agree.
    Same(i64),
    /// They do not, from now on.
    Jumped(i64),
    /// They still do not.
    Apart(i64),
    /// They have not for so long that the clock is believed again; it was this much off.
    Believed(i64, i64),
}

impl Steady {
    fn new(clock: i64, uptime: i64) -> Self {
        Steady { clock, uptime, jumped: None }
    }

    /// The time, by what the machine's clock and its uptime say now.
    fn read(&mut self, clock: i64, uptime: i64) -> Reading {
        let expected = self.clock.saturating_add(uptime - self.uptime);
        let off = clock.saturating_sub(expected);
        if off.saturating_abs() <= JUMP {
            *self = Steady::new(clock, uptime);
            return Reading::Same(clock);
        }
        match self.jumped {
            None => {
                self.jumped = Some(uptime);
                Reading::Jumped(expected)
            }
            Some(since) if uptime - since < BELIEVED_AFTER => Reading::Apart(expected),
            Some(_) => {
                *self = Steady::new(clock, uptime);
                Reading::Believed(clock, off)
            }
        }
    }
}

/// How long the machine has been up, asleep or not, in microseconds.
fn uptime_micros() -> i64 {
    use rustix::time::{ClockId, clock_gettime};
    #[cfg(target_os = "linux")]
    let which = ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    let which = ClockId::Monotonic;
    let up = clock_gettime(which);
    up.tv_sec.saturating_mul(1_000_000).saturating_add(up.tv_nsec / 1_000)
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Clock::default()
    }

    /// A clock that stands still until it is told otherwise; for tests and for repeatable demonstrations.
    pub fn fixed(at: Timestamp) -> Self {
        Clock { fixed: Some(Arc::new(AtomicI64::new(to_micros(at)))), ..Clock::default() }
    }

    /// The present moment, cut off at the microsecond (what the database can hold), so that a value read back is equal.
    pub fn now(&self) -> Timestamp {
        from_micros(self.now_micros())
    }

    /// The present moment in microseconds since 1970.
    pub fn now_micros(&self) -> i64 {
        // First the machine's: it may change the correction.
        let machine = self.machine_micros();
        machine.saturating_add(self.correction_micros())
    }

    /// What the machine's own clock says, without correction, in microseconds since 1970. A jump of it is not believed at
    /// once.
    pub fn machine_micros(&self) -> i64 {
        match &self.fixed {
            Some(fixed) => fixed.load(Ordering::SeqCst),
            None => {
                #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
                let now = Timestamp::now();
                self.without_jumps(to_micros(now), uptime_micros())
            }
        }
    }

    fn without_jumps(&self, clock: i64, uptime: i64) -> i64 {
        let mut steady = self.steady.lock().unwrap_or_else(PoisonError::into_inner);
        match steady.get_or_insert(Steady::new(clock, uptime)).read(clock, uptime) {
            Reading::Same(now) | Reading::Apart(now) => now,
            Reading::Jumped(now) => {
                let seconds = (clock - now) / 1_000_000;
                tracing::error!(seconds, "the clock of this machine jumped; going on without believing it");
                now
            }
            Reading::Believed(now, off) => {
                tracing::error!(
                    seconds = off / 1_000_000,
                    "the clock of this machine has not jumped back; believing it"
                );
                if self.led.load(Ordering::SeqCst) {
                    // The database says what time it is, and it has not jumped.
                    self.correction.fetch_sub(off, Ordering::SeqCst);
                }
                now
            }
        }
    }

    /// What is added to the machine's clock, in microseconds.
    pub fn correction_micros(&self) -> i64 {
        self.correction.load(Ordering::SeqCst)
    }

    /// From now on this is added to the machine's clock, in microseconds: so much it is behind the database's.
    pub fn correct(&self, micros: i64) {
        self.led.store(true, Ordering::SeqCst);
        self.correction.store(micros, Ordering::SeqCst);
    }

    /// Puts a fixed clock at a moment; the machine's clock is left alone.
    pub fn set(&self, at: Timestamp) {
        if let Some(fixed) = &self.fixed {
            fixed.store(to_micros(at), Ordering::SeqCst);
        }
    }

    /// Moves a fixed clock; the machine's clock is left alone.
    pub fn advance(&self, by: SignedDuration) {
        if let Some(fixed) = &self.fixed {
            let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
            fixed.fetch_add(micros, Ordering::SeqCst);
        }
    }
}

/// A moment as the database keeps it: microseconds since 1970, UTC.
pub fn to_micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// A moment from the database; what lies outside the years −9999 … 9999 becomes the nearest moment inside.
pub fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

static AMSTERDAM: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC));

/// The time zone of every page (the zone's table is inside the program).
pub fn amsterdam() -> &'static TimeZone {
    &AMSTERDAM
}

/// The wall clock in Amsterdam at a moment.
pub fn local(at: Timestamp) -> DateTime {
    AMSTERDAM.to_datetime(at)
}

/// The moment of a wall-clock time in Amsterdam. In the hour that is skipped in March the later reading holds, in
/// the hour that comes twice in October the first.
pub fn from_local(at: DateTime) -> Option<Timestamp> {
    AMSTERDAM.to_ambiguous_zoned(at).compatible().ok().map(|zoned| zoned.timestamp())
}

/// Midnight in Amsterdam at which a date begins.
pub fn start_of_day(date: Date) -> Option<Timestamp> {
    from_local(date.at(0, 0, 0, 0))
}

/// Reads what a `datetime-local` or `date` field of a form sends (`2027-03-03T12:00`, `2027-03-03`), as Amsterdam time.
pub fn parse_local(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > 30 {
        return None;
    }
    if let Ok(at) = text.parse::<DateTime>() {
        return from_local(at);
    }
    start_of_day(text.parse::<Date>().ok()?)
}

/// The value for a `datetime-local` field, in Amsterdam time, to the minute.
pub fn local_input(at: Timestamp) -> String {
    local(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_fixed_clock_is_shared_and_moves() {
        let clock = Clock::fixed("2027-03-03T11:00:00Z".parse().unwrap());
        let other = clock.clone();
        clock.advance(SignedDuration::from_hours(2));
        assert_eq!(other.now(), "2027-03-03T13:00:00Z".parse().unwrap());
        other.set("2030-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(clock.now_micros(), 1_893_456_000_000_000);
    }

    #[test]
    fn the_machines_clock_runs_and_cannot_be_set() {
        let clock = Clock::system();
        clock.set(Timestamp::UNIX_EPOCH);
        assert!(clock.now() > "2024-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(from_micros(to_micros(clock.now())).subsec_nanosecond() % 1000, 0);
    }

    #[test]
    fn a_jump_of_the_machines_clock_is_not_believed_at_once() {
        const HOUR: i64 = 3_600_000_000;
        let second = |number: i64| number * 1_000_000;
        for jump in [HOUR, -HOUR] {
            let mut steady = Steady::new(5 * HOUR, second(100));
            assert_eq!(steady.read(5 * HOUR + second(1), second(101)), Reading::Same(5 * HOUR + second(1)));
            assert_eq!(steady.read(5 * HOUR + second(2) + jump, second(102)), Reading::Jumped(5 * HOUR + second(2)));
            assert_eq!(steady.read(5 * HOUR + second(300) + jump, second(400)), Reading::Apart(5 * HOUR + second(300)));
            // Back again, and nothing has happened; a second jump is waited for as long as the first.
            assert_eq!(steady.read(5 * HOUR + second(301), second(401)), Reading::Same(5 * HOUR + second(301)));
            assert!(matches!(steady.read(5 * HOUR + second(302) + jump, second(402)), Reading::Jumped(_)));
            let late = second(402 + 15 * 60);
            assert!(matches!(steady.read(5 * HOUR + jump + late - second(101), late - second(1)), Reading::Apart(_)));
            let now = 5 * HOUR + jump + late - second(100);
            assert_eq!(steady.read(now, late), Reading::Believed(now, jump));
            assert_eq!(steady.read(now + second(1), late + second(1)), Reading::Same(now + second(1)));
        }
        // A time server's small steps are followed.
        let mut steady = Steady::new(0, 0);
        for step in 1..100 {
            assert_eq!(steady.read(step * 1_500_000, second(step) / 2), Reading::Same(step * 1_500_000));
        }
    }

    #[test]
    fn where_a_database_says_the_time_a_believed_jump_changes_nothing() {
        const HOUR: i64 = 3_600_000_000;
        for led in [false, true] {
            let clock = Clock::system();
            if led {
                clock.correct(7_000_000);
            }
            let now = |machine: i64, uptime: i64| clock.without_jumps(machine, uptime) + clock.correction_micros();
            let (first, ahead) = (now(0, 0), if led { 7_000_000 } else { 0 });
            assert_eq!(first, ahead);
            assert_eq!(now(HOUR, 0), first, "not believed");
            let later = BELIEVED_AFTER;
            // The correction may be read before or after it is changed; from the next moment on it is right.
            now(HOUR + later, later);
            let jump = if led { 0 } else { HOUR };
            assert_eq!(now(HOUR + later + 1, later + 1), ahead + jump + later + 1);
        }
    }

    #[test]
    fn a_correction_holds_for_every_clone() {
        let clock = Clock::fixed("2027-03-03T11:00:00Z".parse().unwrap());
        let other = clock.clone();
        clock.correct(-5_000_000);
        assert_eq!(other.now(), "2027-03-03T10:59:55Z".parse().unwrap());
        assert_eq!(other.machine_micros() - other.now_micros(), 5_000_000);
        assert_eq!(Clock::fixed(Timestamp::MAX).now(), Timestamp::MAX);
    }

    #[test]
    fn impossible_micros_do_not_panic() {
        assert_eq!(from_micros(i64::MAX), Timestamp::MAX);
        assert_eq!(from_micros(i64::MIN), Timestamp::MIN);
    }

    #[test]
    fn forms_speak_amsterdam_time_through_summer_and_winter() {
        let winter = parse_local("2027-03-03T12:00").unwrap();
        assert_eq!(winter, "2027-03-03T11:00:00Z".parse().unwrap());
        assert_eq!(local_input(winter), "2027-03-03T12:00");
        assert_eq!(parse_local("2027-07-01"), Some("2027-06-30T22:00:00Z".parse().unwrap()));
        // 28 March 2027, 02:30 does not exist; 31 October 2027, 02:30 comes twice.
        assert_eq!(parse_local("2027-03-28T02:30"), Some("2027-03-28T01:30:00Z".parse().unwrap()));
        assert_eq!(parse_local("2027-10-31T02:30"), Some("2027-10-31T00:30:00Z".parse().unwrap()));
        for bad in ["", "gisteren", "2027-02-30", "2027-13-01T00:00", "99999999999999999999999999999999999999"] {
            assert_eq!(parse_local(bad), None, "{bad}");
        }
    }
}
