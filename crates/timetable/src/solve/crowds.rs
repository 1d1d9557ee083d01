//! The price of too many exams of one person in too few days.

use super::problem::{Crowds, NONE};
use super::state::State;

/// A person with more exams in one term than this is counted for so many.
const MOST: usize = 64;

/// What each person pays now, and what the persons of each unit pay together.
pub(crate) struct Crowded {
    paid: Vec<i32>,
    /// No move of the unit can gain more than this.
    by_unit: Vec<i32>,
    /// In which round a person was last counted.
    counted: Vec<u32>,
    round: u32,
}

impl Crowded {
    /// Nobody pays anything.
    pub fn new(crowds: &Crowds) -> Self {
        let persons = crowds.persons.len();
        let by_unit = vec![0; crowds.of.len()];
        Self { paid: vec![0; persons], by_unit, counted: vec![0; persons], round: 0 }
    }
}

impl State<'_> {
    /// `price`, and by how much that of crowded days changes when the units go to these periods.
    ///
    /// Where the sum is sure to be more than `most`, some number above it.
    pub fn crowding(&mut self, moves: &[(u32, u16)], price: i32, most: i32) -> i32 {
        let problem = self.problem;
        let crowds = &problem.crowds;
        if crowds.persons.is_empty() {
            return price;
        }
        let gain: i32 = moves.iter().map(|(unit, _)| self.crowded.by_unit[*unit as usize]).sum();
        if price.saturating_sub(gain) > most {
            return i32::MAX;
        }
        let back: Vec<(u32, u16)> = moves
            .iter()
            .map(|(unit, to)| (*unit, std::mem::replace(&mut self.period[*unit as usize], *to)))
            .collect();
        self.crowded.round = self.crowded.round.wrapping_add(1);
        let mut change = 0;
        for (unit, _) in moves {
            for &person in &crowds.of[*unit as usize] {
                let counted = &mut self.crowded.counted[person as usize];
                if std::mem::replace(counted, self.crowded.round) != self.crowded.round {
                    change +=
                        pays(crowds, &self.period, person) - self.crowded.paid[person as usize];
                }
            }
        }
        for (unit, from) in back {
            self.period[unit as usize] = from;
        }
        price.saturating_add(change)
    }

    /// Counts the persons of the unit anew after it has moved; by how much their price has changed.
    pub fn crowd(&mut self, unit: usize) -> i32 {
        let problem = self.problem;
        let crowds = &problem.crowds;
        let Some(persons) = crowds.of.get(unit) else { return 0 };
        let mut change = 0;
        for &person in persons {
            let pays = pays(crowds, &self.period, person);
            let by = pays - std::mem::replace(&mut self.crowded.paid[person as usize], pays);
            if by != 0 {
                change += by;
                for other in &crowds.persons[person as usize].1 {
                    self.crowded.by_unit[*other as usize] += by;
                }
            }
        }
        change
    }
}

/// What the person pays with the units in these periods.
fn pays(crowds: &Crowds, period: &[u16], person: u32) -> i32 {
    let (count, units) = &crowds.persons[person as usize];
    let mut days = [0; MOST];
    let mut placed = 0;
    for unit in units.iter().take(MOST) {
        let at = period[*unit as usize];
        if at != NONE {
            days[placed] = crowds.day[at as usize];
            placed += 1;
        }
    }
    let days = &mut days[..placed];
    days.sort_unstable();
    let rule = |(most, within, cost): &(usize, i32, i32)| {
        let late = days.iter().skip(*most);
        let many = days.iter().zip(late).filter(|(a, b)| *b - *a < *within).count();
        many as i32 * cost * count
    };
    crowds.rules.iter().map(rule).sum()
}
