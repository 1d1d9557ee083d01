//! The pages of those who handle appeals: the queue, the case, and one form for each step.

use super::case::Case;
use super::files_page::{Line, build_of, lines, to_confirm};
use super::store::{self, Listed, Member};
use super::tasks::next_step;
use super::{Appoint, DecideLate, HANDLERS, Lodge, Settled, State, VIEWERS};
use crate::access::Role;
use crate::calendar::{self, Deadline, Subject};
use crate::desk::Task;
use crate::exclusion::{self, Warned};
use crate::explanation::incoming::{Incoming, Intake};
use crate::explanation::{Channel, STAFF};
use crate::grading::{self, Owes, PanelMember};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with, wanted};
use crate::{AppealId, Error, PersonId, Refused, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use rules::{Reason, Refusal};
use sqlx::PgConnection;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/appeals", Allow::Roles(VIEWERS), queue)
        .page("/appeals/search", Allow::Roles(VIEWERS), queue)
        .search("/appeals/search", Allow::Roles(VIEWERS), search)
        .page("/appeals/new", Allow::Roles(STAFF), register)
        .page("/appeals/find", Allow::Roles(STAFF), register)
        .search("/appeals/find", Allow::Roles(STAFF), find)
        .form("/appeals", Allow::Roles(STAFF), "appeal.lodge", registered)
        .page("/appeals/{appeal}", Allow::Roles(VIEWERS), show)
        .form("/appeals/{appeal}/late", Allow::Roles(HANDLERS), "appeal.decide_late", late)
        .form("/appeals/{appeal}/diploma", Allow::Roles(STAFF), "appeal.return_diploma", diploma)
        .form(
            "/appeals/{appeal}/committee",
            Allow::Roles(&[Role::BoardSecretary]),
            "appeal.appoint",
            committee,
        )
        .form("/appeals/{appeal}/package", Allow::Roles(HANDLERS), "appeal.build", package)
        .form("/appeals/{appeal}/send", Allow::Roles(HANDLERS), "appeal.send", send)
        .form("/appeals/{appeal}/reminders", Allow::Roles(HANDLERS), "appeal.remind", reminder)
        .form("/appeals/{appeal}/outcome", Allow::Roles(HANDLERS), "appeal.settle", outcome)
}

const PAGE_SIZE: u32 = 100;

/// A state in words.
pub(super) fn state_text(frame: &ui::Frame, state: State) -> String {
    frame.ta("appeal-stands", &[("state", &state.code())])
}

#[derive(Template)]
#[template(path = "appeal/queue.html")]
struct QueuePage {
    frame: ui::Frame,
    form: ui::Form,
    states: Vec<ui::Choice>,
    cases: Vec<Listed>,
    list: ui::List,
    may_register: bool,
}

impl QueuePage {
    fn state(&self, case: &Listed) -> String {
        state_text(&self.frame, case.state)
    }

    fn student(&self, case: &Listed) -> String {
        case.student.listed(self.frame.language)
    }

    /// Whether the deadline still matters.
    fn open(&self, case: &Listed) -> bool {
        !case.state.is_finished()
    }
}

/// The columns by which the queue is sorted.
const COLUMNS: &[&str] = &["due", "case", "course", "student", "lodged"];

/// The appeals of one's units, the open ones first.
async fn queue(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let fields = wanted(query, &["state"]);
    let list = ui::List::from_query("/appeals", &fields, COLUMNS, PAGE_SIZE);
    shown(&signed, list, ui::Form::from_pairs(fields)).await
}

/// Those that were looked for; what nobody is named in goes on to an address that can be kept.
async fn search(posted: Posted) -> Result<Response> {
    let fields = wanted(posted.fields, &["q", "state"]);
    let list = ui::List::from_form("/appeals", &fields, COLUMNS, PAGE_SIZE);
    let form = ui::Form::from_pairs(fields);
    if form.field("q").is_empty() {
        return Ok(Redirect::to(&list.page_href(list.page)).into_response());
    }
    shown(&posted.signed, list, form).await
}

async fn shown(signed: &Signed, list: ui::List, form: ui::Form) -> Result<Response> {
    let filter = store::Filter {
        state: form.field("state"),
        q: form.field("q"),
        sort: &list.order(),
        limit: PAGE_SIZE,
        offset: list.offset(),
    };
    let mut conn = signed.read().await?;
    let (cases, total) = store::list(&mut conn, (&*signed.who, VIEWERS), filter).await?;
    let students: Vec<_> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&students, "appeal").await?;
    let frame = signed.frame("appeals");
    let choice = |state: State| ui::Choice::new(state.code(), state_text(&frame, state));
    let states = State::ALL.into_iter().map(choice).collect();
    let may_register = signed.who.has(STAFF);
    page(&QueuePage { frame, form, states, cases, list: list.of(total), may_register })
}

static INTAKE: Intake = Intake {
    path: "/appeals",
    title: ui::key("appeal-register-title"),
    purpose: "appeal",
    grounds: true,
};

async fn register(signed: Signed) -> Result<Response> {
    INTAKE.page(&signed).await
}

async fn find(posted: Posted) -> Result<Response> {
    INTAKE.found(&posted).await
}

/// Registers an appeal that came in on paper or by mail, with the day it came (O-01, O-02).
async fn registered(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let read = Incoming::read(&mut form);
    let Some(incoming) = read.filter(|_| form.is_valid()) else {
        return INTAKE.again(&posted, form).await;
    };
    let new = Lodge::of(incoming, posted.field("grounds").to_owned());
    let mut act = posted.act().await?;
    match super::lodge(&mut act, new).await {
        Ok(id) => {
            let entry = Entry::new("appeal.lodge", "appeal", id.0);
            act.commit(incoming.noted(entry, "lodged_on")).await?;
            Ok(done(&format!("/appeals/{id}"), "done-appeal-lodged"))
        }
        Err(error) => INTAKE.refused(&posted, form, error).await,
    }
}

#[derive(Template)]
#[template(path = "appeal/case.html")]
struct CasePage {
    frame: ui::Frame,
    form: ui::Form,
    case: Case,
    student: String,
    /// The language that the student reads letters in.
    language: rules::Language,
    /// How it came in, and who entered it where it was not the student.
    channel: String,
    /// What happens next, until when, and whose turn it is.
    next: Option<Task>,
    due: Option<Deadline>,
    /// Whether the new grade is so late that it costs the faculty money.
    sanction: bool,
    previous: Vec<Member>,
    examiners: Vec<ui::Choice>,
    /// The files that may be sent.
    files: Vec<Line>,
    /// Those of them that an officer may have to confirm.
    to_confirm: Vec<ui::Choice>,
    /// Who of the committee at work has something left to do, and what.
    outstanding: Vec<(PanelMember, Owes)>,
    warned: Option<Warned>,
    /// The steps of a refusal of what the form asked for.
    refused: Vec<Reason>,
    handler: bool,
    board: bool,
    desk: bool,
}

impl CasePage {
    fn state(&self) -> String {
        state_text(&self.frame, self.case.state)
    }

    /// Whose turn it is.
    fn owner(&self, next: &Task) -> String {
        self.frame.t(&next.owner.message_key())
    }

    fn explanation_asked(&self) -> Option<jiff::civil::Date> {
        self.case.graded.explanation.as_ref().map(|explanation| *explanation.requested)
    }

    /// *Ferdigbehandlet*: yes or no.
    fn finished(&self) -> String {
        let yes = self.case.state.is_finished();
        self.frame.t(if yes { "common-yes" } else { "common-no" })
    }

    /// Whether a package has been built for one of the committees.
    fn has_package(&self) -> bool {
        self.case.committees.iter().any(|committee| committee.package.is_some())
    }

    /// Those who sat before the new committees did.
    fn sat_before(&self) -> impl Iterator<Item = &Member> {
        let new = |one: &&Member| {
            let mut seated = self.case.committees.iter().flat_map(|it| &it.members);
            !seated.any(|member| member.person == one.person)
        };
        self.previous.iter().filter(new)
    }

    fn to_build(&self) -> bool {
        let open = matches!(self.case.state, State::Accepted | State::Further);
        open && !self.case.needs_committee()
            && self.case.committee().is_some_and(|committee| committee.package.is_none())
    }

    fn to_send(&self) -> bool {
        let package = self.case.committee().and_then(|committee| committee.package.as_ref());
        matches!(self.case.state, State::Accepted | State::Further)
            && package.is_some_and(|package| package.sent_at.is_none())
    }

    /// The message of what an examiner has left to do.
    fn owes(&self, what: &Owes) -> String {
        self.frame.t(match what {
            Owes::Standpoint => ui::key("appeal-owes-standpoint"),
            Owes::Protocol => ui::key("appeal-owes-protocol"),
            Owes::Signature => ui::key("appeal-owes-signature"),
        })
    }

    fn to_settle(&self) -> bool {
        let package = self.case.committee().and_then(|committee| committee.package.as_ref());
        matches!(self.case.state, State::Sent | State::Further)
            && package.is_some_and(|package| package.sent_at.is_some())
    }

    fn is(&self, state: &str) -> bool {
        self.case.state.code() == state
    }

    /// Whether it came late, and nothing is said of why.
    fn late_without_reason(&self) -> bool {
        self.case.late_without_reason()
    }

    fn late_choices(&self) -> Vec<ui::Choice> {
        vec![
            ui::Choice::new("yes", self.frame.t("appeal-late-excused")),
            ui::Choice::new("no", self.frame.t("appeal-late-refused")),
        ]
    }
}

/// How a case came in: by the student's own pages, or by whom it was entered.
async fn channel(conn: &mut PgConnection, frame: &ui::Frame, case: &Case) -> Result<String> {
    let channel = frame.t(match Channel::from_code(&case.channel) {
        Some(Channel::Desk) => ui::key("explanation-channel-desk"),
        Some(Channel::Email) => ui::key("explanation-channel-email"),
        Some(Channel::Post) => ui::key("explanation-channel-post"),
        Some(Channel::SelfService) | None => ui::key("appeal-channel-self-service"),
    });
    if case.is_of(case.registered_by) {
        return Ok(channel);
    }
    let by = crate::people::store::person(conn, case.registered_by).await?;
    let by = by.map_or_else(String::new, |by| by.name.shown(frame.language));
    Ok(frame.ta("appeal-channel-entered", &[("channel", &channel), ("name", &by)]))
}

async fn case_page(signed: &Signed, id: AppealId, form: ui::Form) -> Result<CasePage> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    case.require_access(&signed.who, VIEWERS)?;
    signed.look(case.graded.person, "appeal").await?;
    let frame = signed.frame(format!("appeal/{}", case.case_number));
    let person = crate::people::store::person(&mut conn, case.graded.person)
        .await?
        .ok_or(Error::NotFound)?;
    let channel = channel(&mut conn, &frame, &case).await?;
    let today = signed.today();
    let next = next_step(&mut conn, &signed.node, &signed.who, &case.case_number, today).await?;
    let subject = Subject { kind: "appeal", id: id.0 };
    let due = case.due(&mut conn).await?;
    let sanction = calendar::store::get(&mut conn, subject, super::gate::SANCTION).await?;
    let sanction = sanction.and_then(|deadline| deadline.due_on);
    let previous = case.previous(&mut conn).await?;
    let sat = |member: &Member| previous.iter().any(|p| p.person == member.person);
    let examiners = store::examiners(&mut conn, None).await?;
    let examiners = examiners.into_iter().filter(|member| !sat(member)).map(|member| {
        let text = if member.external {
            frame.ta("appeal-examiner-external", &[("name", &member.name)])
        } else {
            frame.ta("appeal-examiner-internal", &[("name", &member.name)])
        };
        ui::Choice::new(member.person.to_string(), text).hint(member.workplace)
    });
    let outstanding = match case.at_work() {
        Some(committee) => grading::outstanding(&mut conn, committee.id).await?,
        None => Vec::new(),
    };
    let at_hand = store::at_hand(&mut conn, &case).await?;
    let files = lines(&frame, &at_hand.files);
    let place = &case.graded.place;
    Ok(CasePage {
        warned: exclusion::warning(signed, case.graded.person).await?,
        student: person.name.shown(frame.language),
        language: person.language,
        channel,
        next,
        examiners: examiners.collect(),
        to_confirm: to_confirm(&files),
        files,
        outstanding,
        refused: Vec::new(),
        handler: signed.who.may(HANDLERS, place),
        board: signed.who.may(&[Role::BoardSecretary], place),
        desk: signed.who.may(STAFF, place),
        frame,
        form,
        case,
        sanction: sanction.is_some_and(|from| from <= signed.today()),
        due,
        previous,
    })
}

async fn show(signed: Signed, Path(id): Path<AppealId>) -> Result<Response> {
    page(&case_page(&signed, id, ui::Form::new()).await?)
}

/// Back to the case, after a step.
fn back(id: AppealId, done_key: &str) -> Response {
    done(&format!("/appeals/{id}"), done_key)
}

/// What is typed in a step, field by field.
const TYPED: &[(&str, &str)] = &[
    ("assessment", ui::key("appeal-late-assessment")),
    ("case_ref", ui::key("appeal-appoint-ref")),
];

/// The page again, with all that was typed and what was wrong; a refusal by a rule stands
/// at `field`. A step that somebody else has taken is no matter of the form: the page that says so
/// shows what was typed.
async fn again(posted: &Posted, id: AppealId, field: &str, error: Error) -> Result<Response> {
    let (mut form, mut reasons) = (posted.form(), Vec::new());
    match error {
        Error::Invalid(faults) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
        }
        Error::Refused(refused) if refused.code != "wrong-state" => {
            let Refused { code, text, all, because } = *refused;
            reasons = because;
            form.refuse(field, &Refusal { all, ..Refusal::new(code, text) });
        }
        other => return posted.refused(other, posted.typed(TYPED)),
    }
    let mut again = case_page(&posted.signed, id, form).await?;
    again.refused = reasons;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

async fn late(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    let excused = posted.field("excused") == "yes";
    let decision =
        DecideLate { appeal: id, excused, assessment: posted.field("assessment").to_owned() };
    let mut act = posted.act().await?;
    match super::decide_late(&mut act, decision).await {
        Ok(state) => {
            act.commit(
                Entry::new("appeal.decide_late", "appeal", id.0).fact("state", state.code()),
            )
            .await?;
            Ok(back(id, "done-appeal-late"))
        }
        Err(error) => again(&posted, id, "excused", error).await,
    }
}

async fn diploma(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    super::return_diploma(&mut act, id).await?;
    act.commit(Entry::new("appeal.return_diploma", "appeal", id.0)).await?;
    Ok(back(id, "done-appeal-diploma"))
}

async fn committee(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let members = form.all("members").filter_map(|id| id.parse().ok().map(PersonId)).collect();
    let new = Appoint { appeal: id, members, case_ref: posted.field("case_ref").to_owned() };
    let mut act = posted.act().await?;
    match super::appoint(&mut act, new).await {
        Ok(committee) => {
            let entry = Entry::new("appeal.appoint", "appeal", id.0);
            act.commit(entry.fact("committee", committee.0.to_string())).await?;
            Ok(back(id, "done-appeal-committee"))
        }
        Err(error) => again(&posted, id, "members", error).await,
    }
}

async fn package(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    match build_package(id, &posted).await {
        // The second click of a double click lands where the first did.
        Err(Error::AlreadyDone) => Ok(back(id, "done-appeal-package")),
        other => other,
    }
}

async fn build_package(id: AppealId, posted: &Posted) -> Result<Response> {
    let (node, how) = (&posted.signed.node, build_of(&posted.fields, &posted.files));
    let prepared = match super::prepare(node, &posted.signed.who, id, &how).await {
        Ok(prepared) => prepared,
        Err(error) => {
            // What keeps it from being built may be that this very form has built it.
            posted.act().await?;
            return again(posted, id, "", error).await;
        }
    };
    let mut act = posted.act().await?;
    let package = super::build(&mut act, prepared).await?;
    let entry = Entry::new("appeal.build", "appeal", id.0).fact("package", package.0.to_string());
    act.commit(entry).await?;
    Ok(back(id, "done-appeal-package"))
}

async fn send(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    super::send(&mut act, id).await?;
    act.commit(Entry::new("appeal.send", "appeal", id.0)).await?;
    Ok(back(id, "done-appeal-sent"))
}

async fn reminder(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let letters = super::remind(&mut act, id).await?;
    act.commit(Entry::new("appeal.remind", "appeal", id.0).fact("letters", letters)).await?;
    Ok(back(id, "done-appeal-reminded"))
}

async fn outcome(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let settled = super::settle(&mut act, id).await?;
    let is_final = matches!(settled, Settled::Final(_));
    act.commit(Entry::new("appeal.settle", "appeal", id.0).fact("final", is_final)).await?;
    let message = if is_final { "done-appeal-settled" } else { "done-appeal-further" };
    Ok(back(id, message))
}
