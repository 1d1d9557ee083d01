//! Questions about one unit while all others stay where they are.

use super::construct::{seat, unseat};
use super::problem::{NONE, Placement, Problem};
use super::state::State;
use std::cell::RefCell;

/// A placement with one unit lifted out of it.
pub struct Probe<'p> {
    state: RefCell<State<'p>>,
    unit: usize,
}

impl<'p> Probe<'p> {
    /// Lifts the unit out.
    #[must_use]
    pub fn new(problem: &'p Problem, placement: &Placement, unit: usize) -> Self {
        let mut state = State::as_it_is(problem, placement);
        unseat(&mut state, unit);
        Self { state: RefCell::new(state), unit }
    }

    /// What its students and its period would cost there; what is not allowed has no price of its own.
    #[must_use]
    pub fn price(&self, period: usize) -> i64 {
        let state = self.state.borrow();
        let price = i64::from(state.price(self.unit, period));
        let own = i64::from(state.problem.unary[self.unit * state.problem.periods + period]);
        if state.problem.allowed(self.unit, period) { price } else { price - own }
    }

    /// The units there that must not lie with it, and the students they share.
    #[must_use]
    pub fn clashes(&self, period: usize) -> Vec<(usize, u32)> {
        let state = self.state.borrow();
        let overlap = &state.problem.overlap[period];
        let near = state.problem.near[self.unit].iter();
        let there = near.filter(|(other, _)| overlap.contains(&state.period[*other as usize]));
        there.map(|(other, weight)| (*other as usize, (*weight).max(0) as u32)).collect()
    }

    /// The units whose relation to it would not hold.
    #[must_use]
    pub fn against(&self, period: usize) -> Vec<usize> {
        self.state.borrow().against(self.unit, period as u16).collect()
    }

    /// The placement with the unit in this period; none if there are no seats for it.
    #[must_use]
    pub fn moved(&self, placement: &Placement, period: usize) -> Option<Placement> {
        let mut state = self.state.borrow_mut();
        if placement.period[self.unit] as usize == period {
            return Some(placement.clone());
        }
        let fits = seat(&mut state, self.unit, period);
        let moved = fits.then(|| state.placement());
        if fits {
            unseat(&mut state, self.unit);
        }
        moved
    }

    /// Whether there are seats for it.
    #[must_use]
    pub fn seats(&self, period: usize) -> bool {
        let mut state = self.state.borrow_mut();
        let fits = seat(&mut state, self.unit, period);
        if fits {
            unseat(&mut state, self.unit);
        }
        debug_assert_eq!(state.period[self.unit], NONE);
        fits
    }
}
