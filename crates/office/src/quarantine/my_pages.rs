//! The person's own pages: what was refused, and the appeal against it.

use super::case::Case;
use super::pages::{LABELS, appeal_by, grounds};
use super::store::{self, Listed, Whose};
use super::{Appeal, appeal};
use crate::calendar::Deadline;
use crate::catalogue::forms::refused;
use crate::catalogue::words;
use crate::explanation::Channel;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, RefusalId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::Form;

pub(super) fn routes() -> Routes {
    let one = "/my/quarantines/{refusal}";
    Routes::default()
        .page("/my/quarantines", Allow::SignedIn, list)
        .page(one, Allow::SignedIn, show)
        .form(&format!("{one}/appeal"), Allow::SignedIn, "quarantine.appeal", appealed)
}

#[derive(Template)]
#[template(path = "quarantine/own.html")]
struct OwnPage {
    frame: ui::Frame,
    cases: Vec<Listed>,
}

async fn list(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let cases = store::list(&mut conn, Whose::Own(signed.who.person)).await?;
    page(&OwnPage { frame: signed.frame("my/quarantines"), cases })
}

#[derive(Template)]
#[template(path = "quarantine/mine.html")]
struct MinePage {
    frame: ui::Frame,
    form: Form,
    case: Case,
    appeal_by: Option<Deadline>,
}

impl MinePage {
    fn grounds(&self) -> Vec<ui::Choice> {
        grounds(&self.frame)
    }
}

/// A refusal of one's own; for anybody else there is none.
pub(super) async fn own(signed: &Signed, id: RefusalId) -> Result<Case> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id).await?;
    if case.person == signed.who.person { Ok(case) } else { Err(Error::NotFound) }
}

async fn mine_page(signed: &Signed, id: RefusalId, form: Form) -> Result<MinePage> {
    let case = own(signed, id).await?;
    let appeal_by = appeal_by(signed, id).await?;
    let frame = signed.frame("my/quarantines");
    Ok(MinePage { frame, form: form.labels(LABELS), case, appeal_by })
}

async fn show(signed: Signed, Path(id): Path<RefusalId>) -> Result<Response> {
    page(&mine_page(&signed, id, Form::new()).await?)
}

async fn appealed(Path(id): Path<RefusalId>, posted: Posted) -> Result<Response> {
    own(&posted.signed, id).await?;
    let mut form = posted.form();
    let ground = form.choice("ground", &["registered", "used"]);
    if let Some(ground) = ground.and_then(|word| words::read(&word)) {
        let mut act = posted.act().await?;
        let new = Appeal {
            ground,
            received_on: act.today(),
            channel: Channel::SelfService,
            grounds: form.field("grounds").to_owned(),
            excuse: String::new(),
        };
        match appeal(&mut act, id, new).await {
            Ok(()) => {
                act.commit(Entry::new("quarantine.appeal", "quarantine_refusal", id.0)).await?;
                let to = format!("/my/quarantines/{id}");
                return Ok(done(&to, "done-quarantine-appealed"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = mine_page(&posted.signed, id, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
