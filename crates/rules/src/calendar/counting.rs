//! From an event and a period to a date (domstolloven §§ 148 and 149).

use super::period::{Period, Unit};
use super::public_holiday;
use crate::Law;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

/// How a rule set counts: the section `[counting]`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountingLaw {
    /// Whether a deadline counted forward that ends on a Saturday, Sunday or public
    /// holiday moves to the next working day (domstolloven § 149).
    pub forward_ends_move: Law<bool>,
    /// Whether a deadline counted back from an exam moves likewise.
    pub backward_ends_move: Law<bool>,
    /// Whether a fixed calendar date moves likewise.
    pub fixed_dates_move: Law<bool>,
    /// Whether Saturday counts as a working day.
    pub saturday_is_working_day: Law<bool>,
}

/// A date that was counted out, and where it stood before it moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub end: Date,
    /// The day the count itself ended on, where the end moved from it.
    pub moved_from: Option<Date>,
}

impl CountingLaw {
    /// Whether offices are open: a weekday that is no public holiday.
    pub fn is_working_day(&self, day: Date) -> bool {
        let open = match day.weekday() {
            Weekday::Sunday => false,
            Weekday::Saturday => self.saturday_is_working_day.value,
            _ => true,
        };
        open && public_holiday(day).is_none()
    }

    /// Counts forward from an event; its own day does not count. Several periods are
    /// counted one after the other, and only the last end moves.
    pub fn forward(&self, event: Date, periods: &[Period]) -> Counted {
        let end = periods.iter().fold(event, |from, period| self.step(from, *period, 1));
        self.moved(end, self.forward_ends_move.value)
    }

    /// Counts back from an event; its own day does not count.
    pub fn backward(&self, event: Date, period: Period) -> Counted {
        self.moved(self.step(event, period, -1), self.backward_ends_move.value)
    }

    /// A date that a regulation names.
    pub fn fixed(&self, date: Date) -> Counted {
        self.moved(date, self.fixed_dates_move.value)
    }

    fn moved(&self, end: Date, moves: bool) -> Counted {
        // domstolloven § 149 moves for Saturdays even where they count as working days.
        let rests = |day: Date| day.weekday() == Weekday::Saturday || !self.is_working_day(day);
        if !moves || !rests(end) {
            return Counted { end, moved_from: None };
        }
        let mut day = end;
        while rests(day) {
            day = day.saturating_add(1.day());
        }
        Counted { end: day, moved_from: Some(end) }
    }

    fn step(&self, from: Date, period: Period, direction: i64) -> Date {
        let n = i64::from(period.value) * direction;
        match period.unit {
            Unit::Days => from.saturating_add(n.days()),
            Unit::Weeks => from.saturating_add(n.weeks()),
            Unit::Years => from.saturating_add(n.years()),
            Unit::WorkingDays => self.working_days(from, period.value, direction),
        }
    }

    fn working_days(&self, from: Date, count: u16, direction: i64) -> Date {
        let mut day = from;
        for _ in 0..count {
            day = day.saturating_add(direction.days());
            while !self.is_working_day(day) {
                day = day.saturating_add(direction.days());
            }
        }
        day
    }
}

#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
