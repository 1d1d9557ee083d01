//! The applicant's own pages: applying, what became of it, and the right to study.

use super::application::{Application, Choice, Start, State};
use super::effect::{self, Asked};
use super::store::programmes::{self, Which};
use super::study_right::{self, Stands};
use super::{Apply, answer, apply, store, withdraw};
use crate::catalogue::forms::refused;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::quarantine::{self, store::Listed as Refused, store::Whose};
use crate::{ApplicationId, ChoiceId, Result, StudyStartId};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::exclusion::ActionKind;
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    let one = "/my/applications/{application}";
    let choice = "/my/applications/choices/{choice}";
    Routes::default()
        .page("/my/applications", Allow::SignedIn, list)
        .form("/my/applications", Allow::SignedIn, "admission.apply", applied)
        .page(one, Allow::SignedIn, show)
        .form(&format!("{choice}/answer"), Allow::SignedIn, "admission.answer", answered)
        .form(&format!("{choice}/withdrawal"), Allow::SignedIn, "admission.withdraw", withdrawn)
        .merge(super::my_api::routes())
}

/// The fields of the choices, the one most wished for first.
const CHOICES: [&str; 3] = ["start-1", "start-2", "start-3"];

#[derive(Template)]
#[template(path = "admission/own.html")]
struct OwnPage {
    frame: ui::Frame,
    form: Form,
    applications: Vec<Application>,
    rights: Vec<Stands>,
    today: Date,
    starts: Vec<ui::Choice>,
    /// Whether an exclusion concerns one of the programmes: said in general words.
    concerned: bool,
}

/// The study starts that one can apply for today, each with whether an exclusion concerns it.
pub(super) async fn open(signed: &Signed) -> Result<Vec<(Start, bool)>> {
    let (node, today) = (&signed.node, signed.today());
    let mut conn = signed.read().await?;
    let mut open = Vec::new();
    for start in programmes::starts(&mut conn, Which::Open(today)).await? {
        let asked = Asked {
            kind: ActionKind::Apply,
            person: signed.who.person,
            start: &start,
            choice: None,
            today,
        };
        let concerned = !effect::met(&mut conn, node, &asked).await?.is_empty();
        open.push((start, concerned));
    }
    Ok(open)
}

/// The applications of the person who asks.
pub(super) async fn mine(signed: &Signed) -> Result<Vec<Application>> {
    let mut conn = signed.read().await?;
    let mut mine = Vec::new();
    for id in store::of_person(&mut conn, signed.who.person).await? {
        mine.push(Application::own(&mut conn, signed.who.person, id).await?);
    }
    Ok(mine)
}

/// The study rights of the person who asks.
pub(super) async fn rights(signed: &Signed) -> Result<Vec<Stands>> {
    let mut conn = signed.read().await?;
    study_right::of_person(&mut conn, &signed.node, signed.who.person, signed.today()).await
}

async fn own_page(signed: &Signed, form: Form) -> Result<OwnPage> {
    let open = open(signed).await?;
    let frame = signed.frame("my/applications");
    let shown = |start: &Start| {
        let args: [(&str, &dyn ui::ToArg); 4] = [
            ("code", &start.code),
            ("name", &frame.text(&start.name).to_owned()),
            ("date", &frame.date(start.starts_on)),
            ("apply_by", &frame.date(start.apply_by)),
        ];
        ui::Choice::new(start.id.to_string(), frame.ta("admission-start-shown", &args))
    };
    Ok(OwnPage {
        applications: mine(signed).await?,
        rights: rights(signed).await?,
        today: signed.today(),
        concerned: open.iter().any(|(_, concerned)| *concerned),
        starts: open.iter().map(|(start, _)| shown(start)).collect(),
        form: form.labels(&[("starts", key("admission-apply"))]),
        frame,
    })
}

async fn list(signed: Signed) -> Result<Response> {
    page(&own_page(&signed, Form::new()).await?)
}

async fn applied(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let chosen = CHOICES.iter().filter_map(|field| form.optional(field)).collect::<Vec<_>>();
    let starts: Option<Vec<StudyStartId>> =
        chosen.iter().map(|id| id.parse().map(StudyStartId).ok()).collect();
    let new = Apply {
        starts: starts.unwrap_or_default(),
        results_may_be_fetched: form.checked("results_may_be_fetched"),
    };
    let mut act = posted.act().await?;
    match apply(&mut act, &new).await {
        Ok(id) => {
            act.commit(Entry::new("admission.apply", "application", id.0)).await?;
            Ok(done(&format!("/my/applications/{id}"), "done-admission-applied"))
        }
        Err(error) => {
            form = refused(form, error)?;
            let shown = own_page(&posted.signed, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
    }
}

/// A choice of one's own, with whether an exclusion concerns it and what was written about it.
pub(super) struct OwnChoice {
    pub(super) choice: Choice,
    pub(super) concerned: bool,
    pub(super) refused: Vec<Refused>,
}

impl OwnChoice {
    fn is_offered(&self) -> bool {
        self.choice.state == State::Offered
    }

    fn may_withdraw(&self) -> bool {
        self.choice.state.is_open() || self.is_offered()
    }
}

/// An application of one's own.
pub(super) async fn own(
    signed: &Signed,
    id: ApplicationId,
) -> Result<(Application, Vec<OwnChoice>)> {
    let (node, today, person) = (&signed.node, signed.today(), signed.who.person);
    let mut conn = signed.read().await?;
    let application = Application::own(&mut conn, person, id).await?;
    let mut choices = Vec::new();
    for choice in application.choices.clone() {
        let (kind, start) = (ActionKind::Apply, &choice.start);
        let asked = Asked { kind, person, start, choice: Some(choice.id), today };
        let concerned = !effect::met(&mut conn, node, &asked).await?.is_empty();
        let refused = quarantine::store::list(&mut conn, Whose::Subject(choice.id.0)).await?;
        choices.push(OwnChoice { choice, concerned, refused });
    }
    Ok((application, choices))
}

#[derive(Template)]
#[template(path = "admission/mine.html")]
struct MinePage {
    frame: ui::Frame,
    form: Form,
    application: Application,
    choices: Vec<OwnChoice>,
}

impl MinePage {
    fn is_concerned(&self) -> bool {
        self.choices.iter().any(|one| one.concerned && one.may_withdraw())
    }

    fn consent(&self) -> String {
        self.frame.t(match self.application.results_may_be_fetched {
            true => key("admission-consent-given"),
            false => key("admission-consent-not-given"),
        })
    }
}

async fn mine_page(signed: &Signed, id: ApplicationId, form: Form) -> Result<MinePage> {
    let (application, choices) = own(signed, id).await?;
    Ok(MinePage { frame: signed.frame("my/applications"), form, application, choices })
}

async fn show(signed: Signed, Path(id): Path<ApplicationId>) -> Result<Response> {
    page(&mine_page(&signed, id, Form::new()).await?)
}

/// The application that a choice of one's own belongs to.
async fn of_choice(posted: &Posted, id: ChoiceId) -> Result<ApplicationId> {
    let mut conn = posted.signed.read().await?;
    let found = store::application_of(&mut conn, id).await?.ok_or(crate::Error::NotFound)?;
    Ok(Application::own(&mut conn, posted.signed.who.person, found).await?.id)
}

async fn answered(Path(id): Path<ChoiceId>, posted: Posted) -> Result<Response> {
    let application = of_choice(&posted, id).await?;
    let accept = posted.field("answer") == "accept";
    let mut act = posted.act().await?;
    match answer(&mut act, id, accept).await {
        Ok(()) => {
            let entry = Entry::new("admission.answer", "application_choice", id.0);
            act.commit(entry.fact("accepted", accept)).await?;
            let said = if accept { "done-admission-accepted" } else { "done-admission-declined" };
            Ok(done(&format!("/my/applications/{application}"), said))
        }
        Err(error) => {
            let form = refused(posted.form(), error)?;
            let shown = mine_page(&posted.signed, application, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
    }
}

async fn withdrawn(Path(id): Path<ChoiceId>, posted: Posted) -> Result<Response> {
    let application = of_choice(&posted, id).await?;
    let mut act = posted.act().await?;
    withdraw(&mut act, id).await?;
    act.commit(Entry::new("admission.withdraw", "application_choice", id.0)).await?;
    Ok(done(&format!("/my/applications/{application}"), "done-admission-withdrawn"))
}
