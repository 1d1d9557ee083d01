//! Candidate numbers drawn at random.

use rand::Rng;
use std::collections::HashSet;

/// The ranges numbers are drawn from, the first that is at least four times as wide as
/// what is needed: so wide that a mistyped number is most likely nobody's.
const RANGES: [(i32, i32); 3] = [(1_001, 9_999), (10_001, 99_999), (100_001, 999_999)];
/// How many times wider than the need a range must be.
const ROOM_FACTOR: usize = 4;

/// Draws `wanted` different numbers, none of them `taken`.
pub fn draw(rng: &mut impl Rng, wanted: usize, taken: &[i32]) -> Vec<i32> {
    let mut used: HashSet<i32> = taken.iter().copied().collect();
    let need = wanted + used.len();
    let wide = |(low, high): &(i32, i32)| {
        usize::try_from(high - low).unwrap_or(0) >= need.saturating_mul(ROOM_FACTOR)
    };
    let (low, high) = RANGES.into_iter().find(wide).unwrap_or(RANGES[RANGES.len() - 1]);
    let mut drawn = Vec::with_capacity(wanted);
    while drawn.len() < wanted {
        let number = low
            + i32::try_from(rng.next_u32() % u32::try_from(high - low + 1).unwrap_or(1))
                .unwrap_or(0);
        if used.insert(number) {
            drawn.push(number);
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requirements: J-01
    #[test]
    fn numbers_are_different_and_none_is_given_twice() {
        let first = draw(&mut rand::rng(), 600, &[]);
        let late = draw(&mut rand::rng(), 40, &first);
        let all: HashSet<_> = first.iter().chain(&late).collect();
        assert_eq!(all.len(), 640);
        assert!(all.iter().all(|number| (1_001..=9_999).contains(*number)), "late ones look alike");
    }

    #[test]
    fn numbers_do_not_follow_the_order_of_the_candidates() {
        let drawn = draw(&mut rand::rng(), 100, &[]);
        assert!(!drawn.is_sorted(), "a hundred random numbers in order would be a wonder");
    }

    #[test]
    fn a_large_exam_gets_longer_numbers() {
        assert!(draw(&mut rand::rng(), 3_000, &[]).iter().all(|number| *number > 9_999));
    }
}
