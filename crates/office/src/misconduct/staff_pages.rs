//! The pages of those who handle cases: the list, the case, and one form for each step.

use super::basis;
use super::case::{Case, State};
use super::comment::RepresentativeKind;
use super::store::{self, Listed};
use super::tasks::task;
use super::{
    Comment, HANDLERS, Notify, Outcome, REPORTERS, Represent, SIGNERS, VIEWERS, Vote, appeal_pages,
    decide_pages, report_pages, told,
};
use crate::catalogue::words;
use crate::desk::Task;
use crate::exclusion::{self, WRITERS, Warned};
use crate::explanation::Channel;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with, wanted};
use crate::{Error, MisconductId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use rules::{Reason, Refusal};
use ui::{Choice, key};

pub(super) fn routes() -> Routes {
    let one = "/misconduct/{misconduct}";
    let step = |name: &str| format!("{one}/{name}");
    let (reporters, handlers) = (Allow::Roles(REPORTERS), Allow::Roles(HANDLERS));
    let signers = Allow::Roles(SIGNERS);
    Routes::default()
        .page("/misconduct", Allow::Roles(VIEWERS), list)
        .page("/misconduct/new", reporters, report_pages::blank)
        .page("/misconduct/find", reporters, report_pages::blank)
        .search("/misconduct/find", reporters, report_pages::find)
        .form("/misconduct", reporters, "misconduct.report", report_pages::reported)
        .page(one, Allow::Roles(VIEWERS), show)
        .form(&step("passages"), reporters, "misconduct.mark", report_pages::marked)
        .form(&step("signature"), signers, "misconduct.sign", signed_off)
        .form(&step("handling"), handlers, "misconduct.take", taken)
        .form(&step("notice"), handlers, "misconduct.notify", notified)
        .form(&step("comments"), handlers, "misconduct.comment", commented)
        .form(&step("representative"), handlers, "misconduct.represent", represented)
        .page(&step("decision"), handlers, decide_pages::blank)
        .form(&step("decision"), handlers, "misconduct.decide", decide_pages::decided)
        .form(&step("appeal"), handlers, "misconduct.appeal", appeal_pages::lodged)
        .form(&step("forwarding"), handlers, "misconduct.forward", appeal_pages::forwarded)
        .merge(super::outcome_pages::routes())
        .merge(super::registered_pages::routes())
        .merge(super::removal_pages::routes())
        .merge(super::overlap_pages::routes())
}

const PAGE_SIZE: u32 = 100;

#[derive(Template)]
#[template(path = "misconduct/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: ui::Form,
    states: Vec<Choice>,
    cases: Vec<Listed>,
    list: ui::List,
    may_report: bool,
}

impl ListPage {
    fn student(&self, case: &Listed) -> String {
        case.student.listed(self.frame.language)
    }

    fn about(&self, case: &Listed) -> String {
        let exam = case.about.as_ref().map(|about| self.frame.term(about));
        exam.unwrap_or_default()
    }
}

/// The cases of one's units, those under way first.
async fn list(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let fields = wanted(query, &["state"]);
    let list = ui::List::from_query("/misconduct", &fields, &["reported"], PAGE_SIZE);
    let form = ui::Form::from_pairs(fields);
    let filter =
        store::Filter { state: form.field("state"), limit: PAGE_SIZE, offset: list.offset() };
    let mut conn = signed.read().await?;
    let (cases, total) = store::list(&mut conn, (&*signed.who, VIEWERS), filter).await?;
    let students: Vec<_> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&students, "misconduct").await?;
    let frame = signed.frame("misconduct");
    let states = State::ALL.map(|state| Choice::new(words::word(&state), frame.t(state.key())));
    let may_report = signed.who.has(REPORTERS);
    page(&ListPage {
        frame,
        form,
        states: states.to_vec(),
        cases,
        list: list.of(total),
        may_report,
    })
}

#[derive(Template)]
#[template(path = "misconduct/case.html")]
struct CasePage {
    frame: ui::Frame,
    form: ui::Form,
    case: Case,
    next: Option<Task>,
    /// The paragraphs that a measure can rest on.
    bases: Vec<Choice>,
    meeting: Option<store::Met>,
    /// The steps of a refusal of what the form asked for.
    refused: Vec<Reason>,
    reporter: bool,
    signer: bool,
    handler: bool,
    reader: crate::PersonId,
    /// Whether the reader registers the exclusion that was decided.
    registers: bool,
    warned: Option<Warned>,
}

impl CasePage {
    fn is(&self, state: State) -> bool {
        self.case.state == state
    }

    fn student(&self) -> String {
        self.case.student.shown(self.frame.language)
    }

    /// Whose turn it is.
    fn owner(&self, next: &Task) -> String {
        self.frame.t(&next.owner.message_key())
    }

    fn signed_as(&self, one: &store::Signature) -> String {
        self.frame.t(match one.signed_as.as_str() {
            "head_of_unit" => key("misconduct-signed-head"),
            _ => key("misconduct-signed-case-officer"),
        })
    }

    fn name(&self, one: &store::Signature) -> String {
        one.name.shown(self.frame.language)
    }

    fn channels(&self) -> Vec<Choice> {
        vec![
            Choice::new("desk", self.frame.t("explanation-channel-desk")),
            Choice::new("email", self.frame.t("explanation-channel-email")),
            Choice::new("post", self.frame.t("explanation-channel-post")),
        ]
    }

    fn kinds(&self) -> Vec<Choice> {
        kinds(&self.frame)
    }

    fn told(&self, one: &store::ToldByLetter) -> &'static str {
        told::stands(one)
    }

    fn found(&self, decision: &store::Ruled) -> &'static str {
        found(decision)
    }

    /// As what somebody sat on the board.
    fn seat(&self, seat: &super::Seat) -> String {
        self.frame.t(super::decide_pages::seat_key(seat.seat))
    }

    fn votes(&self) -> Vec<Choice> {
        let all = Vote::ALL.iter();
        all.map(|one| Choice::new(words::word(one), self.frame.t(one.key()))).collect()
    }

    fn outcomes(&self) -> Vec<Choice> {
        let all = Outcome::ALL.iter();
        all.map(|one| Choice::new(words::word(one), self.frame.t(one.key()))).collect()
    }

    fn is_forwarded(&self) -> bool {
        self.case.appeal.as_ref().is_some_and(|appeal| appeal.forwarded_on.is_some())
    }

    /// Whether an appeal can be registered: after its last day, with a reason.
    fn to_appeal(&self) -> bool {
        let found = self.case.decision.as_ref().is_some_and(|decision| decision.found);
        let open = self.is(State::Decided) || self.is(State::Closed);
        self.handler && found && open && self.case.appeal.is_none()
    }

    fn to_forward(&self) -> bool {
        self.handler && self.is(State::Appealed) && !self.is_forwarded()
    }

    fn to_settle(&self) -> bool {
        self.handler
            && self.is(State::Appealed)
            && self.is_forwarded()
            && self.case.entered().is_none()
    }

    /// What another has entered of the outcome, or the reader has, and waits for control.
    fn to_control(&self) -> Option<&store::Entered> {
        self.case.entered().filter(|_| self.handler)
    }

    /// Whether the reader has entered it.
    fn is_own(&self, entered: &store::Entered) -> bool {
        entered.by == self.reader
    }

    /// Whether a comment came after its last day.
    fn late(&self, one: &store::Commented) -> bool {
        self.case.notice.as_ref().is_some_and(|notice| notice.comment_by < one.received_on)
    }
}

/// The message of what the board came to.
pub(super) const fn found(decision: &store::Ruled) -> &'static str {
    if decision.found { key("misconduct-found-yes") } else { key("misconduct-found-no") }
}

/// As what somebody assists, to choose from.
pub(super) fn kinds(frame: &ui::Frame) -> Vec<Choice> {
    let kinds = RepresentativeKind::ALL;
    kinds.iter().map(|kind| Choice::new(words::word(kind), frame.t(kind.key()))).collect()
}

async fn case_page(
    signed: &Signed,
    id: MisconductId,
    form: ui::Form,
    refused: Vec<Reason>,
) -> Result<CasePage> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    signed.who.require(VIEWERS, &case.place)?;
    if case.person == signed.who.person {
        return Err(Error::NotFound);
    }
    signed.look(case.person, "misconduct").await?;
    let law = signed.node.rule_set(&case.rule_set)?;
    let frame = signed.frame(format!("misconduct/{}", case.case_number));
    let bases = basis::of(law, case.matter, case.used_for);
    let bases = bases.iter().map(|one| {
        let needs = one.law.needs.as_ref();
        let hint = needs.map(|needs| frame.text(&needs.value.text()).to_owned());
        let named = format!("{}: {}", one.law.law, frame.text(&one.law.here.value.text()));
        Choice::new(one.code.code(), named).hint(hint.unwrap_or_default())
    });
    let bases = bases.collect();
    let all = store::Filter { limit: u32::MAX, ..store::Filter::default() };
    let (listed, _) = store::list(&mut conn, (&*signed.who, VIEWERS), all).await?;
    let next = listed.iter().find(|one| one.id == id).and_then(|one| task(one, signed.today()));
    let meeting = store::met(&mut conn, id).await?;
    let may = |roles| signed.who.may(roles, &case.place);
    Ok(CasePage {
        reporter: may(REPORTERS),
        signer: may(SIGNERS),
        handler: may(HANDLERS),
        reader: signed.who.person,
        registers: case.decision.as_ref().is_some_and(|one| one.legal_basis.is_some())
            && signed.who.may(WRITERS, &exclusion::everywhere(&signed.node)),
        warned: exclusion::warning(signed, case.person).await?,
        form: form.labels(&LABELS),
        frame,
        case,
        next,
        bases,
        meeting,
        refused,
    })
}

/// The labels of the fields, for the summary of what is wrong.
const LABELS: [(&str, &str); 13] = [
    ("passage", key("misconduct-passage")),
    ("taken_from", key("misconduct-taken-from")),
    ("legal_basis", key("misconduct-legal-basis")),
    ("comment_by", key("misconduct-comment-by")),
    ("study", key("misconduct-study")),
    ("areas", key("misconduct-areas")),
    ("comment", key("misconduct-comment")),
    ("name", key("misconduct-representative-name")),
    ("decided_on", key("misconduct-met-on")),
    ("case_number", key("misconduct-board-number")),
    ("vote", key("misconduct-vote")),
    ("outcome", key("misconduct-outcome")),
    ("grounds", key("misconduct-grounds")),
];

async fn show(signed: Signed, Path(id): Path<MisconductId>) -> Result<Response> {
    page(&case_page(&signed, id, ui::Form::new(), Vec::new()).await?)
}

/// The case again with all that was typed and what was wrong with it.
pub(super) async fn again(posted: &Posted, id: MisconductId, error: Error) -> Result<Response> {
    let mut form = posted.form();
    let mut reasons = Vec::new();
    match error {
        Error::Invalid(faults) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
        }
        Error::Refused(refused) if refused.code != "wrong-state" => {
            let refused = *refused;
            reasons = refused.because;
            let all = refused.all;
            form.refuse("", &Refusal { all, ..Refusal::new(refused.code, refused.text) });
        }
        other => return posted.refused(other, posted.typed(&LABELS)),
    }
    let shown = case_page(&posted.signed, id, form, reasons).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn signed_off(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match super::sign(&mut act, id).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.sign", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-signed"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

async fn taken(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match super::take(&mut act, id).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.take", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-taken"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

async fn notified(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(comment_by) = form.date("comment_by").filter(|_| form.is_valid()) else {
        return unread(&posted, id, form).await;
    };
    let new = Notify {
        legal_basis: form.optional("legal_basis").filter(|code| code != "none"),
        comment_by,
        study: form.field("study").to_owned(),
        areas: form.field("areas").to_owned(),
    };
    let mut act = posted.act().await?;
    match super::notify(&mut act, id, new).await {
        Ok(()) => {
            let entry = Entry::new("misconduct.notify", "misconduct", id.0);
            act.commit(entry.fact("comment_by", comment_by.to_string())).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-notified"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

/// The case again where a field of its form could not be read.
pub(super) async fn unread(posted: &Posted, id: MisconductId, form: ui::Form) -> Result<Response> {
    let shown = case_page(&posted.signed, id, form, Vec::new()).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn commented(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let received_on = form.date("received_on");
    let channel = form.choice("channel", &["desk", "email", "post"]);
    let channel = channel.and_then(|code| Channel::from_code(&code));
    let Some((received_on, channel)) = received_on.zip(channel).filter(|_| form.is_valid()) else {
        return unread(&posted, id, form).await;
    };
    let new = Comment { comment: form.field("comment").to_owned(), received_on, channel };
    let mut act = posted.act().await?;
    match super::comment(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.comment", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-commented"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

async fn represented(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let Some(new) = read_representative(&posted) else {
        let mut form = posted.form();
        form.required("kind");
        return unread(&posted, id, form).await;
    };
    let mut act = posted.act().await?;
    match super::represent(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.represent", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-represented"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

/// Who assists, as the form says; `None` when it does not say as what.
pub(super) fn read_representative(posted: &Posted) -> Option<Represent> {
    Some(Represent {
        kind: words::read(posted.field("kind"))?,
        name: posted.field("name").to_owned(),
        contact: posted.field("contact").to_owned(),
    })
}
