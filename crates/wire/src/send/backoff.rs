//! When it is tried again.

use jiff::SignedDuration;

use crate::port::Chance;

/// The most that is waited after the first attempt: 5 seconds. It doubles with every further one.
pub const BACKOFF_BASE: SignedDuration = SignedDuration::from_secs(5);
/// The most that is ever waited by ourselves: an hour.
pub const BACKOFF_MAX: SignedDuration = SignedDuration::from_hours(1);
/// The most that `Retry-After` can make us wait: an hour.
pub const RETRY_AFTER_MAX: SignedDuration = SignedDuration::from_hours(1);

/// No wait and no lease is longer. A mailbox takes whatever seems to wait longer as due: the clock
/// that set it was wrong, and has been put right since.
pub const WAIT_MAX: SignedDuration = SignedDuration::from_hours(2);

/// How long to wait after this attempt, which counts from 1: anything from nothing to the most
/// ("full jitter"), and never less than the receiver asked for, within its cap.
pub(crate) fn wait(
    attempt: u32,
    asked: Option<SignedDuration>,
    chance: &impl Chance,
) -> SignedDuration {
    let doubled = 2i32.checked_pow(attempt.saturating_sub(1));
    let most = doubled.and_then(|times| BACKOFF_BASE.checked_mul(times)).unwrap_or(BACKOFF_MAX);
    let drawn = chance.up_to(most.min(BACKOFF_MAX));
    asked.map_or(drawn, |asked| asked.min(RETRY_AFTER_MAX).max(drawn))
}

/// The seconds of a `Retry-After` field. A date is passed over: it would be the other's clock.
pub(super) fn asked(headers: &http::HeaderMap) -> Option<SignedDuration> {
    let text = headers.get(http::header::RETRY_AFTER)?.to_str().ok()?;
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().map(SignedDuration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most, and the least, that chance can draw.
    struct Most;
    struct Least;

    impl Chance for Most {
        fn up_to(&self, most: SignedDuration) -> SignedDuration {
            most
        }
    }

    impl Chance for Least {
        fn up_to(&self, _: SignedDuration) -> SignedDuration {
            SignedDuration::ZERO
        }
    }

    #[test]
    fn the_wait_doubles_up_to_an_hour_and_chance_may_draw_nothing() {
        let most = |attempt| wait(attempt, None, &Most).as_secs();
        assert_eq!([1, 2, 3, 10, 11, 40, u32::MAX].map(most), [5, 10, 20, 2560, 3600, 3600, 3600]);
        assert_eq!(wait(40, None, &Least), SignedDuration::ZERO);
    }

    #[test]
    fn what_the_receiver_asks_for_is_waited_up_to_its_cap() {
        let asked = |seconds| wait(1, Some(SignedDuration::from_secs(seconds)), &Most).as_secs();
        assert_eq!([0, 4, 5, 6, 3600, 3601, 999_999].map(asked), [5, 5, 5, 6, 3600, 3600, 3600]);
    }

    #[test]
    fn retry_after_is_read_in_seconds_alone() {
        let read = |text: &str| {
            let fields = [(http::header::RETRY_AFTER, text.parse().unwrap())];
            asked(&fields.into_iter().collect()).map(|wait| wait.as_secs())
        };
        assert_eq!(read("120"), Some(120));
        for none in ["", "-1", "1.5", "1234567890", "Wed, 21 Oct 2026 07:28:00 GMT"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
