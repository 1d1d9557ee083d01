//! What can be tried, and by whom.

use super::rules::{BOARD, DEPARTMENT, EXAMINERS, FACULTY, Model, OUTSIDE, STUDENTS, Who};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt};
use std::mem::discriminant;

/// One try. Committees and students are named by their place in the model.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Give {
        panel: usize,
        candidate: usize,
        grade: char,
    },
    CallThird {
        panel: usize,
        third: Who,
    },
    Seal {
        panel: usize,
    },
    Sign {
        panel: usize,
    },
    TakeBack {
        panel: usize,
    },
    Receive {
        panel: usize,
    },
    Announce {
        panel: usize,
    },
    Ask {
        student: usize,
    },
    Explain {
        student: usize,
    },
    Appeal {
        student: usize,
    },
    Withdraw {
        student: usize,
    },
    Appoint {
        student: usize,
        members: [Who; 2],
    },
    Build {
        student: usize,
    },
    Send {
        student: usize,
    },
    Settle {
        student: usize,
    },
    /// So many days pass, and the weekend that they end in.
    Later {
        days: i8,
    },
}

/// How often chance is asked for something that the model allows.
const TRIES: usize = 1500;

/// Somebody and something: mostly one of the kinds of steps that the model allows, the rest
/// anything at all.
pub(super) fn next(model: &Model, chance: &mut StdRng) -> (Who, Step) {
    if chance.random_bool(0.3) {
        return any(model, chance);
    }
    let mut allowed: Vec<(Who, Step, bool)> = Vec::new();
    for _ in 0..TRIES {
        let (who, step) = any(model, chance);
        let kind = (discriminant(&step), is_dull(model, who, &step));
        if model.allows(who, &step)
            && allowed.iter().all(|(_, other, dull)| (discriminant(other), *dull) != kind)
        {
            allowed.push((who, step, kind.1));
        }
    }
    if chance.random_bool(0.9) && allowed.iter().any(|(_, _, dull)| !dull) {
        allowed.retain(|(_, _, dull)| !dull);
    }
    allowed
        .choose(chance)
        .map_or((DEPARTMENT, Step::Later { days: 1 }), |(who, step, _)| (*who, *step))
}

/// What undoes, changes one's mind or only passes time: done less often, or a walk gets nowhere.
fn is_dull(model: &Model, who: Who, step: &Step) -> bool {
    match step {
        Step::TakeBack { .. } | Step::Withdraw { .. } | Step::Later { .. } => true,
        Step::Give { panel, candidate, .. } => model.stands(who, *panel, *candidate),
        _ => false,
    }
}

fn any(model: &Model, chance: &mut StdRng) -> (Who, Step) {
    let (panel, student) = (chance.random_range(0..model.panels.len()), chance.random_range(0..3));
    let step = match chance.random_range(0..16) {
        0 => {
            // Two grades next to each other and one far off: some agree, some do not.
            let grade = *['B', 'B', 'C', 'E'].choose(chance).expect("grades");
            Step::Give { panel, candidate: chance.random_range(0..3), grade }
        }
        1 => Step::CallThird { panel, third: examiner(chance) },
        2 => Step::Seal { panel },
        3 => Step::Sign { panel },
        4 => Step::TakeBack { panel },
        5 => Step::Receive { panel },
        6 => Step::Announce { panel },
        7 => Step::Ask { student },
        8 => Step::Explain { student },
        9 => Step::Appeal { student },
        10 => Step::Withdraw { student },
        11 => Step::Appoint { student, members: [examiner(chance), examiner(chance)] },
        12 => Step::Build { student },
        13 => Step::Send { student },
        14 => Step::Settle { student },
        _ => Step::Later { days: if chance.random_bool(0.5) { 1 } else { 8 } },
    };
    (somebody(chance), step)
}

fn examiner(chance: &mut impl Rng) -> Who {
    EXAMINERS.choose(chance).expect("examiners").0
}

fn somebody(chance: &mut impl Rng) -> Who {
    match chance.random_range(0..10) {
        0..4 => examiner(chance),
        4 => DEPARTMENT,
        5 => FACULTY.choose(chance).expect("officers"),
        6 => BOARD,
        7 | 8 => STUDENTS.choose(chance).expect("students"),
        _ => OUTSIDE.choose(chance).expect("others"),
    }
}
