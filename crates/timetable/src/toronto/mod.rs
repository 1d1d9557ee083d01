//! The Toronto (Carter) benchmark: exams into a fixed number of periods, without rooms, capacities or days.
//!
//! Hard: no student has two exams in one period, at most P periods. Soft: for each student and each pair of
//! the student's exams, 16, 8, 4, 2, 1 at a distance of 1 to 5 periods; the sum divided by the number of
//! students (Carter, Laporte, Lee, *Examination timetabling: algorithmic strategies and applications*, 1996).

mod read;
mod score;
#[cfg(test)]
mod tests;
mod to_problem;

pub use read::{read, read_solution};
pub use score::{cost, score};
pub use to_problem::{plan, problem, start};

/// The price of two exams of one student at a distance of as many periods.
pub const WEIGHTS: [i32; 6] = [0, 16, 8, 4, 2, 1];

/// The periods the literature uses for each instance.
pub const PERIODS: [(&str, usize); 13] = [
    ("car-f-92", 32),
    ("car-s-91", 35),
    ("ear-f-83", 24),
    ("hec-s-92", 18),
    ("kfu-s-93", 20),
    ("lse-f-91", 18),
    ("pur-s-93", 42),
    ("rye-s-93", 23),
    ("sta-f-83", 13),
    ("tre-s-92", 23),
    ("uta-s-92", 35),
    ("ute-s-92", 10),
    ("yor-f-83", 21),
];

/// One instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The exams as the file numbers them, in its order.
    pub exams: Vec<u32>,
    /// For each student the places of the exams in `exams`.
    pub students: Vec<Vec<u32>>,
    /// How many periods there are.
    pub periods: usize,
}

/// The period of each exam, from 0; none: not placed.
pub type Plan = Vec<Option<u32>>;

/// The solution file: `exam period` per line.
#[must_use]
pub fn write(instance: &Instance, plan: &Plan) -> String {
    let placed = instance.exams.iter().zip(plan).filter_map(|(exam, at)| Some((exam, (*at)?)));
    placed.map(|(exam, period)| format!("{exam:04} {period}\n")).collect()
}
