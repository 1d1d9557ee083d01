//! The price of too many exams of one person in too few days.

use super::problem::{Crowds, NONE};
use super::state::State;

impl State<'_> {
    /// By how much that price changes when the units go to these periods.
    pub fn crowding(&mut self, moves: &[(u32, u16)]) -> i32 {
        let problem = self.problem;
        let crowds = &problem.crowds;
        if crowds.persons.is_empty() {
            return 0;
        }
        let before = self.crowd(crowds, moves);
        let back: Vec<(u32, u16)> = moves
            .iter()
            .map(|(unit, to)| (*unit, std::mem::replace(&mut self.period[*unit as usize], *to)))
            .collect();
        let after = self.crowd(crowds, moves);
        for (unit, from) in back {
            self.period[unit as usize] = from;
        }
        after - before
    }

    /// What the persons of the units pay now, each counted once.
    fn crowd(&mut self, crowds: &Crowds, moves: &[(u32, u16)]) -> i32 {
        self.round = self.round.wrapping_add(1);
        let mut price = 0;
        let mut days: [i32; MOST] = [0; MOST];
        for (unit, _) in moves {
            for &person in &crowds.of[*unit as usize] {
                if self.counted[person as usize] == self.round {
                    continue;
                }
                self.counted[person as usize] = self.round;
                let (count, units) = &crowds.persons[person as usize];
                let mut placed = 0;
                for unit in units.iter().take(MOST) {
                    let period = self.period[*unit as usize];
                    if period != NONE {
                        days[placed] = crowds.day[period as usize];
                        placed += 1;
                    }
                }
                let days = &mut days[..placed];
                days.sort_unstable();
                for (most, within, cost) in &crowds.rules {
                    let late = days.iter().skip(*most);
                    let many = days.iter().zip(late).filter(|(a, b)| *b - *a < *within).count();
                    price += many as i32 * cost * count;
                }
            }
        }
        price
    }
}

/// A person with more exams in one term than this is counted for so many.
const MOST: usize = 64;
