//! Who must not lie with whom, as bits: the neighbours of a unit in a period are a few words away, however
//! many neighbours it has elsewhere.

use super::problem::Problem;

/// Words that hold a bit for each of so many units.
pub(crate) fn words(units: usize) -> usize {
    units.div_ceil(64)
}

/// Units as bits, or a set of neighbours.
pub(crate) type Bits = [u64];

/// The neighbours of every unit.
pub(crate) struct Graph {
    words: usize,
    /// A row for each unit.
    bits: Vec<u64>,
    /// How many neighbours stand before each word, all rows counted on.
    before: Vec<u32>,
    /// Students shared with each neighbour, in the order of the bits.
    weights: Vec<i32>,
}

impl Graph {
    /// Of a problem.
    pub fn new(problem: &Problem) -> Self {
        let words = words(problem.units());
        let mut graph = Self {
            words,
            bits: vec![0; words * problem.units()],
            before: Vec::with_capacity(words * problem.units()),
            weights: Vec::new(),
        };
        for (unit, near) in problem.near.iter().enumerate() {
            let row = &mut graph.bits[unit * words..(unit + 1) * words];
            near.iter().for_each(|(other, _)| insert(row, *other as usize));
            let mut count = graph.weights.len() as u32;
            for word in row {
                graph.before.push(count);
                count += word.count_ones();
            }
            let mut sorted = near.clone();
            sorted.sort_unstable();
            graph.weights.extend(sorted.iter().map(|(_, weight)| *weight));
        }
        graph
    }

    /// The neighbours of the unit.
    #[inline]
    pub fn near(&self, unit: usize) -> &Bits {
        &self.bits[unit * self.words..(unit + 1) * self.words]
    }

    /// Students that the unit shares with all its neighbours among `others`.
    pub fn shared(&self, unit: usize, others: &Bits) -> i32 {
        let before = &self.before[unit * self.words..];
        let mut sum = 0;
        for ((row, others), before) in self.near(unit).iter().zip(others).zip(before) {
            let mut hits = row & others;
            while hits != 0 {
                let below = (hits & hits.wrapping_neg()) - 1;
                sum += self.weights[(before + (row & below).count_ones()) as usize];
                hits &= hits - 1;
            }
        }
        sum
    }
}

/// Puts the unit into a set.
#[inline]
pub(crate) fn insert(set: &mut Bits, unit: usize) {
    set[unit / 64] |= 1 << (unit % 64);
}

/// Takes the unit out of a set.
#[inline]
pub(crate) fn remove(set: &mut Bits, unit: usize) {
    set[unit / 64] &= !(1 << (unit % 64));
}
