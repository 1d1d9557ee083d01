//! How far an exam has come: what is done, what is next, in numbers.

use crate::ids::ExamId;
use sqlx::PgConnection;
use ui::key;

/// The numbers of an exam. Derived from its rows at each look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Candidates who are registered.
    pub registered: i64,
    /// Candidates who withdrew.
    pub withdrawn: i64,
    /// Registered candidates who have a number.
    pub numbered: i64,
    /// Registered candidates who have a place in a room.
    pub placed: i64,
    /// Answers received.
    pub delivered: i64,
    /// Absences recorded.
    pub absent: i64,
    /// Wishes for bokmål.
    pub wish_nb: i64,
    /// Wishes for nynorsk.
    pub wish_nn: i64,
    /// Wishes for English.
    pub wish_en: i64,
    /// Papers in force, one for each language form.
    pub papers: i64,
    /// Members of the ordinary committee.
    pub members: i64,
    /// Whether the grade list is sealed.
    pub sealed: bool,
    /// Whether the results are announced.
    pub announced: bool,
    /// Appeals that are not yet decided.
    pub open_appeals: i64,
}

/// Counts an exam.
pub async fn counts(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Counts> {
    sqlx::query_file_as!(Counts, "src/catalogue/counts.sql", exam.0).fetch_one(conn).await
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Behind us.
    Done,
    /// What is to be done now.
    Next,
    /// Waits for a step before it.
    Later,
}

impl Stand {
    /// The message key of the word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Done => key("catalogue-stand-done"),
            Self::Next => key("catalogue-stand-next"),
            Self::Later => key("catalogue-stand-later"),
        }
    }

    /// The colour of the word.
    pub const fn color(self) -> &'static str {
        match self {
            Self::Done => "success",
            Self::Next => "warning",
            Self::Later => "neutral",
        }
    }
}

/// One step in the life of an exam.
pub struct Step {
    /// The message key of its name.
    pub key: &'static str,
    /// Where it stands.
    pub stand: Stand,
}

/// The steps of an exam in order; the first that is not done is next.
pub fn steps(planned: bool, has_answers: bool, counts: &Counts) -> Vec<Step> {
    let accounted = counts.delivered + counts.absent >= counts.registered;
    let mut facts = vec![
        (key("catalogue-step-planned"), planned),
        (key("catalogue-step-registered"), counts.registered > 0),
        (key("catalogue-step-papers"), covered(counts)),
        (key("catalogue-step-numbered"), counts.numbered >= counts.registered),
        (key("catalogue-step-committee"), counts.members > 0),
        (key("catalogue-step-delivered"), accounted),
        (key("catalogue-step-graded"), counts.sealed),
        (key("catalogue-step-announced"), counts.announced),
    ];
    if !has_answers {
        facts.retain(|(step, _)| {
            *step != "catalogue-step-papers" && *step != "catalogue-step-delivered"
        });
    }
    let mut before = true;
    let mut step = |(key, done): (&'static str, bool)| {
        let stand = match (before, done) {
            (true, true) => Stand::Done,
            (true, false) => Stand::Next,
            (false, _) => Stand::Later,
        };
        before = before && done;
        Step { key, stand }
    };
    facts.into_iter().map(&mut step).collect()
}

/// Whether there are as many papers as language forms wished for; which ones they are,
/// the routine of papers tells.
fn covered(counts: &Counts) -> bool {
    let wished = [counts.wish_nb, counts.wish_nn, counts.wish_en];
    let forms = wished.iter().filter(|wishes| **wishes > 0).count();
    counts.papers >= i64::try_from(forms).unwrap_or(i64::MAX)
}
