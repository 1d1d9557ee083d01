//! One document: whose it is, what it would change, and its import.

use super::pages::{from, state, when};
use super::preview::{Difference, Preview};
use super::store::documents::{self, Document};
use super::store::people::{self, Noted, Whose};
use super::{Change, Content, Identity, KEEPERS, OFFICERS, reach};
use crate::ExternalDocumentId;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::{Error, Result};
use rules::exchange::{Basis, BasisKind, Purpose};
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let officers = Allow::Roles(OFFICERS);
    let one = "/external-studies/documents/{external_document}";
    let part = |name: &str| format!("{one}/{name}");
    Routes::default()
        .page(one, officers, show)
        .page(&part("file"), officers, file)
        .form(&part("import"), officers, "external_studies.import", imported)
        .form(&part("identity"), officers, "external_studies.decide", decided)
        .form(&part("earlier-id"), officers, "external_studies.control", controlled)
        .form(&part("aside"), officers, "external_studies.set_aside", set_aside)
}

/// A document, for whoever has to do with its person; that it was looked at is noted.
pub(super) async fn seen(signed: &Signed, id: ExternalDocumentId) -> Result<(Document, Preview)> {
    let mut conn = signed.read().await?;
    let document = documents::load(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let scope = signed.who.scope(OFFICERS);
    reach::require(&mut conn, &signed.node, document.person, &scope).await?;
    signed.look(document.person, "external-studies").await?;
    let preview = super::preview::of(&mut conn, &document).await?;
    Ok((document, preview))
}

#[derive(Template)]
#[template(path = "external_studies/document.html")]
struct DocumentPage {
    frame: ui::Frame,
    form: Form,
    whose: Whose,
    document: Document,
    preview: Preview,
    own: bool,
    /// The id that it has shown, while another officer is to control it; with whether this one may.
    noted: Option<(Noted, bool)>,
}

impl DocumentPage {
    fn name(&self) -> String {
        self.whose.name.shown(self.frame.language)
    }

    fn found_by(&self, noted: &Noted) -> String {
        noted.found_by.shown(self.frame.language)
    }

    fn from(&self) -> String {
        from(&self.frame, &self.document.source, self.document.issuer.as_deref())
    }

    fn state(&self) -> String {
        self.frame.t(state(&self.document))
    }

    fn shown(&self, one: &Difference) -> String {
        one.content().map_or_else(String::new, |content| content.shown(self.frame.language))
    }

    fn when(&self, one: &Difference) -> String {
        one.content().map_or_else(String::new, |content| when(&self.frame, content))
    }

    fn gaps(&self, content: &Content) -> String {
        let gaps = content.gaps().into_iter().map(|gap| self.frame.t(gap.key()));
        gaps.collect::<Vec<_>>().join(", ")
    }

    /// A value that is the message of a kind is said in words.
    fn value(&self, value: &str) -> String {
        if value.starts_with("external-studies-kind-") {
            self.frame.t(value)
        } else {
            value.to_owned()
        }
    }

    fn color(&self, change: &Change) -> &'static str {
        match change {
            Change::New => "success",
            Change::Same => "neutral",
            Change::Changed => "warning",
            Change::Withdrawn => "danger",
        }
    }

    /// The form that sets it aside: its field has another place on the page than that of the same name above.
    fn aside(&self) -> Form {
        Form::new().named("aside")
    }

    fn same(&self) -> Vec<Choice> {
        let say = |value: &str, name: &str| Choice::new(value, self.frame.t(name));
        vec![
            say("yes", key("external-studies-same-yes")),
            say("no", key("external-studies-same-no")),
        ]
    }

    fn purpose(&self, purpose: &Purpose) -> String {
        self.frame.t(match purpose {
            Purpose::Admission => key("external-studies-purpose-admission"),
            Purpose::Recognition => key("external-studies-purpose-recognition"),
        })
    }

    fn basis(&self, basis: &Basis) -> String {
        self.frame.t(match basis.kind {
            BasisKind::Consent => key("external-studies-basis-consent"),
            BasisKind::Statute => key("external-studies-basis-statute"),
        })
    }

    fn notes(&self) -> Vec<String> {
        let told = |name: &String| {
            let noted = elmo_note(name);
            noted.map(|noted| self.frame.text(&noted.text()).to_owned())
        };
        self.document.notes.iter().filter_map(told).collect()
    }

    /// Whether an officer can import of it now.
    fn may_import(&self) -> bool {
        let document = &self.document;
        !self.own && document.is_theirs() && !document.set_aside && !document.outdated
    }

    /// Whether somebody has to say whose it is first.
    fn asks_whose(&self) -> bool {
        !self.own && !self.document.named.is_certain() && self.document.same.is_none()
    }

    fn nothing_to_do(&self) -> bool {
        self.preview.count(Change::Same) == self.preview.differences.len()
    }
}

/// What a reader's note says, by its name.
fn elmo_note(name: &str) -> Option<elmo::Noted> {
    elmo::Noted::ALL.iter().copied().find(|noted| noted.name() == name)
}

async fn document_page(
    signed: &Signed,
    id: ExternalDocumentId,
    form: Form,
) -> Result<DocumentPage> {
    let (document, preview) = seen(signed, id).await?;
    let mut conn = signed.read().await?;
    let whose = people::whose(&mut conn, document.person).await?.ok_or(Error::NotFound)?;
    let own = signed.who.person == document.person;
    let noted = people::noted(&mut conn, id).await?.filter(|noted| noted.hers.is_none());
    let keeper = signed.who.has_everywhere(KEEPERS);
    let noted = noted.map(|noted| {
        let may = keeper && !own && noted.by != signed.who.person;
        (noted, may)
    });
    let form = form.labels(&[
        ("grounds", key("external-studies-grounds")),
        ("same", key("external-studies-same")),
    ]);
    Ok(DocumentPage {
        frame: signed.frame("external-studies"),
        form,
        whose,
        document,
        preview,
        own,
        noted,
    })
}

async fn show(signed: Signed, Path(id): Path<ExternalDocumentId>) -> Result<Response> {
    page(&document_page(&signed, id, Form::new()).await?)
}

/// The bytes as they came, as a download: what an officer or the person may look at is never run.
pub(super) async fn download(signed: &Signed, id: ExternalDocumentId) -> Result<Response> {
    let mut conn = signed.read().await?;
    let bytes = documents::signed(&mut conn, id).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.xml\"")),
    ];
    Ok((headers, bytes).into_response())
}

pub(super) async fn file(signed: Signed, Path(id): Path<ExternalDocumentId>) -> Result<Response> {
    let (document, _) = seen(&signed, id).await?;
    signed.look_at(document.person, "external-studies", id.0).await?;
    download(&signed, id).await
}

/// The page again with what was refused; other errors pass on.
async fn again(posted: &Posted, id: ExternalDocumentId, error: Error) -> Result<Response> {
    match error {
        Error::Invalid(_) | Error::Refused(_) => {
            let form = refused(posted.form(), error)?;
            let shown = document_page(&posted.signed, id, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        other => Err(other),
    }
}

async fn imported(Path(id): Path<ExternalDocumentId>, posted: Posted) -> Result<Response> {
    let chosen = posted.fields.iter().filter(|(name, _)| name == "rows");
    let chosen: Vec<String> = chosen.map(|(_, value)| value.clone()).collect();
    let mut act = posted.act().await?;
    match super::import(&mut act, id, posted.field("seal"), Some(&chosen)).await {
        Ok(done_) => {
            act.commit(entry(id, done_)).await?;
            let back = format!("/external-studies/documents/{id}");
            Ok(done(&back, "done-external-studies-imported"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

/// The audit entry of an import: how many of what, never whose.
pub(super) fn entry(id: ExternalDocumentId, done: super::Imported) -> Entry {
    Entry::new("external_studies.import", "external_document", id.0)
        .fact("new", done.new)
        .fact("changed", done.changed)
        .fact("withdrawn", done.withdrawn)
        .fact("same", done.same)
}

async fn decided(Path(id): Path<ExternalDocumentId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(same) = form.choice("same", &["yes", "no"]) else {
        let shown = document_page(&posted.signed, id, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let mut act = posted.act().await?;
    let new = Identity { same: same == "yes", grounds: posted.field("grounds") };
    match super::decide(&mut act, id, &new).await {
        Ok(()) => {
            let entry = Entry::new("external_studies.decide", "external_document", id.0);
            act.commit(entry.fact("same", new.same)).await?;
            let back = format!("/external-studies/documents/{id}");
            Ok(done(&back, "done-external-studies-decided"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

async fn controlled(Path(id): Path<ExternalDocumentId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let hers = posted.field("hers") == "yes";
    match super::control(&mut act, id, hers).await {
        Ok(()) => {
            let entry = Entry::new("external_studies.control", "external_document", id.0);
            act.commit(entry.fact("hers", hers)).await?;
            let back = format!("/external-studies/documents/{id}");
            Ok(done(&back, "done-external-studies-controlled"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

async fn set_aside(Path(id): Path<ExternalDocumentId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match super::set_aside(&mut act, id, posted.field("grounds")).await {
        Ok(()) => {
            let entry = Entry::new("external_studies.set_aside", "external_document", id.0);
            act.commit(entry).await?;
            let back = format!("/external-studies/documents/{id}");
            Ok(done(&back, "done-external-studies-set-aside"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}
