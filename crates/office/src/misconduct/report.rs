//! The report of a suspicion, and what in the answer is marked.

use super::case::{Case, State};
use super::matter::{Chose, Matter, Source, Suspected, UsedFor};
use super::{REPORTERS, basis, store};
use crate::explanation::incoming::own_case;
use crate::{Act, Error, FieldError, MisconductId, RegistrationId, Result, grading};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A report, as the officer writes it up.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The exam of the student, for what happened at one.
    #[serde(default)]
    pub registration: Option<RegistrationId>,
    /// The student's number, for what is not about an exam.
    #[serde(default)]
    pub student_number: String,
    /// What is suspected.
    pub matter: Matter,
    /// Who saw it.
    pub source: Source,
    /// Whether it was coursework rather than the exam.
    #[serde(default)]
    pub coursework: bool,
    /// What kind of cheating.
    #[serde(default)]
    pub suspected: Option<Suspected>,
    /// The date of the report.
    #[schema(value_type = String, format = Date)]
    pub reported_on: Date,
    /// What was seen, in the report's own words.
    pub observed: String,
    /// Those whose report it is.
    pub reporters: Vec<Reporter>,
    /// School exam: the day the student was taken out and told.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub told_on: Option<Date>,
    /// School exam: what the student chose.
    #[serde(default)]
    pub chose: Option<Chose>,
    /// Practice: where.
    #[serde(default)]
    pub placement: String,
    /// False documents: what they were used for.
    #[serde(default)]
    pub used_for: Option<UsedFor>,
    /// Disturbances: the day of the decision on removal.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub removed_on: Option<Date>,
    /// Disturbances: the day of the written warning; the board's own where a removal came before it.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub warned_on: Option<Date>,
}

/// One whose report it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reporter {
    /// Title or function.
    pub title: String,
    /// Name.
    pub name: String,
}

/// A passage of the answer, and what it is taken from.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The passage, word by word.
    pub passage: String,
    /// Where it is taken from.
    pub taken_from: String,
}

/// Takes down a report (P-01, P-02). The grade of a suspected answer waits from now on.
///
/// # Errors
/// Not found for a student of another unit; refused `own-case`, `already-reported`,
/// `not-in-rule-set` where the Act of the day knows no such matter, `warning-missing` and
/// `removal-and-warning-missing`. What is missing is invalid, at its field.
pub async fn report(act: &mut Act, new: Report) -> Result<MisconductId> {
    let new = new.relevant();
    let subject = match new.registration {
        Some(registration) => store::subject_of_exam(act.conn(), registration).await?,
        // What is about an exam says below that the exam is missing.
        None => {
            let scope = act.who()?.scope(REPORTERS);
            store::subject_by_number(act.conn(), new.student_number.trim(), &scope).await?
        }
    };
    let subject = subject.ok_or(Error::NotFound)?;
    let who = act.who()?;
    who.require(REPORTERS, &subject.place)?;
    if subject.person == who.person {
        return Err(own_case());
    }
    complete(&new, act.today())?;
    let law = act.node().rules_on(new.reported_on)?.clone();
    let bases = basis::of(&law, new.matter, new.used_for);
    if bases.is_empty() {
        return Err(basis::unknown());
    }
    basis::came_first(&bases, (new.removed_on, new.warned_on))?;
    if let Some(registration) = new.registration {
        store::lock_registration(act.conn(), registration).await?;
        if store::is_open(act.conn(), registration, new.matter).await? {
            let text = ui::messages::text("misconduct-refused-already-reported", &[]);
            return Err(Error::refused("already-reported", text));
        }
    }
    let id = MisconductId::new();
    let year = act.today().year();
    let number = crate::archive::next_case_number(act.conn(), year).await?;
    store::insert(act, id, &number, &subject, &new, &law).await?;
    store::sign(act, id, "case_officer").await?;
    let cheating = new.matter == Matter::Cheating && !new.coursework;
    if let Some(registration) = new.registration.filter(|_| cheating)
        && basis::section(&law)?.hold_grade.value
    {
        grading::hold(act, registration, &number).await?;
    }
    Ok(id)
}

impl Report {
    /// What belongs to the matter and its source; the rest of what was filled in is left out.
    fn relevant(mut self) -> Self {
        let (matter, invigilated) = (self.matter, self.source == Source::Invigilation);
        self.registration = self
            .registration
            .filter(|_| matter.is_of_exam() || self.used_for == Some(UsedFor::Exam));
        self.coursework &= matter.is_of_exam();
        self.suspected = self.suspected.filter(|_| matter == Matter::Cheating);
        self.told_on = self.told_on.filter(|_| invigilated);
        self.chose = self.chose.filter(|_| invigilated);
        self.used_for = self.used_for.filter(|_| matter == Matter::FalseDocuments);
        self.removed_on = self.removed_on.filter(|_| matter == Matter::Disruption);
        let warned = matches!(matter, Matter::Removal | Matter::Disruption);
        self.warned_on = self.warned_on.filter(|_| warned);
        if !matches!(matter, Matter::GrossMisconduct | Matter::Confidentiality) {
            self.placement.clear();
        }
        self
    }
}

/// Everything that the matter and its source ask for is there, and no day lies ahead.
fn complete(new: &Report, today: Date) -> Result<()> {
    let mut faults = Vec::new();
    let mut missing = |field: &str, is_missing: bool| {
        if is_missing {
            let text = ui::messages::text("misconduct-field-missing", &[]);
            faults.push(FieldError { field: field.to_owned(), text });
        }
    };
    let invigilated = new.source == Source::Invigilation;
    let practice = matches!(new.matter, Matter::GrossMisconduct | Matter::Confidentiality);
    missing("registration", new.matter.is_of_exam() && new.registration.is_none());
    missing("observed", new.observed.trim().is_empty());
    let named = |one: &Reporter| !one.title.trim().is_empty() && !one.name.trim().is_empty();
    missing("reporters", new.reporters.is_empty() || !new.reporters.iter().all(named));
    missing("suspected", new.matter == Matter::Cheating && new.suspected.is_none());
    missing("told_on", invigilated && new.told_on.is_none());
    missing("chose", invigilated && new.chose.is_none());
    missing("placement", practice && new.placement.trim().is_empty());
    missing("used_for", new.matter == Matter::FalseDocuments && new.used_for.is_none());
    for (field, day, last) in [
        ("reported_on", Some(new.reported_on), today),
        ("told_on", new.told_on, new.reported_on),
        ("removed_on", new.removed_on, new.reported_on),
        ("warned_on", new.warned_on, new.reported_on),
    ] {
        if day.is_some_and(|day| day > last) {
            let text = ui::messages::text("misconduct-day-after", &[("date", &last)]);
            faults.push(FieldError { field: field.to_owned(), text });
        }
    }
    if let (Some(removed), Some(warned)) = (new.removed_on, new.warned_on)
        && warned < removed
    {
        let text = ui::messages::text("misconduct-warned-before", &[("date", &removed)]);
        faults.push(FieldError { field: "warned_on".to_owned(), text });
    }
    if new.reporters.len() > REPORTERS_MAX {
        let text = ui::messages::text("misconduct-reporters-max", &[("most", &REPORTERS_MAX)]);
        faults.push(FieldError { field: "reporters".to_owned(), text });
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// How many can report together.
pub(super) const REPORTERS_MAX: usize = 9;

/// Marks a passage of the answer with what it is taken from (P-02), until the report is signed.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`; what is missing is invalid.
pub async fn mark(act: &mut Act, id: MisconductId, new: Mark) -> Result<()> {
    let case = Case::to_handle(act, id, REPORTERS).await?;
    case.require(&[State::Reported])?;
    let mut faults = Vec::new();
    for (field, value) in [("passage", &new.passage), ("taken_from", &new.taken_from)] {
        if value.trim().is_empty() {
            let text = ui::messages::text("misconduct-field-missing", &[]);
            faults.push(FieldError { field: field.to_owned(), text });
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store::insert_passage(act, id, &new).await
}
