//! What is tried: drawn by chance, the same for the same seed.

use super::super::office::row;
use super::super::{Office, person};
use jiff::ToSpan;
use jiff::civil::Date;
use protocol::exclusion::{Deleted, Purpose, Registered};
use rules::exclusion::{Classification, ExclusionType};
use std::sync::Arc;
use uuid::Uuid;

/// Numbers that look drawn, the same for the same seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((x ^ (x >> 31)) % u64::try_from(most).unwrap()).unwrap()
    }

    fn days(&mut self, most: usize) -> jiff::Span {
        i64::try_from(self.below(most)).unwrap().days()
    }
}

/// A version of a row, as a message brings it.
#[derive(Clone)]
pub enum Says {
    Registered(Registered),
    Deleted(Deleted),
}

impl Says {
    pub fn row(&self) -> (Uuid, u32) {
        match self {
            Self::Registered(one) => (one.row.id, one.row.version),
            Self::Deleted(one) => (one.id, one.version),
        }
    }

    /// The same under another number.
    pub fn renumbered(&self, version: u32) -> Self {
        let mut new = self.clone();
        match &mut new {
            Self::Registered(one) => one.row.version = version,
            Self::Deleted(one) => one.version = version,
        }
        new
    }
}

/// What happens, by the place of whoever does it among the institutions.
#[derive(Clone)]
pub enum Step {
    Comes(usize, Says),
    Asks(usize, String, Purpose),
    /// So many days pass, and nobody looks.
    Passes(jiff::Span),
    /// The register does what is due.
    Sweeps,
}

/// Draws what happens in one walk: to a few rows about a few persons, which walks have in common.
pub struct Walk<'a> {
    pub dice: Dice,
    offices: &'a [Arc<Office>],
    rows: Vec<(usize, Uuid)>,
    /// What was sent before, and may come again.
    sent: Vec<(usize, Says)>,
}

const PERSONS: usize = 3;
const ROWS: usize = 4;
const VERSIONS: usize = 6;
/// The longest period, from the first of the days on which it may begin.
pub const PERIOD_DAYS: usize = 60;

impl<'a> Walk<'a> {
    pub fn new(seed: u64, offices: &'a [Arc<Office>]) -> Self {
        let mut dice = Dice(seed);
        let row = |_| (dice.below(2), Uuid::new_v4());
        let rows = (0..ROWS).map(row).collect();
        Self { dice, offices, rows, sent: Vec::new() }
    }

    pub fn step(&mut self, today: Date) -> Step {
        match self.dice.below(16) {
            0..8 => {
                let (by, says) = self.says(today);
                self.sent.push((by, says.clone()));
                Step::Comes(by, says)
            }
            8 => match self.sent.len() {
                0 => Step::Sweeps,
                sent => {
                    let (by, says) = self.sent[self.dice.below(sent)].clone();
                    Step::Comes(by, says)
                }
            },
            9..13 => {
                let (by, about) = (self.dice.below(self.offices.len()), self.somebody());
                Step::Asks(by, about, Purpose::ALL[self.dice.below(Purpose::ALL.len())])
            }
            13 => Step::Passes(self.dice.days(12)),
            _ => Step::Sweeps,
        }
    }

    fn somebody(&mut self) -> String {
        person(self.dice.below(PERSONS))
    }

    fn says(&mut self, today: Date) -> (usize, Says) {
        let (decider, id) = self.rows[self.dice.below(ROWS)];
        let version = u32::try_from(1 + self.dice.below(VERSIONS)).unwrap();
        // Now and then it is somebody else who sends it.
        let by = if self.dice.below(12) == 0 { 1 - decider } else { decider };
        if self.dice.below(4) == 0 {
            return (by, Says::Deleted(Deleted { id, version }));
        }
        let from = today.saturating_sub(self.dice.days(20));
        let to = from.saturating_add(self.dice.days(PERIOD_DAYS));
        // Most versions of a row are about the same person.
        let about = match self.dice.below(10) {
            0 => self.somebody(),
            _ => person(usize::from(id.as_bytes()[0]) % PERSONS),
        };
        let mut one = row(&self.offices[by], &about, version, to);
        (one.row.id, one.row.period.from) = (id, from);
        if self.dice.below(12) == 0 {
            one.row.institution = self.offices[1 - by].number;
        }
        match self.dice.below(4) {
            0 => one.row.kind = ExclusionType::Eksamenn,
            1 => {
                (one.row.programme, one.row.case_officer) = (Some("L-LU5".into()), None);
                one.row.classification = Classification::Laerer;
            }
            _ => {}
        }
        (by, Says::Registered(one))
    }
}
