//! The applicant's pages: to apply, to add lines and documents, to read the decision, and to appeal.

use super::case::{Case, Item, State};
use super::store::{self, Own};
use super::{
    Appeal, Apply, Described, NewFile, add_file, add_item, advance_pages, appeal, apply,
    staff_pages,
};
use crate::external_studies::{self, Row, pages::kinds, pages::read_content, pages::when};
use crate::{ExternalRowId, RecognitionId};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use office::calendar::{self, Deadline, Subject};
use office::catalogue::refused;
use office::explanation::Channel;
use office::http::files::{download, keep};
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::{Error, Result, UnitId};
use rules::Rule;
use rules::appeal::DecisionAppealDeadline;
use ui::{Choice, Form, key};
use uuid::Uuid;

pub(crate) fn routes() -> Routes {
    let own = Allow::SignedIn;
    let one = "/my/recognitions/{recognition}";
    let part = |name: &str| format!("{one}/{name}");
    Routes::default()
        .page("/my/recognitions", own, list)
        .page("/my/recognitions/new", own, new)
        .form("/my/recognitions", own, "recognition.apply", applied)
        .page(one, own, mine)
        .form(&part("items"), own, "recognition.add_own_item", item_added)
        .form(&part("files"), own, "recognition.add_own_file", file_added)
        .page(&part("files/{recognition_file}"), own, file)
        .form(&part("promises"), own, "recognition.bind_own", advance_pages::own_promised)
        .form(&part("appeal"), own, "recognition.appeal_own", appealed)
        .merge(staff_pages::routes())
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "recognition/own.html")]
struct OwnPage {
    frame: ui::Frame,
    cases: Vec<Own>,
}

async fn list(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let cases = store::of_applicant(&mut conn, signed.who.person).await?;
    page(&OwnPage { frame: signed.frame("my/recognitions"), cases })
}

#[derive(Template)]
#[template(path = "recognition/new.html")]
struct NewPage {
    frame: ui::Frame,
    form: Form,
    units: Vec<Choice>,
    rows: Vec<Choice>,
}

const LABELS: &[(&str, &str)] = &[
    ("unit", key("recognition-unit")),
    ("education", key("recognition-education")),
    ("as_equal_to", key("recognition-as-equal-to")),
    ("rows", key("recognition-rows")),
    ("from", key("recognition-planned-from")),
    ("until", key("recognition-planned-until")),
];

/// The rows of a person as a form offers them: those that count.
pub(super) fn row_choices(frame: &ui::Frame, rows: &[Row]) -> Vec<Choice> {
    let choice = |row: &Row| {
        let content = &row.content;
        let hint = [
            content.institution.nearest(frame.language).to_owned(),
            when(frame, content),
            content.credits.map(|credits| frame.credits(credits)).unwrap_or_default(),
        ];
        let hint: Vec<String> = hint.into_iter().filter(|part| !part.is_empty()).collect();
        Choice::new(row.id.to_string(), content.shown(frame.language)).hint(hint.join(", "))
    };
    rows.iter().filter(|row| row.counts()).map(choice).collect()
}

pub(super) async fn units(signed: &Signed, frame: &ui::Frame) -> Result<Vec<Choice>> {
    let mut conn = signed.read().await?;
    let units = store::units(&mut conn).await?;
    Ok(units
        .into_iter()
        .map(|(id, name)| Choice::new(id.to_string(), frame.text(&name).to_owned()))
        .collect())
}

async fn new_page(signed: &Signed, form: Form) -> Result<NewPage> {
    let mut conn = signed.read().await?;
    let rows = external_studies::rows(&mut conn, signed.who.person).await?;
    drop(conn);
    let frame = signed.frame("my/recognitions/new");
    Ok(NewPage {
        units: units(signed, &frame).await?,
        rows: row_choices(&frame, &rows),
        form: form.labels(LABELS),
        frame,
    })
}

async fn new(signed: Signed) -> Result<Response> {
    page(&new_page(&signed, Form::new()).await?)
}

/// The rows that are ticked in a form.
pub(super) fn ticked(posted: &Posted) -> Result<Vec<ExternalRowId>> {
    let ticked = posted.fields.iter().filter(|(name, _)| name == "rows");
    let ids = ticked.map(|(_, value)| value.parse().map(ExternalRowId));
    ids.collect::<std::result::Result<_, _>>().map_err(|_| Error::NotFound)
}

async fn applied(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let advance = advance_pages::planned(&mut form);
    let (Some(unit), Ok(advance)) = (form.id("unit"), advance) else {
        let shown = new_page(&posted.signed, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let mut act = posted.act().await?;
    let new = Apply {
        person: posted.signed.who.person,
        unit: UnitId(unit),
        education: posted.field("education").to_owned(),
        as_equal_to: posted.field("as_equal_to").to_owned(),
        rows: ticked(&posted)?,
        advance,
        channel: Channel::SelfService,
        applied_on: act.today(),
    };
    match apply(&mut act, new).await {
        Ok(id) => {
            act.commit(Entry::new("recognition.apply", "recognition", id.0)).await?;
            Ok(done(&format!("/my/recognitions/{id}"), "done-recognition-applied"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let form = refused(form, error)?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(&posted.signed, form).await?)
        }
        Err(error) => Err(error),
    }
}

/// The applicant's own case; for anybody else there is none.
pub(super) async fn own_case(signed: &Signed, id: RecognitionId) -> Result<Case> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    if case.person == signed.who.person { Ok(case) } else { Err(Error::NotFound) }
}

/// Until when the decision can be appealed against, once there is one.
pub(super) async fn appeal_by(signed: &Signed, id: RecognitionId) -> Result<Option<Deadline>> {
    let mut conn = signed.read().await?;
    let subject = Subject { kind: "recognition", id: id.0 };
    calendar::get(&mut conn, subject, DecisionAppealDeadline::NAME).await
}

#[derive(Template)]
#[template(path = "recognition/mine.html")]
struct MinePage {
    frame: ui::Frame,
    form: Form,
    case: Case,
    appeal_by: Option<Deadline>,
    /// The lines, and what was approved in advance of which they may come.
    lines: Vec<Choice>,
    promises: Vec<Choice>,
    promised_at: String,
}

impl MinePage {
    fn name(&self, item: &Item) -> String {
        item.name(self.frame.language)
    }

    fn at(&self, item: &Item) -> String {
        item.content.institution.nearest(self.frame.language).to_owned()
    }

    fn kinds(&self) -> Vec<Choice> {
        kinds(&self.frame)
    }

    /// Whether lines can still be added.
    fn may_add(&self) -> bool {
        self.case.state == State::Applied
    }

    /// Whether documents can still be added.
    fn may_upload(&self) -> bool {
        matches!(self.case.state, State::Applied | State::Assessing | State::Assessed)
    }

    fn may_appeal(&self) -> bool {
        self.case.state == State::Decided
    }
}

const ITEM_LABELS: &[(&str, &str)] = &[
    ("kind", key("external-studies-kind")),
    ("institution", key("external-studies-institution")),
    ("title", key("external-studies-name")),
    ("term", key("external-studies-term")),
    ("credits", key("external-studies-credits")),
    ("file", key("recognition-file")),
    ("about", key("recognition-file-about")),
    ("grounds", key("recognition-appeal-grounds")),
];

async fn mine_page(signed: &Signed, id: RecognitionId, form: Form) -> Result<MinePage> {
    let case = own_case(signed, id).await?;
    let appeal_by = appeal_by(signed, id).await?;
    let (frame, form) = (signed.frame("my/recognitions"), form.labels(ITEM_LABELS));
    let (lines, promises) = advance_pages::choices(signed, &case, &frame).await?;
    let promised_at = format!("/my/recognitions/{id}/promises");
    Ok(MinePage { frame, form, case, appeal_by, lines, promises, promised_at })
}

async fn mine(signed: Signed, Path(id): Path<RecognitionId>) -> Result<Response> {
    page(&mine_page(&signed, id, Form::new()).await?)
}

async fn again(posted: &Posted, id: RecognitionId, form: Form, error: Error) -> Result<Response> {
    match error {
        Error::Invalid(_) | Error::Refused(_) => {
            let form = refused(form, error)?;
            let shown = mine_page(&posted.signed, id, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        other => Err(other),
    }
}

/// What a form says of a line; the errors stand in the form otherwise.
pub(super) fn described(form: &mut Form) -> Result<Described> {
    let regulated = form.checked("regulated");
    let content = read_content(form).ok_or_else(|| Error::Invalid(Vec::new()))?;
    Ok(Described { content, regulated })
}

async fn item_added(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    let mut form = posted.form();
    let outcome = match described(&mut form) {
        Err(error) => Err(error),
        Ok(new) => {
            let mut act = posted.act().await?;
            match add_item(&mut act, id, new).await {
                Ok(()) => {
                    let entry = Entry::new("recognition.add_own_item", "recognition", id.0);
                    act.commit(entry).await
                }
                Err(error) => Err(error),
            }
        }
    };
    match outcome {
        Ok(()) => Ok(done(&format!("/my/recognitions/{id}"), "done-recognition-added")),
        Err(error) => again(&posted, id, form, error).await,
    }
}

/// Keeps the file of a form and adds it to the case.
pub(super) async fn upload(posted: &Posted, id: RecognitionId, action: &'static str) -> Result<()> {
    let file = external_studies::pages::file(posted)?;
    let kept = keep(&posted.signed.node, "file", &file.media_type, &file.bytes).await?;
    let mut act = posted.act().await?;
    add_file(&mut act, id, NewFile { file: kept.id, about: posted.field("about") }).await?;
    let entry = Entry::new(action, "recognition", id.0).fact("sha256", hex::encode(kept.sha256));
    act.commit(entry).await
}

async fn file_added(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    match upload(&posted, id, "recognition.add_own_file").await {
        Ok(()) => Ok(done(&format!("/my/recognitions/{id}"), "done-recognition-uploaded")),
        Err(error) => again(&posted, id, posted.form(), error).await,
    }
}

/// A document of the case, or not found.
pub(super) fn of_case(case: &Case, file: Uuid) -> Result<()> {
    let known = case.files.iter().any(|one| one.id == file);
    if known { Ok(()) } else { Err(Error::NotFound) }
}

pub(super) async fn file(
    signed: Signed,
    Path((id, file)): Path<(RecognitionId, Uuid)>,
) -> Result<Response> {
    of_case(&own_case(&signed, id).await?, file)?;
    download(&signed.node, file, &format!("recognition-{file}")).await
}

async fn appealed(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    let mut act = posted.act().await?;
    let new = Appeal {
        received_on: act.today(),
        channel: Channel::SelfService,
        grounds: posted.field("grounds").to_owned(),
        excuse: String::new(),
    };
    match appeal(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("recognition.appeal_own", "recognition", id.0)).await?;
            Ok(done(&format!("/my/recognitions/{id}"), "done-recognition-appealed"))
        }
        Err(error) => again(&posted, id, posted.form(), error).await,
    }
}
