//! How often the list is announced: each time, everybody fetches it and asks again. A new row is told at
//! once, and so are a few more; whoever goes on registering lets everybody ask once a minute.

use jiff::{SignedDuration, Timestamp};

/// What an announcement costs, in wall time.
const COSTS: SignedDuration = SignedDuration::from_secs(60);
/// As many may follow each other at once.
pub const AT_ONCE: i32 = 5;

/// Whether the list may be announced now; then, until when the announcements made are paid for.
pub(super) fn announce(paid_until: Option<Timestamp>, wall: Timestamp) -> Option<Timestamp> {
    let most = COSTS * AT_ONCE;
    // A clock that was set back holds nothing up.
    let owed = paid_until.map_or(SignedDuration::ZERO, |until| until.duration_since(wall));
    let owed = if owed > most { SignedDuration::ZERO } else { owed.max(SignedDuration::ZERO) };
    (owed + COSTS <= most).then(|| wall + owed + COSTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    /// When announcements go out that are asked for every second of these.
    fn announced(seconds: impl Iterator<Item = i64>) -> Vec<i64> {
        let mut paid_until = None;
        let mut goes = |second: &i64| match announce(paid_until, at(*second)) {
            None => false,
            until => {
                paid_until = until;
                true
            }
        };
        seconds.filter(|second| goes(second)).collect()
    }

    #[test]
    fn the_first_ones_go_at_once_and_then_one_a_minute() {
        assert_eq!(announced(0..200), [0, 1, 2, 3, 4, 60, 120, 180]);
    }

    #[test]
    fn after_five_quiet_minutes_as_many_go_at_once_again() {
        let quiet = announced((0..5).chain([299, 300, 301, 302, 303, 304, 305]));
        assert_eq!(quiet, [0, 1, 2, 3, 4, 299, 300, 301, 302, 303]);
    }

    #[test]
    fn a_clock_that_was_set_back_holds_nothing_up() {
        let ahead = announce(None, at(100_000));
        assert!(announce(ahead, at(0)).is_some());
    }
}
