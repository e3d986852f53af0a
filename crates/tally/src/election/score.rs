//! What ballots give to candidates: votes, points, places.

use crate::table::Raise;
use crate::{Amount, Election, Form, VoteType};

/// What a candidate gets from a ballot that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Support {
    /// 1, whatever the form of the ballot.
    Named,
    /// Its points, in the common unit; nothing if they are not above zero.
    Points,
    /// The number of candidates that the same ballot places behind it.
    Borda,
}

/// Points of all ballots in one unit: so many of it make a point.
pub(crate) struct PointUnit(u64);

/// Above this, a sum over all ballots could lose exactness somewhere.
const MOST_UNITS: u64 = 1 << 52;

impl PointUnit {
    /// The common unit of all points of an election; `None` if some number of points is too large or too fine for it.
    pub(crate) fn of(election: &Election) -> Option<Self> {
        let mut unit = 1_u64;
        let default = election.meta().default_score();
        let given = election.ballots().iter().flat_map(|ballot| match &ballot.form {
            Form::Points { points, .. } => points.as_slice(),
            Form::Approval(_) | Form::Ordinal(_) => &[],
        });
        for points in given.chain([&default]) {
            let denominator = u64::try_from(points.as_ratio().denom()).ok()?;
            if !unit.is_multiple_of(denominator) {
                unit = num_integer_lcm(unit, denominator).filter(|unit| *unit < MOST_UNITS)?;
            }
        }
        Some(Self(unit))
    }

    /// A number of points in this unit; `None` if it is too large.
    pub(crate) fn units(&self, points: &Amount) -> Option<i64> {
        let ratio = points.as_ratio();
        let numerator = i64::try_from(ratio.numer()).ok()?;
        let denominator = i64::try_from(ratio.denom()).ok()?;
        let scaled = numerator.checked_mul(i64::try_from(self.0).ok()? / denominator)?;
        (scaled.unsigned_abs() < MOST_UNITS).then_some(scaled)
    }

    /// A sum of units as points.
    pub(crate) fn points(&self, units: i128) -> Amount {
        Amount::fraction(units.into(), self.0.into())
    }
}

fn num_integer_lcm(one: u64, other: u64) -> Option<u64> {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (one / a.max(1)).checked_mul(other)
}

impl Election {
    /// The score of each candidate, parallel to [`Election::candidates`]: the sum of its points; in a ranking
    /// `max_length` (or the length of the longest ballot, if there is no limit) for the first place, one less for each
    /// next. `None` where ballots have neither points nor an order, or if points are too large to be added exactly.
    #[must_use]
    pub fn scores(&self) -> Option<Vec<Amount>> {
        match self.meta().vote_type() {
            VoteType::Approval | VoteType::ChooseOne => None,
            VoteType::Ordinal => Some(self.positional_scores()),
            VoteType::Cumulative | VoteType::Scoring => self.point_scores(),
        }
    }

    /// The points of a first place.
    fn longest(&self) -> u64 {
        let lengths = || self.ballots().iter().map(|ballot| ballot.form.choices().len());
        let longest = || lengths().max().and_then(|longest| u64::try_from(longest).ok());
        self.meta().limits().max_length.or_else(longest).unwrap_or_default()
    }

    fn positional_scores(&self) -> Vec<Amount> {
        let longest = self.longest();
        let mut scores = vec![0_u64; self.candidates().len()];
        for ballot in self.ballots() {
            for (choice, points) in ballot.form.choices().iter().zip((1..=longest).rev()) {
                scores.raise(*choice, points);
            }
        }
        scores.into_iter().map(Amount::from).collect()
    }

    fn point_scores(&self) -> Option<Vec<Amount>> {
        let unit = PointUnit::of(self)?;
        let default = i128::from(unit.units(&self.meta().default_score())?);
        let mut sums = vec![default * i128::try_from(self.ballots().len()).ok()?; self.candidates().len()];
        for ballot in self.ballots() {
            let Form::Points { choices, points } = &ballot.form else {
                continue;
            };
            for (choice, points) in choices.iter().zip(points) {
                sums.raise(*choice, i128::from(unit.units(points)?) - default);
            }
        }
        Some(sums.into_iter().map(|sum| unit.points(sum)).collect())
    }
}
