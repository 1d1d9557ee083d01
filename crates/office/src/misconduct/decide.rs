//! The board meets and decides.

use super::basis::{self, About, Basis};
use super::case::{Case, State};
use super::matter::Matter;
use super::{HANDLERS, close, decision_letter, registered, store, told};
use crate::catalogue::words;
use crate::{Act, Error, FieldError, MisconductId, Result, exclusion, grading};
use jiff::civil::Date;
use letters::misconduct::Sanction;
use rules::appeal::AppealBody;
use rules::board::{BoardMember, BoardRole, BoardValid, BoardValidFacts, Matter as VotedOn, Votes};
use rules::exclusion::{Classification, Conduct, ExclusionRows, ExclusionRowsFacts, ProposedRow};
use rules::{Decision, Reason, Refusal, Rule, RuleSet};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// A meeting of the board, and what it decided.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The day of the meeting.
    #[schema(value_type = String, format = Date)]
    pub met_on: Date,
    /// The number of the case on its agenda, e.g. `14/26`.
    pub agenda_number: String,
    /// The minutes.
    pub minutes: String,
    /// Those who were there.
    pub seats: Vec<Seat>,
    /// Votes for the decision.
    pub votes_for: u32,
    /// Votes against it.
    pub votes_against: u32,
    /// Where the votes are even and the chair has two: how she voted.
    #[serde(default)]
    pub chair_voted_for: Option<bool>,
    /// What was decided.
    pub ruling: Ruling,
    /// The institutions that the register does not reach and that get no letter all the same. Each of the
    /// others gets one, once another person has controlled what is registered.
    #[serde(default)]
    pub not_told: Vec<NotTold>,
}

/// An institution that the register does not reach, and that is not told by letter either.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotTold {
    /// Its number in the directory.
    pub institution: String,
    /// Why; whoever controls the exclusion reads it.
    pub because: String,
}

/// One who was there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The name.
    pub name: String,
    /// `chair`, `deputy_chair` or `member`.
    #[schema(value_type = String)]
    pub seat: BoardRole,
    /// Whether one of the students' members.
    #[serde(default)]
    pub student: bool,
    /// Whether impartial in the case.
    pub impartial: bool,
    /// Whether the person took part in deciding it.
    pub took_part: bool,
}

/// What a board comes to.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// Whether it was found to be so.
    pub found: bool,
    /// With what intent.
    #[serde(default)]
    pub intent: Option<Intent>,
    /// Whether the exam is annulled; of false documents also the admission or the recognition.
    #[serde(default)]
    pub annulled: bool,
    /// Whether false documents are kept.
    #[serde(default)]
    pub confiscated: bool,
    /// The paragraph of a measure beside it.
    #[serde(default)]
    pub legal_basis: Option<String>,
    /// Its first day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    /// Its last day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    /// Whether the case is found to be especially serious.
    #[serde(default)]
    pub aggravated: bool,
    /// The codes of the programmes it concerns.
    #[serde(default)]
    pub programmes: Vec<String>,
    /// The categories of studies it concerns.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub classifications: Vec<Classification>,
    /// The study, where one is excluded from one.
    #[serde(default)]
    pub study: String,
    /// The areas, where one is removed from some.
    #[serde(default)]
    pub areas: String,
    /// Why, as the board wrote it.
    pub grounds: String,
    /// The last day to give back documents of an annulled result.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub give_back_by: Option<Date>,
}

/// With what intent something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// On purpose.
    Intentional,
    /// By gross negligence.
    GrosslyNegligent,
}

impl Intent {
    /// Both, in the order a form offers them.
    pub const ALL: [Self; 2] = [Self::Intentional, Self::GrosslyNegligent];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Intentional => key("misconduct-intentional"),
            Self::GrosslyNegligent => key("misconduct-grossly-negligent"),
        }
    }

    /// The letter's word for it.
    pub(super) const fn in_letter(self) -> letters::misconduct::Intent {
        match self {
            Self::Intentional => letters::misconduct::Intent::Intentional,
            Self::GrosslyNegligent => letters::misconduct::Intent::GrosslyNegligent,
        }
    }
}

/// What a ruling comes to under the law, with its reasons.
pub(super) struct Ruled<'a> {
    pub(super) basis: Option<Basis<'a>>,
    /// The first and the last day of a measure.
    pub(super) period: Option<(Date, Date)>,
    /// The rows that it gives.
    pub(super) rows: Vec<ProposedRow>,
    pub(super) because: Vec<Reason>,
}

/// Records the meeting and its decision (P-07, P-11), and writes to the student. Where nothing was
/// found, the case is closed and the grade is announced; an annulled one is not. An exclusion is
/// registered where whoever enters the decision registers exclusions. No other institution knows of it
/// before another person has controlled that.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`, `comment-period-runs`, `not-noticed` for
/// a measure that the notice does not name, `intent-missing`, `removal-and-warning-missing`, by the rule
/// `board-valid`, and by the rule `exclusion-rows`. What is missing or cannot be is invalid.
pub async fn decide(act: &mut Act, id: MisconductId, new: Decide) -> Result<()> {
    let case = Case::to_handle(act, id, HANDLERS).await?;
    case.require(&[State::Noticed])?;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    complete(&case, &law, &new, act.today())?;
    heard(&case, new.met_on)?;
    let ruled = rule(&case, &law, &new.ruling)?;
    basis::named(ruled.basis.as_ref(), &new.ruling.about())?;
    let board = basis::board(&law)?;
    let Decision { outcome, mut because, .. } = valid(&new, board, &ruled, &law);
    outcome.map_err(|refusal| Error::because(refusal, because.clone()))?;
    because.extend(ruled.because.iter().cloned());
    let told = told::choose(act.node(), &new.not_told, &ruled).await?;
    store::insert_meeting(act, id, board, &new).await?;
    let sent = decision_letter::decision(act, &case, &law, (&new, &told), &ruled).await?;
    store::insert_decision(act, id, &new, &because, sent).await?;
    effects(act, &case, &law, &new.ruling).await?;
    if !new.ruling.found {
        return store::set_state(act, id, State::Closed).await;
    }
    store::set_state(act, id, State::Decided).await?;
    if ruled.basis.is_some() {
        decision_letter::to_unit(act, &case, &law, &new, &ruled).await?;
    }
    told::note(act, id, &told, &ruled).await?;
    close::appeal_from_arrival(act, &case, &law).await?;
    registered::by_itself(act, id).await
}

/// The grade is let go, or annulled.
async fn effects(act: &mut Act, case: &Case, law: &RuleSet, ruling: &Ruling) -> Result<()> {
    let Some(exam) = &case.exam else { return Ok(()) };
    if ruling.annulled && !case.coursework {
        // An admission or a recognition that is annulled takes no exam with it.
        if let Some((Sanction::Annulment { .. }, law)) = basis::annulment(case, law)? {
            return grading::annul(act, exam.registration, &case.case_number, &law).await;
        }
    }
    grading::release(act, exam.registration).await
}

/// What the form must say.
fn complete(case: &Case, law: &RuleSet, new: &Decide, today: Date) -> Result<()> {
    let annulled = basis::annulment(case, law)?.is_some();
    let confiscated = basis::confiscation(case, law)?.is_some();
    let mut faults = Vec::new();
    let mut wrong = |field: &str, key: &'static str, is_wrong: bool| {
        if is_wrong {
            let text = ui::messages::text(key, &[]);
            faults.push(FieldError { field: field.to_owned(), text });
        }
    };
    let missing = key("misconduct-field-missing");
    let ruling = &new.ruling;
    wrong("agenda_number", missing, new.agenda_number.trim().is_empty());
    wrong("minutes", missing, new.minutes.trim().is_empty());
    wrong("grounds", missing, ruling.grounds.trim().is_empty());
    let unnamed = new.seats.iter().any(|seat| seat.name.trim().is_empty());
    wrong("seats", missing, new.seats.is_empty() || unnamed);
    let took_part = new.seats.iter().filter(|seat| seat.took_part).count();
    let cast = u64::from(new.votes_for) + u64::from(new.votes_against);
    wrong("votes_for", key("misconduct-votes-too-many"), cast > took_part as u64);
    let each = |role| new.seats.iter().filter(|seat| seat.took_part && seat.seat == role).count();
    let twice = each(BoardRole::Chair) > 1 || each(BoardRole::DeputyChair) > 1;
    wrong("seats", key("misconduct-chair-once"), twice);
    let measure = ruling.legal_basis.is_some();
    let undone = ruling.annulled || ruling.confiscated;
    let nothing = undone || measure || ruling.intent.is_some();
    wrong("found", key("misconduct-not-found-no-measure"), !ruling.found && nothing);
    wrong("annulled", key("misconduct-nothing-to-annul"), ruling.annulled && !annulled);
    let kept = key("misconduct-nothing-to-confiscate");
    wrong("confiscated", kept, ruling.confiscated && !confiscated);
    wrong("from", missing, measure && ruling.from.is_none());
    wrong("to", missing, measure && ruling.to.is_none());
    let first = case.notice.as_ref().map_or(today, |notice| notice.sent_on);
    let met = (first..=today).contains(&new.met_on);
    wrong("met_on", key("misconduct-met-impossible"), !met);
    let begins = ruling.from.is_some_and(|from| from < new.met_on);
    wrong("from", key("misconduct-period-before"), begins);
    let turned = ruling.from.zip(ruling.to).is_some_and(|(from, to)| to < from);
    wrong("to", key("misconduct-period-turned"), turned);
    faults.extend(exclusion::strange_programme(&ruling.programmes));
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// Nothing is decided while the student may still comment (fvl. § 16), whatever has come in: the notice
/// promises the whole time, and what is there already may be the first of more.
fn heard(case: &Case, met_on: Date) -> Result<()> {
    let Some(notice) = &case.notice else { return Err(Error::NotFound) };
    if met_on > notice.comment_by {
        return Ok(());
    }
    let until = [("date", &notice.comment_by as &dyn ui::ToArg)];
    let text = ui::messages::text("misconduct-refused-comment-runs", &until);
    Err(Error::refused("comment-period-runs", text))
}

/// What a ruling comes to under the law: its paragraph must be that of the notice, its period no
/// longer than the Act lets it be, and what the Act asks for first must have come first.
pub(super) fn rule<'a>(case: &Case, law: &'a RuleSet, ruling: &Ruling) -> Result<Ruled<'a>> {
    let code = ruling.legal_basis.as_deref();
    let intent_asked = matches!(case.matter, Matter::Cheating | Matter::Aiding);
    if ruling.found && intent_asked && ruling.intent.is_none() {
        let text = ui::messages::text("misconduct-refused-intent", &[]);
        return Err(Error::refused("intent-missing", text));
    }
    if case.matter == Matter::Aiding && ruling.intent == Some(Intent::GrosslyNegligent) {
        let text = ui::messages::text("misconduct-refused-aiding-intent", &[]);
        return Err(Error::refused("intent-missing", text));
    }
    let (Some(code), Some(from), Some(to)) = (code, ruling.from, ruling.to) else {
        return Ok(Ruled { basis: None, period: None, rows: Vec::new(), because: Vec::new() });
    };
    let basis = basis::chosen(law, case, code)?;
    // uhl. § 12-1 (2) takes intent or gross negligence, as §§ 12-4 (2) and (4) do.
    if basis.law.conduct == Conduct::DishonestAccess && ruling.intent.is_none() {
        let text = ui::messages::text("misconduct-refused-intent", &[]);
        return Err(Error::refused("intent-missing", text));
    }
    let noticed = case.notice.as_ref().and_then(|notice| notice.legal_basis.as_deref());
    if noticed != Some(code) {
        let text = ui::messages::text("misconduct-refused-not-noticed", &[]);
        let because = Reason::new(text.clone(), &*basis::section(law)?.advance_notice.law);
        return Err(Error::because(Refusal::new("not-noticed", text), vec![because]));
    }
    let first = (case.removed_on, case.warned_on);
    basis::came_first(std::slice::from_ref(&basis), first)?;
    let (rows, because) = rows(&basis, law, ruling, from, to)?;
    Ok(Ruled { basis: Some(basis), period: Some((from, to)), rows, because })
}

/// The rows of a measure that is registered; of any, that its period is no longer than it may be.
fn rows(
    basis: &Basis<'_>,
    law: &RuleSet,
    ruling: &Ruling,
    from: Date,
    to: Date,
) -> Result<(Vec<ProposedRow>, Vec<Reason>)> {
    if basis.law.is_registered() {
        let facts = ExclusionRowsFacts {
            legal_basis: basis.code,
            from: from.into(),
            to: to.into(),
            aggravated: ruling.aggravated,
            programmes: ruling.programmes.clone(),
            classifications: ruling.classifications.clone(),
            types: None,
            justification: None,
        };
        let Decision { outcome, because, .. } = ExclusionRows::decide(&facts, law);
        let answer = outcome.map_err(|refusal| Error::because(refusal, because.clone()))?;
        return Ok((answer.rows, because));
    }
    let longest = basis.law.longest(ruling.aggravated);
    let last = longest.map(|longest| (longest.longest_to(from), &longest.law));
    match last {
        Some((last, law)) if to > last => {
            let text = ui::messages::text("misconduct-refused-too-long", &[("date", &last)]);
            let because = Reason::new(text.clone(), law.as_str());
            Err(Error::because(Refusal::new("period-too-long", text), vec![because]))
        }
        _ => Ok((Vec::new(), Vec::new())),
    }
}

/// Asks the rule `board-valid`. What takes the largest majority is what was voted on.
fn valid(
    new: &Decide,
    board: AppealBody,
    ruled: &Ruled<'_>,
    law: &RuleSet,
) -> Decision<rules::board::BoardValidAnswer> {
    let measure = ruled.basis.as_ref().and_then(|basis| basis.law.matter);
    let matter = match measure {
        Some(matter) => matter,
        None if new.ruling.confiscated => VotedOn::Confiscation,
        None if new.ruling.annulled => VotedOn::Annulment,
        None => VotedOn::Other,
    };
    let took_part = new.seats.iter().filter(|seat| seat.took_part);
    let facts = BoardValidFacts {
        board,
        present: took_part
            .map(|seat| BoardMember {
                role: seat.seat,
                student: seat.student,
                impartial: seat.impartial,
            })
            .collect(),
        votes: Votes { r#for: new.votes_for, against: new.votes_against },
        matter,
        chair_voted_for: new.chair_voted_for,
    };
    BoardValid::decide(&facts, law)
}

impl Ruling {
    /// What a measure is about where its paragraph leaves it open.
    pub(super) fn about(&self) -> About {
        About { study: self.study.clone(), areas: self.areas.clone() }
    }

    /// The categories of studies as the database keeps them.
    pub(super) fn classification_codes(&self) -> Vec<String> {
        self.classifications.iter().map(|one| one.code().to_owned()).collect()
    }
}

impl Seat {
    /// The word of the seat in the database.
    pub(super) fn code(&self) -> String {
        words::word(&self.seat)
    }
}
