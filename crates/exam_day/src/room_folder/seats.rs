//! Who sits beside whom: candidates of one exam are kept apart as far as the room allows.

/// The desks of a room, in rows; counted from 0 row by row from the front.
#[derive(Clone, Copy, Debug)]
pub struct Desks {
    /// How many there are.
    pub seats: usize,
    /// How many stand in a row, 1 or more; the last row may have fewer.
    pub per_row: usize,
}

impl Desks {
    /// The seats side by side with one: left and right of it in its row.
    fn beside(self, seat: usize) -> impl Iterator<Item = usize> {
        let at = seat % self.per_row.max(1);
        let left = (at > 0).then(|| seat - 1);
        let right = (at + 1 < self.per_row && seat + 1 < self.seats).then_some(seat + 1);
        left.into_iter().chain(right)
    }

    /// All seats, each row in the other direction than the one before it.
    fn winding(self) -> Vec<usize> {
        let all: Vec<usize> = (0..self.seats).collect();
        let rows = all.chunks(self.per_row.max(1)).enumerate();
        rows.flat_map(|(at, row)| {
            let mut row = row.to_vec();
            if at % 2 == 1 {
                row.reverse();
            }
            row
        })
        .collect()
    }

    /// Every other seat of each row, from its first one; the rest after them.
    fn every_other(self) -> Vec<usize> {
        let is_first = |seat: &usize| (seat % self.per_row.max(1)).is_multiple_of(2);
        let (mut first, rest): (Vec<_>, Vec<_>) = (0..self.seats).partition(is_first);
        first.extend(rest);
        first
    }
}

/// How many pairs of the same exam sit side by side.
pub fn side_by_side(seats: &[Option<usize>], desks: Desks) -> usize {
    let same = |seat: &usize| {
        let right = desks.beside(*seat).find(|other| other > seat);
        right.is_some_and(|right| seats[*seat].is_some() && seats[*seat] == seats[right])
    };
    (0..desks.seats).filter(same).count()
}

/// Which exam has which seat, where each exam has so many candidates; nothing where there are more of
/// them than seats.
///
/// No two of one exam sit side by side where none has more than half of the seats: every other seat is
/// filled first, the largest exam before all others, so that an exam that goes on with the seats between
/// never reaches its own. Where one has more, every other seat of each row is its own, and what is left
/// is mended by exchanging seats as long as that helps.
pub fn mix(sizes: &[usize], desks: Desks) -> Option<Vec<Option<usize>>> {
    if sizes.iter().sum::<usize>() > desks.seats {
        return None;
    }
    let mut exams: Vec<usize> = (0..sizes.len()).collect();
    exams.sort_by_key(|exam| std::cmp::Reverse(sizes[*exam]));
    let most = exams.first().map_or(0, |exam| sizes[*exam]);
    let order = if most <= desks.seats.div_ceil(2) {
        let winding = desks.winding();
        let each = |from| winding.iter().skip(from).step_by(2).copied();
        each(0).chain(each(1)).collect()
    } else {
        desks.every_other()
    };
    let mut seats = vec![None; desks.seats];
    let each = exams.iter().flat_map(|exam| std::iter::repeat_n(*exam, sizes[*exam]));
    for (seat, exam) in order.into_iter().zip(each) {
        seats[seat] = Some(exam);
    }
    mend(&mut seats, desks);
    Some(seats)
}

/// How many beside this seat are of its own exam.
fn own_beside(seats: &[Option<usize>], desks: Desks, seat: usize) -> usize {
    let Some(exam) = seats[seat] else { return 0 };
    desks.beside(seat).filter(|other| seats[*other] == Some(exam)).count()
}

/// Exchanges two seats as long as fewer sit side by side afterwards.
fn mend(seats: &mut [Option<usize>], desks: Desks) {
    let mut left = side_by_side(seats, desks);
    while left > 0 {
        let before = left;
        for one in 0..desks.seats {
            if own_beside(seats, desks, one) == 0 {
                continue;
            }
            for other in 0..desks.seats {
                if seats[one] == seats[other] {
                    continue;
                }
                seats.swap(one, other);
                let now = side_by_side(seats, desks);
                if now < left {
                    left = now;
                    break;
                }
                seats.swap(one, other);
            }
        }
        if left == before {
            return;
        }
    }
}

/// The free seat with the fewest of the same exam beside it, nearest to the front.
pub fn free(seats: &[Option<usize>], desks: Desks, exam: usize) -> Option<usize> {
    let beside =
        |seat: &usize| desks.beside(*seat).filter(|other| seats[*other] == Some(exam)).count();
    (0..desks.seats).filter(|seat| seats[*seat].is_none()).min_by_key(beside)
}

#[cfg(test)]
mod tests {
    use super::{Desks, free, mix, side_by_side};
    use proptest::prelude::*;

    fn pairs(sizes: &[usize], seats: usize, per_row: usize) -> usize {
        let desks = Desks { seats, per_row };
        side_by_side(&mix(sizes, desks).unwrap(), desks)
    }

    /// The fewest that any way to fill the seats leaves side by side.
    fn fewest(left: &mut Vec<usize>, seats: &mut Vec<Option<usize>>, desks: Desks) -> usize {
        if seats.len() == desks.seats {
            return side_by_side(seats, desks);
        }
        let mut best = usize::MAX;
        let empty = desks.seats - seats.len() > left.iter().sum::<usize>();
        for exam in (0..left.len()).map(Some).chain(empty.then_some(None)) {
            if let Some(exam) = exam {
                if left[exam] == 0 {
                    continue;
                }
                left[exam] -= 1;
            }
            seats.push(exam);
            best = best.min(fewest(left, seats, desks));
            seats.pop();
            if let Some(exam) = exam {
                left[exam] += 1;
            }
        }
        best
    }

    /// Requirements: J-11
    #[test]
    fn an_exam_that_has_half_of_the_seats_is_kept_apart_and_one_more_is_not() {
        assert_eq!(pairs(&[5, 5], 10, 10), 0);
        assert_eq!(pairs(&[6, 4], 10, 10), 1);
        assert_eq!(pairs(&[5], 10, 5), 0, "alone, it has every other seat");
        assert_eq!(pairs(&[6], 10, 5), 0, "three in each row of five");
        assert_eq!(pairs(&[7], 10, 5), 2);
        assert_eq!(pairs(&[6, 6], 12, 3), 0);
        assert!(mix(&[6, 5], Desks { seats: 10, per_row: 5 }).is_none());
    }

    #[test]
    fn whoever_comes_late_sits_where_the_fewest_of_her_exam_do() {
        let desks = Desks { seats: 6, per_row: 3 };
        let seats = [Some(0), None, Some(1), None, None, Some(0)];
        assert_eq!(free(&seats, desks, 0), Some(3));
        assert_eq!(free(&seats, desks, 1), Some(3));
        assert_eq!(free(&[Some(0); 6], desks, 0), None);
    }

    proptest! {
        /// Requirements: J-11
        #[test]
        fn nobody_sits_beside_her_own_exam_where_none_has_more_than_half_of_the_seats(
            sizes in prop::collection::vec(0usize..40, 1..6), spare in 0usize..30, per_row in 1usize..15,
        ) {
            let all: usize = sizes.iter().sum();
            let most = sizes.iter().copied().max().unwrap_or(0);
            let seats = (all + spare).max(2 * most).max(1);
            let desks = Desks { seats, per_row };
            let mixed = mix(&sizes, desks).unwrap();
            prop_assert_eq!(side_by_side(&mixed, desks), 0);
            for (exam, size) in sizes.iter().enumerate() {
                prop_assert_eq!(mixed.iter().filter(|one| **one == Some(exam)).count(), *size);
            }
        }

        /// Requirements: J-11
        #[test]
        fn in_a_small_room_no_other_way_keeps_more_apart(
            sizes in prop::collection::vec(0usize..6, 1..4), spare in 0usize..3, per_row in 1usize..5,
        ) {
            let all: usize = sizes.iter().sum();
            prop_assume!((1..=7).contains(&all));
            let desks = Desks { seats: all + spare, per_row };
            let found = side_by_side(&mix(&sizes, desks).unwrap(), desks);
            prop_assert_eq!(found, fewest(&mut sizes.clone(), &mut Vec::new(), desks));
        }
    }
}
