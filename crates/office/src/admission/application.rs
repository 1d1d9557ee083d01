//! An application for admission, with what it asks for.

use super::{HANDLERS, store};
use crate::access::Principal;
use crate::people::{PersonName, PlaceCode};
use crate::{
    Act, ApplicationId, ChoiceId, Error, PersonId, ProgrammeId, Result, StudyStartId, UnitId,
};
use jiff::civil::Date;
use rules::Text;
use rules::exclusion::Classification;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use ui::key;
use utoipa::ToSchema;

/// How an application came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ApplicationVia)]
pub enum Via {
    /// From the applicant's own page: local admission.
    Local,
    /// From the national admission.
    National,
}

impl Via {
    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Local => key("admission-via-local"),
            Self::National => key("admission-via-national"),
        }
    }
}

/// Where one choice of an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChoiceState)]
pub enum State {
    /// Nobody has decided.
    Waiting,
    /// A place is offered.
    Offered,
    /// The applicant has accepted it.
    Accepted,
    /// The applicant has declined it.
    Declined,
    /// The applicant has taken the choice back.
    Withdrawn,
    /// Dismissed because of an exclusion.
    Dismissed,
    /// Dismissed, and taken up again since the appeal was upheld: stored as `dismissed`.
    Reopened,
}

impl State {
    /// Those that a list is narrowed by.
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Offered,
        Self::Accepted,
        Self::Declined,
        Self::Withdrawn,
        Self::Dismissed,
        Self::Reopened,
    ];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => key("admission-state-waiting"),
            Self::Offered => key("admission-state-offered"),
            Self::Accepted => key("admission-state-accepted"),
            Self::Declined => key("admission-state-declined"),
            Self::Withdrawn => key("admission-state-withdrawn"),
            Self::Dismissed => key("admission-state-dismissed"),
            Self::Reopened => key("admission-state-reopened"),
        }
    }

    /// Whether somebody has still to decide.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Reopened)
    }
}

/// A programme as an application names it.
#[derive(Clone)]
pub struct Start {
    /// The day on which the studies begin, as a thing of its own.
    pub id: StudyStartId,
    /// The programme.
    pub programme: ProgrammeId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The unit that gives it.
    pub unit: UnitId,
    /// Its place.
    pub place: PlaceCode,
    /// Its category of studies.
    pub classification: Option<Classification>,
    /// How many terms a study right lasts.
    pub terms: i32,
    /// The first day of the studies.
    pub starts_on: Date,
    /// The last day on which one applies.
    pub apply_by: Date,
}

impl Start {
    /// The programme with its day, as letters name it.
    pub(super) fn in_letter(&self) -> Text {
        let said = |name: &String| {
            let args: [(&str, &dyn ui::ToArg); 2] = [("name", name), ("date", &self.starts_on)];
            ui::messages::text("admission-choice-in-letter", &args)
        };
        let Text { nb, nn, en } = &self.name;
        Text { nb: said(nb).nb, nn: said(nn).nn, en: said(en).en }
    }
}

/// One programme that an application asks for.
#[derive(Clone)]
pub struct Choice {
    /// Its id.
    pub id: ChoiceId,
    /// Its place in the applicant's order, from 1.
    pub priority: i32,
    /// What is asked for.
    pub start: Start,
    /// Where it stands.
    pub state: State,
    /// The day of the offer, and until when it is answered.
    pub offered: Option<(Date, Date)>,
}

/// An application.
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// Whose.
    pub person: PersonId,
    /// The applicant's name.
    pub name: PersonName,
    /// How it came.
    pub via: Via,
    /// The number that the national admission gave it.
    pub reference: Option<String>,
    /// The day it came in.
    pub received_on: Date,
    /// Whether results may be fetched from other institutions.
    pub results_may_be_fetched: bool,
    /// Which text was answered.
    pub consent_version: i32,
    /// What it asks for, in the applicant's order.
    pub choices: Vec<Choice>,
}

impl Application {
    /// An application with the choices that lie within one's scope, or not found. One's own is nobody's
    /// to handle but others'.
    pub(super) async fn for_officer(
        conn: &mut PgConnection,
        who: &Principal,
        id: ApplicationId,
    ) -> Result<Self> {
        let mut found = store::load(conn, id).await?.ok_or(Error::NotFound)?;
        found.choices.retain(|choice| who.may(HANDLERS, &choice.start.place));
        if found.choices.is_empty() || found.person == who.person {
            return Err(Error::NotFound);
        }
        Ok(found)
    }

    /// An application of one's own, or not found.
    pub(super) async fn own(
        conn: &mut PgConnection,
        person: PersonId,
        id: ApplicationId,
    ) -> Result<Self> {
        let found = store::load(conn, id).await?.ok_or(Error::NotFound)?;
        if found.person == person { Ok(found) } else { Err(Error::NotFound) }
    }

    /// As [`Application::for_officer`], held until the act ends.
    pub(super) async fn held(act: &mut Act, id: ApplicationId) -> Result<Self> {
        store::lock(act.conn(), id).await?;
        let who = act.who()?.clone();
        Self::for_officer(act.conn(), &who, id).await
    }

    /// The application of a choice, and the choice, both held until the act ends.
    pub(super) async fn of_choice(act: &mut Act, id: ChoiceId) -> Result<(Self, Choice)> {
        let application = store::application_of(act.conn(), id).await?.ok_or(Error::NotFound)?;
        store::lock(act.conn(), application).await?;
        let found = store::load(act.conn(), application).await?.ok_or(Error::NotFound)?;
        let choice = found.choices.iter().find(|choice| choice.id == id).cloned();
        Ok((found, choice.ok_or(Error::NotFound)?))
    }
}
