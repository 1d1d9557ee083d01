//! When students are told what, by the rules of the term.

use jiff::ToSpan;
use jiff::civil::Date;
use office::{Node, Result};
use rules::registration::{SignupDeadline, SignupDeadlineFacts};
use rules::term_notice::{TermNotice, TermNoticeAnswer, TermNoticeFacts};
use rules::{Reason, Rule, SittingKind, Term};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// The dates of a term can be told so many days before the last one to tell them.
const TOLD_AHEAD_DAYS: i64 = 21;

/// What students are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TermNoticeMatter)]
pub enum Matter {
    /// The dates for fee and registration.
    Dates,
    /// To look over what one is signed up for.
    Registrations,
}

impl Matter {
    /// Both, in the order of the term.
    pub const ALL: [Self; 2] = [Self::Dates, Self::Registrations];

    /// The word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Registrations => "registrations",
        }
    }

    /// Reads the word; `None` for any other.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|matter| matter.code() == code)
    }

    /// The message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Dates => key("term-notice-dates"),
            Self::Registrations => key("term-notice-registrations"),
        }
    }
}

/// When students are told of a matter, and what the rules say of it.
#[derive(Clone, Debug)]
pub struct Due {
    /// The matter.
    pub matter: Matter,
    /// The term.
    pub term: Term,
    /// The first day on which it can be told.
    pub from: Date,
    /// The last day on which it is to be told.
    pub by: Date,
    /// The last day on which it has a meaning still.
    pub until: Date,
    /// The dates of the term.
    pub dates: TermNoticeAnswer,
    /// The last day to sign up for ordinary exams, where a rule sets one.
    pub sign_up_by: Option<Date>,
    /// Why, with paragraphs.
    pub because: Vec<Reason>,
}

impl Due {
    /// What the rules of a term say of a matter; `None` where they set no dates.
    ///
    /// # Errors
    /// No rule set covers the term.
    pub fn of(node: &Node, term: Term, matter: Matter) -> Result<Option<Self>> {
        let law = node.rules_on(term.first_day())?;
        let decided = TermNotice::decide(&TermNoticeFacts { term }, law);
        let Ok(dates) = decided.outcome else { return Ok(None) };
        let kind = SittingKind::Ordinary;
        let facts = SignupDeadlineFacts { term, kind, exam_date: None, announced: None };
        let sign_up = SignupDeadline::decide(&facts, law).outcome.ok();
        let sign_up_by = sign_up.map(|answer| answer.deadline);
        let ahead = |by: Date| by.saturating_sub(TOLD_AHEAD_DAYS.days());
        let (from, by, until) = match matter {
            Matter::Dates => {
                let by = dates.dates_told_by;
                (ahead(by), by, dates.fee_by.max(dates.register_by))
            }
            // Only once nobody can sign up any more is the list what it will be.
            Matter::Registrations => {
                let by = dates.registrations_told_by;
                let from =
                    sign_up_by.map_or_else(|| ahead(by), |last| last.saturating_add(1.day()));
                (from, by, term.next().first_day().saturating_sub(1.day()))
            }
        };
        let because = decided.because;
        Ok(Some(Self { matter, term, from, by, until, dates, sign_up_by, because }))
    }

    /// All that this term and the next one have, in the order of their days.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn all(node: &Node, today: Date) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        let first = Term::of(today);
        for term in [first, first.next()] {
            for matter in Matter::ALL {
                all.extend(Self::of(node, term, matter)?);
            }
        }
        Ok(all)
    }

    /// Whether it can be told on a day.
    pub fn is_open(&self, today: Date) -> bool {
        (self.from..=self.until).contains(&today)
    }
}
