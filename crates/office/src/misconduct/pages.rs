//! The student's pages.

use super::case::Case;
use super::staff_pages::{kinds, read_representative};
use super::store::{self, Own};
use super::{Appeal, Comment, staff_pages};
use crate::calendar::{self, Deadline, Subject};
use crate::catalogue::forms::refused;
use crate::explanation::Channel;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, MisconductId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::Rule;
use rules::appeal::DecisionAppealDeadline;
use ui::key;

pub(crate) fn routes() -> Routes {
    let one = "/my/misconduct/{misconduct}";
    let part = |name: &str| format!("{one}/{name}");
    Routes::default()
        .page("/my/misconduct", Allow::Student, own)
        .page(one, Allow::Student, mine)
        .page(&part("documents"), Allow::Student, documents)
        .form(&part("comments"), Allow::Student, "misconduct.comment", commented)
        .form(&part("representative"), Allow::Student, "misconduct.represent", represented)
        .form(&part("appeal"), Allow::Student, "misconduct.appeal", appealed)
        .merge(staff_pages::routes())
        .merge(super::api::routes())
        .merge(super::decided_api::routes())
}

#[derive(Template)]
#[template(path = "misconduct/own.html")]
struct OwnPage {
    frame: ui::Frame,
    cases: Vec<Own>,
}

impl OwnPage {
    fn about(&self, case: &Own) -> String {
        let exam = case.about.as_ref().map(|about| self.frame.term(about));
        exam.unwrap_or_default()
    }
}

/// The cases that I have been written to about.
async fn own(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let cases = store::of_student(&mut conn, signed.who.person).await?;
    page(&OwnPage { frame: signed.frame("my/misconduct"), cases })
}

/// The student's own case; for anybody else, and before there is notice, there is none.
pub(super) async fn own_case(signed: &Signed, id: MisconductId) -> Result<Case> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    let own = case.person == signed.who.person && case.is_known_to_student();
    if own { Ok(case) } else { Err(Error::NotFound) }
}

#[derive(Template)]
#[template(path = "misconduct/mine.html")]
struct MinePage {
    frame: ui::Frame,
    form: ui::Form,
    case: Case,
    /// Until when the decision can be appealed against.
    appeal_by: Option<Deadline>,
}

impl MinePage {
    fn may_appeal(&self) -> bool {
        self.case.state == super::State::Decided || self.may_add()
    }

    /// Whether another has registered an appeal for her, to which she may add.
    fn may_add(&self) -> bool {
        self.case.may_add_grounds(self.case.person)
    }

    fn found(&self, decision: &store::Ruled) -> &'static str {
        staff_pages::found(decision)
    }

    /// Whether the decision is a removal that holds, today or later.
    fn is_removed(&self) -> bool {
        let settled = self.case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref());
        let holds = settled.is_none_or(|settled| settled.outcome != super::Outcome::Reversed);
        let measure = self.case.decision.as_ref().is_some_and(|one| one.legal_basis.is_some());
        self.case.matter == super::Matter::Removal && measure && holds
    }

    /// Whether one can still comment.
    fn may_comment(&self) -> bool {
        self.case.state == super::State::Noticed
    }

    fn kinds(&self) -> Vec<ui::Choice> {
        kinds(&self.frame)
    }
}

/// Until when the decision can be appealed against, once there is one.
pub(super) async fn appeal_by(signed: &Signed, id: MisconductId) -> Result<Option<Deadline>> {
    let mut conn = signed.read().await?;
    let subject = Subject { kind: "misconduct", id: id.0 };
    calendar::store::get(&mut conn, subject, DecisionAppealDeadline::NAME).await
}

async fn mine_page(signed: &Signed, id: MisconductId, form: ui::Form) -> Result<MinePage> {
    let case = own_case(signed, id).await?;
    let labels =
        [("comment", key("misconduct-comment")), ("name", key("misconduct-representative-name"))];
    let appeal_by = appeal_by(signed, id).await?;
    let (frame, form) = (signed.frame("my/misconduct"), form.labels(&labels));
    Ok(MinePage { frame, form, case, appeal_by })
}

async fn mine(signed: Signed, Path(id): Path<MisconductId>) -> Result<Response> {
    page(&mine_page(&signed, id, ui::Form::new()).await?)
}

#[derive(Template)]
#[template(path = "misconduct/documents.html")]
struct DocumentsPage {
    frame: ui::Frame,
    case: Case,
    /// The paragraph that gives the right to see them.
    law: String,
}

/// The documents of my case (fvl. § 18).
async fn documents(signed: Signed, Path(id): Path<MisconductId>) -> Result<Response> {
    let case = own_case(&signed, id).await?;
    let law = signed.node.rule_set(&case.rule_set)?;
    let law = crate::letters_out::cited(law)?.case_documents.law.clone();
    page(&DocumentsPage { frame: signed.frame("my/misconduct"), case, law })
}

async fn again(
    posted: &Posted,
    id: MisconductId,
    form: ui::Form,
    error: Error,
) -> Result<Response> {
    let form = refused(form, error)?;
    let shown = mine_page(&posted.signed, id, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn commented(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    let mut act = posted.act().await?;
    let new = Comment {
        comment: posted.field("comment").to_owned(),
        received_on: act.today(),
        channel: Channel::SelfService,
    };
    match super::comment(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.comment", "misconduct", id.0)).await?;
            Ok(done(&format!("/my/misconduct/{id}"), "done-misconduct-commented"))
        }
        Err(error) => again(&posted, id, posted.form(), error).await,
    }
}

async fn represented(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    let Some(new) = read_representative(&posted) else {
        let mut form = posted.form();
        form.required("kind");
        let shown = mine_page(&posted.signed, id, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let mut act = posted.act().await?;
    match super::represent(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.represent", "misconduct", id.0)).await?;
            Ok(done(&format!("/my/misconduct/{id}"), "done-misconduct-represented"))
        }
        Err(error) => again(&posted, id, posted.form(), error).await,
    }
}

async fn appealed(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    let mut act = posted.act().await?;
    let new = Appeal {
        received_on: act.today(),
        channel: Channel::SelfService,
        grounds: posted.field("grounds").to_owned(),
        excuse: String::new(),
    };
    match super::appeal(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.appeal", "misconduct", id.0)).await?;
            Ok(done(&format!("/my/misconduct/{id}"), "done-misconduct-appealed"))
        }
        Err(error) => again(&posted, id, posted.form(), error).await,
    }
}
