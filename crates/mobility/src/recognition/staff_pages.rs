//! The pages of those who handle and assess cases: the list, a new one on paper, and the case.

use super::assess::GrantedAs;
use super::case::{Case, Grant, Item, Place, State};
use super::pages::{of_case, row_choices, ticked, units};
use super::store::{self, Listed};
use super::tasks::task;
use super::{
    ASSESSORS, Apply, OFFICERS, Outcome, VIEWERS, advance_pages, apply, gate, steps_pages,
};
use crate::RecognitionId;
use crate::external_studies::{self, pages::kinds};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use office::catalogue::refused;
use office::catalogue::words;
use office::desk::Task;
use office::exclusion::{self, Warned};
use office::explanation::Channel;
use office::http::files::download;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with, wanted};
use office::{Error, PersonId, Result, UnitId};
use rules::{Credits, Reason};
use ui::{Choice, Form, key};
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let one = "/recognitions/{recognition}";
    let (viewers, officers) = (Allow::Roles(VIEWERS), Allow::Roles(OFFICERS));
    Routes::default()
        .page("/recognitions", viewers, list)
        .page("/recognitions/people/{person}/new", officers, blank)
        .form("/recognitions", officers, "recognition.register", registered)
        .page(one, viewers, show)
        .page(&format!("{one}/files/{{recognition_file}}"), viewers, file)
        .merge(steps_pages::routes())
}

const PAGE_SIZE: u32 = 100;

#[derive(Template)]
#[template(path = "recognition/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    states: Vec<Choice>,
    cases: Vec<Listed>,
    list: ui::List,
    officer: bool,
}

impl ListPage {
    fn applicant(&self, case: &Listed) -> String {
        case.applicant.listed(self.frame.language)
    }
}

/// The cases of one's units, those under way first.
async fn list(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let fields = wanted(query, &["state"]);
    let list = ui::List::from_query("/recognitions", &fields, &["applied"], PAGE_SIZE);
    let form = Form::from_pairs(fields);
    let (state, offset) = (form.field("state"), list.offset());
    let filter = store::Filter { state, limit: PAGE_SIZE, offset, id: None };
    let mut conn = signed.read().await?;
    let (cases, total) = store::list(&mut conn, (&*signed.who, VIEWERS), filter).await?;
    let persons: Vec<PersonId> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&persons, "recognition").await?;
    let frame = signed.frame("recognitions");
    let states = State::ALL.map(|state| Choice::new(words::word(&state), frame.t(state.key())));
    let (states, officer) = (states.to_vec(), signed.who.has(OFFICERS));
    page(&ListPage { frame, form, states, cases, list: list.of(total), officer })
}

#[derive(Template)]
#[template(path = "recognition/register.html")]
struct RegisterPage {
    frame: ui::Frame,
    form: Form,
    person: PersonId,
    applicant: String,
    units: Vec<Choice>,
    rows: Vec<Choice>,
}

impl RegisterPage {
    fn channels(&self) -> Vec<Choice> {
        channels(&self.frame)
    }
}

/// The ways in which something comes in on paper or by mail.
fn channels(frame: &ui::Frame) -> Vec<Choice> {
    vec![
        Choice::new("desk", frame.t("explanation-channel-desk")),
        Choice::new("email", frame.t("explanation-channel-email")),
        Choice::new("post", frame.t("explanation-channel-post")),
    ]
}

const LABELS: &[(&str, &str)] = &[
    ("unit", key("recognition-unit")),
    ("education", key("recognition-education")),
    ("applied_on", key("recognition-applied-on")),
    ("channel", key("explanation-channel")),
    ("from", key("recognition-planned-from")),
    ("until", key("recognition-planned-until")),
];

async fn register_page(signed: &Signed, person: PersonId, form: Form) -> Result<RegisterPage> {
    let all = external_studies::pages::all_of(signed, person).await?;
    let frame = signed.frame("recognitions/new");
    Ok(RegisterPage {
        person,
        applicant: all.whose.name.shown(frame.language),
        units: units(signed, &frame).await?,
        rows: row_choices(&frame, &all.rows),
        form: form.labels(LABELS),
        frame,
    })
}

async fn blank(signed: Signed, Path(person): Path<PersonId>) -> Result<Response> {
    page(&register_page(&signed, person, Form::new()).await?)
}

/// An application that came in on paper.
async fn registered(posted: Posted) -> Result<Response> {
    let person = posted.field("person").parse().map(PersonId).map_err(|_| Error::NotFound)?;
    let mut form = posted.form();
    let (unit, applied_on) = (form.id("unit"), form.date("applied_on"));
    let advance = advance_pages::planned(&mut form);
    let channel = form.choice("channel", &["desk", "email", "post"]);
    let channel = channel.as_deref().and_then(Channel::from_code);
    let (Some(unit), Some(applied_on), Some(channel), Ok(advance)) =
        (unit, applied_on, channel, advance)
    else {
        let shown = register_page(&posted.signed, person, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let new = Apply {
        person,
        unit: UnitId(unit),
        education: posted.field("education").to_owned(),
        as_equal_to: posted.field("as_equal_to").to_owned(),
        rows: ticked(&posted)?,
        advance,
        channel,
        applied_on,
    };
    let mut act = posted.act().await?;
    match apply(&mut act, new).await {
        Ok(id) => {
            let entry = Entry::new("recognition.register", "recognition", id.0);
            act.commit(entry.fact("channel", channel.code())).await?;
            Ok(done(&format!("/recognitions/{id}"), "done-recognition-registered"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let form = refused(form, error)?;
            let shown = register_page(&posted.signed, person, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(error) => Err(error),
    }
}

/// A case, for whoever has to do with it at its unit; that it was looked at is noted.
pub(super) async fn seen(signed: &Signed, id: RecognitionId) -> Result<Case> {
    let mut conn = signed.read().await?;
    let mut case = Case::load(&mut conn, id, false).await?;
    signed.who.require(VIEWERS, &case.place)?;
    if case.person == signed.who.person {
        return Err(Error::NotFound);
    }
    signed.look(case.person, "recognition").await?;
    if !signed.who.has_everywhere(exclusion::READERS) {
        // What an exclusion says is for those who work with exclusions.
        let barred = case.decisions.iter_mut().filter(|decided| decided.barred_by.is_some());
        barred.for_each(|decided| decided.because.clear());
    }
    Ok(case)
}

async fn file(signed: Signed, Path((id, file)): Path<(RecognitionId, Uuid)>) -> Result<Response> {
    staff_file(&signed, id, file).await
}

/// A document of a case, for its unit.
pub(super) async fn staff_file(signed: &Signed, id: RecognitionId, file: Uuid) -> Result<Response> {
    let case = seen(signed, id).await?;
    of_case(&case, file)?;
    signed.look_at(case.person, "recognition", file).await?;
    download(&signed.node, file, &format!("recognition-{file}")).await
}

#[derive(Template)]
#[template(path = "recognition/case.html")]
struct CasePage {
    frame: ui::Frame,
    form: Form,
    case: Case,
    next: Option<Task>,
    /// The courses here, to choose from.
    places: Vec<Choice>,
    /// Why the register bars it, where it does; nothing of it for those who do not work with exclusions.
    barred: Option<Vec<Reason>>,
    warned: Option<Warned>,
    /// The steps of a refusal of what the form asked for.
    refused: Vec<Reason>,
    officer: bool,
    assessor: bool,
    /// The lines, and what was approved in advance of which they may come.
    lines: Vec<Choice>,
    promises: Vec<Choice>,
    promised_at: String,
}

impl CasePage {
    fn is(&self, state: State) -> bool {
        self.case.state == state
    }

    fn applicant(&self) -> String {
        self.case.applicant.shown(self.frame.language)
    }

    fn owner(&self, next: &Task) -> String {
        self.frame.t(&next.owner.message_key())
    }

    fn name(&self, item: &Item) -> String {
        item.name(self.frame.language)
    }

    fn at(&self, item: &Item) -> String {
        item.content.institution.nearest(self.frame.language).to_owned()
    }

    fn assessor_name(&self) -> String {
        let assessed = self.case.assessment.as_ref();
        assessed.map_or_else(String::new, |one| one.assessor.shown(self.frame.language))
    }

    fn of(&self, grant: &Grant) -> String {
        self.case.item(grant.item).map_or_else(String::new, |item| self.name(item))
    }

    fn granted(&self, grant: &Grant) -> String {
        match &grant.course {
            Some(Place { code, name, .. }) => format!("{code} {}", self.frame.text(name)),
            None => self.frame.t(grant.granted.key()),
        }
    }

    fn is_reduced(&self, grant: &Grant) -> bool {
        grant.reduced > Credits::ZERO
    }

    fn outcomes(&self) -> Vec<Choice> {
        let all = Outcome::ALL.iter();
        all.map(|one| Choice::new(words::word(one), self.frame.t(one.key()))).collect()
    }

    fn granted_as(&self) -> Vec<Choice> {
        let all = GrantedAs::ALL.iter();
        all.map(|one| Choice::new(words::word(one), self.frame.t(one.key()))).collect()
    }

    fn channels(&self) -> Vec<Choice> {
        channels(&self.frame)
    }

    fn kinds(&self) -> Vec<Choice> {
        kinds(&self.frame)
    }

    fn stands(&self) -> Vec<Choice> {
        let say = |value: &str, name: &str| Choice::new(value, self.frame.t(name));
        vec![
            say("yes", key("recognition-reconsider-stands")),
            say("no", key("recognition-reconsider-changed")),
        ]
    }

    fn changed(&self) -> bool {
        self.case.items.iter().any(|item| item.changed)
    }

    fn may_send(&self) -> bool {
        self.officer && (self.is(State::Applied) || self.is(State::Assessed))
    }

    fn may_assess(&self) -> bool {
        self.assessor && (self.is(State::Assessing) || self.is(State::Assessed))
    }

    fn is_open(&self) -> bool {
        matches!(self.case.state, State::Applied | State::Assessing | State::Assessed)
    }

    fn to_reconsider(&self) -> bool {
        let open = self.case.appeal.as_ref().is_some_and(|appeal| appeal.reconsidered.is_none());
        self.officer && self.is(State::Appealed) && open
    }

    fn to_settle(&self) -> bool {
        let appeal = self.case.appeal.as_ref();
        let waits = appeal.is_some_and(|one| one.forwarded_on.is_some() && one.settled.is_none());
        self.officer && self.is(State::Appealed) && waits
    }
}

/// The case page, with the form as it was typed and why it was refused.
pub(super) async fn case_page(
    signed: &Signed,
    id: RecognitionId,
    form: Form,
    refused: Vec<Reason>,
) -> Result<Response> {
    let case = seen(signed, id).await?;
    let mut conn = signed.read().await?;
    let officer = signed.who.may(OFFICERS, &case.place);
    let assessor = signed.who.may(ASSESSORS, &case.place);
    let frame = signed.frame(format!("recognition/{}", case.case_number));
    let scope = signed.who.scope(ASSESSORS);
    let places = store::places(&mut conn, &scope).await?.into_iter().map(|place| {
        let Place { id, code, name, credits } = place;
        let named = format!("{code} {}", frame.text(&name));
        Choice::new(id.to_string(), format!("{named} ({})", frame.credits(credits)))
    });
    let places = places.collect();
    let barred = match officer {
        true => gate::barred(&mut conn, &signed.node, case.person, signed.today()).await?,
        false => None,
    };
    let details = signed.who.has_everywhere(exclusion::READERS);
    let warned = exclusion::warning(signed, case.person).await?;
    let alone = store::Filter { id: Some(id), limit: 1, ..store::Filter::default() };
    let (cases, _) = store::list(&mut conn, (&*signed.who, VIEWERS), alone).await?;
    let next = cases.first().and_then(task);
    let status = match form.is_valid() && refused.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let (lines, promises) = match officer {
        true => advance_pages::choices(signed, &case, &frame).await?,
        false => (Vec::new(), Vec::new()),
    };
    let shown = CasePage {
        lines,
        promises,
        promised_at: format!("/recognitions/{id}/promises"),
        frame,
        form: form.labels(steps_pages::LABELS),
        case,
        next,
        places,
        barred: barred.map(|met| if details { met.because } else { Vec::new() }),
        warned,
        refused,
        officer,
        assessor,
    };
    page_with(status, &shown)
}

async fn show(signed: Signed, Path(id): Path<RecognitionId>) -> Result<Response> {
    case_page(&signed, id, Form::new(), Vec::new()).await
}
