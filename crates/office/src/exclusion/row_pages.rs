//! The page of one row: what is in force, what waits beside it, and every step so far.

use super::by_letter::{self, ByLetter};
use super::directorate::{self, Told};
use super::line::{Line, Status};
use super::store::{self, Ended, ExclusionRow, Identity, Version};
use super::whole::{Part, Whole};
use super::{CONTROLLERS, Cause, Change, READERS, Seen, WRITERS, everywhere};
use super::{change, control, delete, refuse, withdraw};
use crate::catalogue::forms::refused;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::people::PersonName;
use crate::{Error, ExclusionRowId, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::RuleSetId;
use rules::exclusion::ControlAction;
use sqlx::PgConnection;
use std::collections::HashMap;
use ui::{Choice, Form};

pub(super) fn routes() -> Routes {
    let (writers, controllers) = (Allow::Roles(WRITERS), Allow::Roles(CONTROLLERS));
    Routes::default()
        .page("/exclusions/{exclusion}", Allow::Roles(READERS), show)
        .form("/exclusions/{exclusion}/change", writers, "exclusion.change", post_change)
        .form("/exclusions/{exclusion}/deletion", writers, "exclusion.delete", post_deletion)
        .form("/exclusions/{exclusion}/withdrawal", writers, "exclusion.withdraw", post_withdrawal)
        .form("/exclusions/{exclusion}/control", controllers, "exclusion.control", post_control)
        .form("/exclusions/{exclusion}/refusal", controllers, "exclusion.refuse", post_refusal)
        .form(
            "/exclusions/{exclusion}/directorate",
            writers,
            "exclusion.directorate",
            post_directorate,
        )
}

/// One line of the comparison of what is in force with what waits.
struct Difference {
    label: String,
    old: String,
    new: String,
}

#[derive(Template)]
#[template(path = "exclusion/row.html")]
struct RowPage {
    frame: ui::Frame,
    change: Form,
    deletion: Form,
    refusal: Form,
    withdrawal: Form,
    line: Line,
    row: ExclusionRow,
    /// Whose it is, to those who register and control: a name alone is not enough to control by.
    identity: Identity,
    names: HashMap<PersonId, PersonName>,
    waiting: Option<Version>,
    /// Whether the reader registered what waits.
    own: bool,
    writer: bool,
    controller: bool,
    control: Form,
    /// The decision that it is part of.
    whole: Whole,
    /// Those to whom its control lets a letter go, and those who are left out.
    told: Vec<ByLetter>,
    /// The paragraph by which the Directorate of Health is still to be told.
    directorate: Option<String>,
    directorate_form: Form,
}

impl RowPage {
    fn name(&self, person: &Option<PersonId>) -> String {
        let name = person.and_then(|person| self.names.get(&person));
        name.map_or_else(String::new, |name| name.shown(self.frame.language))
    }

    fn whose(&self) -> String {
        self.name(&Some(self.line.person))
    }

    fn action(&self, version: &Version) -> String {
        self.frame.t(match version.action {
            ControlAction::Create => "exclusion-action-create",
            ControlAction::Change => "exclusion-action-change",
            ControlAction::Delete => "exclusion-action-delete",
        })
    }

    fn outcome(&self, version: &Version) -> String {
        self.frame.t(match (version.controlled_at, version.ended) {
            (Some(_), _) => "exclusion-outcome-controlled",
            (_, Some(Ended::Refused)) => "exclusion-outcome-refused",
            (_, Some(Ended::Withdrawn)) => "exclusion-outcome-withdrawn",
            (_, Some(Ended::Overtaken)) => "exclusion-outcome-overtaken",
            _ => "exclusion-outcome-waits",
        })
    }

    /// What its programme is called here: by a code alone nobody can tell which study it is.
    fn programme_name(&self) -> String {
        let name = self.whole.programme.as_ref();
        name.map_or_else(
            || self.frame.t("exclusion-programme-unknown"),
            |name| self.frame.text(name).to_owned(),
        )
    }

    /// Those to whom a letter goes, as the form hands them on.
    fn letters_to(&self) -> String {
        by_letter::letters_to(&self.told).collect::<Vec<_>>().join(",")
    }

    fn status(&self, part: &Part) -> String {
        self.frame.t(part.status.map_or("exclusion-whole-missing", Status::key))
    }

    /// Why a row is changed or deleted, to choose from: a change leaves something of the decision.
    fn causes(&self, of_deletion: bool) -> Vec<Choice> {
        let all = Cause::ALL.into_iter();
        let fits = all.filter(|cause| of_deletion || *cause != Cause::Reversed);
        fits.map(|cause| Choice::new(cause.code(), self.frame.t(cause.key()))).collect()
    }

    /// Old and new side by side, as whoever controls has to see them.
    fn differences(&self) -> Vec<Difference> {
        let Some(new) = &self.waiting else { return Vec::new() };
        let old = self.row.in_force();
        let frame = &self.frame;
        let deleted = new.action == ControlAction::Delete;
        let line = |key: &str, old: Option<String>, new: String| Difference {
            label: frame.t(key),
            old: old.unwrap_or_else(|| frame.t("exclusion-nothing")),
            new: if deleted { frame.t("exclusion-nothing") } else { new },
        };
        let date = |date: Date| frame.date(date);
        let programme = |version: &Version| version.programme.clone().unwrap_or_default();
        let mut lines = vec![
            line("exclusion-from", old.map(|old| date(old.from)), date(new.from)),
            line("exclusion-to", old.map(|old| date(old.to)), date(new.to)),
        ];
        let there = |text: &str| old.map(|_| text.to_owned());
        let (kind, study) = (self.row.kind.code(), self.row.classification.code());
        lines.push(line("exclusion-type", there(kind), kind.to_owned()));
        lines.push(line("exclusion-classification", there(study), study.to_owned()));
        lines.push(line("exclusion-programmes", old.map(programme), programme(new)));
        lines
    }
}

/// The forms of the page: the one that was sent holds what was typed into it.
#[derive(Default)]
struct Forms {
    change: Form,
    deletion: Form,
    refusal: Form,
    withdrawal: Form,
    control: Form,
    directorate: Form,
}

/// By what whoever registers or controls knows whose a row is; nothing for those who only read.
pub(super) async fn identity(signed: &Signed, person: PersonId) -> Result<Identity> {
    let place = everywhere(&signed.node);
    if !signed.who.may(WRITERS, &place) && !signed.who.may(CONTROLLERS, &place) {
        return Ok(Identity::default());
    }
    Ok(store::identity(&mut *signed.read().await?, person).await?)
}

async fn row_page(signed: &Signed, id: ExclusionRowId, forms: Forms) -> Result<RowPage> {
    super::pages::reader(signed)?;
    let mut conn = signed.read().await?;
    let row = store::row(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let line = Line::of(&row, &signed.node).ok_or(Error::NotFound)?;
    signed.look(line.person, "exclusion").await?;
    let mut persons = vec![line.person];
    let staff = row.versions.iter().flat_map(|one| [one.registered_by, one.controlled_by]);
    persons.extend(staff.flatten());
    let waiting = row.waiting().cloned();
    let labelled = |form: Form, name: &str| {
        form.named(name).labels(&[
            ("from", "exclusion-from"),
            ("to", "exclusion-to"),
            ("cause", "exclusion-cause"),
            ("justification", "exclusion-why"),
            ("because", "exclusion-why"),
            ("special_type", "exclusion-special-type"),
            ("archive_number", "exclusion-archive-number"),
            ("told_on", "exclusion-told-on"),
        ])
    };
    let mut change = forms.change;
    if change.is_valid() {
        change = change
            .with("from", signed.frame("").date(line.from))
            .with("to", signed.frame("").date(line.to));
    }
    let place = everywhere(&signed.node);
    let (writer, controller) =
        (signed.who.may(WRITERS, &place), signed.who.may(CONTROLLERS, &place));
    let identity = identity(signed, line.person).await?;
    let whole = Whole::of(&mut conn, &signed.node, &row).await?;
    let told = told(&mut conn, signed, &row).await?;
    let directorate = directorate::of_row(&mut conn, &signed.node, &row).await?;
    Ok(RowPage {
        directorate: directorate.filter(|_| writer),
        directorate_form: labelled(forms.directorate, "directorate"),
        control: labelled(forms.control, "control"),
        whole,
        told,
        names: store::names(&mut conn, &persons).await?,
        frame: signed.frame(format!("exclusions/{id}")),
        change: labelled(change, "change"),
        deletion: labelled(forms.deletion, "deletion"),
        refusal: labelled(forms.refusal, "refusal"),
        withdrawal: labelled(forms.withdrawal, "withdrawal"),
        own: waiting.as_ref().is_some_and(|one| one.registered_by == Some(signed.who.person)),
        writer,
        controller,
        identity,
        waiting,
        line,
        row,
    })
}

/// Those to whom the control of what waits lets a letter go; nobody where nothing waits.
pub(super) async fn told(
    conn: &mut PgConnection,
    signed: &Signed,
    row: &ExclusionRow,
) -> Result<Vec<ByLetter>> {
    let (Some(of), Some(_)) = (&row.decision, row.waiting()) else { return Ok(Vec::new()) };
    let law = signed.node.rule_set(&RuleSetId(of.rule_set.clone()))?;
    by_letter::of_row(conn, &signed.node, (row, law.sections.exclusion.as_ref())).await
}

async fn show(signed: Signed, Path(id): Path<ExclusionRowId>) -> Result<Response> {
    page(&row_page(&signed, id, Forms::default()).await?)
}

async fn again(posted: &Posted, id: ExclusionRowId, forms: Forms) -> Result<Response> {
    let shown = row_page(&posted.signed, id, forms).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn back(id: ExclusionRowId, key: &str) -> Response {
    done(&format!("/exclusions/{id}"), key)
}

/// The entry of a step with a row: which one, and its version; never whose it is.
pub(super) fn entry(action: &'static str, id: ExclusionRowId) -> Entry {
    Entry::new(action, "exclusion", id.0)
}

/// Why, as the person is told.
fn cause(form: &mut Form) -> Option<Cause> {
    form.choice("cause", &Cause::ALL.map(Cause::code)).and_then(|word| Cause::parse(&word))
}

async fn post_change(Path(id): Path<ExclusionRowId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let (from, to) = (form.date("from"), form.date("to"));
    let why = cause(&mut form).zip(form.required("justification"));
    if let (Some(from), Some(to), Some((cause, justification))) = (from, to, why) {
        let mut act = posted.act().await?;
        match change(&mut act, id, &Change { from, to, cause, justification }).await {
            Ok(()) => {
                act.commit(entry("exclusion.change", id)).await?;
                return Ok(back(id, "done-exclusion-changed"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { change: form, ..Forms::default() }).await
}

async fn post_deletion(Path(id): Path<ExclusionRowId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    if let Some((cause, why)) = cause(&mut form).zip(form.required("justification")) {
        let mut act = posted.act().await?;
        match delete(&mut act, id, cause, &why).await {
            Ok(()) => {
                act.commit(entry("exclusion.delete", id)).await?;
                return Ok(back(id, "done-exclusion-deletion"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { deletion: form, ..Forms::default() }).await
}

/// The version that the form was shown with.
fn version(posted: &Posted) -> Result<i32> {
    posted.field("version").parse().map_err(|_| Error::NotFound)
}

async fn post_withdrawal(Path(id): Path<ExclusionRowId>, posted: Posted) -> Result<Response> {
    let version = version(&posted)?;
    let mut form = posted.form();
    if let Some(because) = form.required("because") {
        let mut act = posted.act().await?;
        match withdraw(&mut act, id, version, &because).await {
            Ok(()) => {
                act.commit(entry("exclusion.withdraw", id).fact("version", version)).await?;
                return Ok(done("/exclusions", "done-exclusion-withdrawn"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { withdrawal: form, ..Forms::default() }).await
}

async fn post_control(Path(id): Path<ExclusionRowId>, posted: Posted) -> Result<Response> {
    let version = version(&posted)?;
    let form = posted.form();
    let told = form.field("told").split(',').filter(|one| !one.is_empty());
    let told = told.map(ToOwned::to_owned).collect();
    let seen = Seen { version, told, special_type: form.checked("special_type") };
    let mut act = posted.act().await?;
    let error = match control(&mut act, id, seen).await {
        Ok(_) => {
            act.commit(entry("exclusion.control", id).fact("version", version)).await?;
            return Ok(done("/exclusions", "done-exclusion-controlled"));
        }
        Err(error) => error,
    };
    let shown_again = ["type-not-confirmed", "recipients-not-seen"];
    match &error {
        Error::Refused(why) if shown_again.contains(&why.code.as_str()) => {
            let control = refused(form, error)?;
            again(&posted, id, Forms { control, ..Forms::default() }).await
        }
        _ => Err(error),
    }
}

async fn post_directorate(Path(id): Path<ExclusionRowId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    if let Some((archive_number, told_on)) =
        form.required("archive_number").zip(form.date("told_on"))
    {
        let mut act = posted.act().await?;
        match super::directorate_told(&mut act, id, Told { archive_number, told_on }).await {
            Ok(()) => {
                act.commit(entry("exclusion.directorate", id)).await?;
                return Ok(back(id, "done-exclusion-directorate"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { directorate: form, ..Forms::default() }).await
}

async fn post_refusal(Path(id): Path<ExclusionRowId>, posted: Posted) -> Result<Response> {
    let version = version(&posted)?;
    let mut form = posted.form();
    if let Some(because) = form.required("because") {
        let mut act = posted.act().await?;
        match refuse(&mut act, id, version, &because).await {
            Ok(_) => {
                act.commit(entry("exclusion.refuse", id).fact("version", version)).await?;
                return Ok(done("/exclusions", "done-exclusion-refused"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { refusal: form, ..Forms::default() }).await
}
