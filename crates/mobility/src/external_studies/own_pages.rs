//! The person's own window: what stands here of what she has from elsewhere, where it comes from, and the
//! file that she brings.

use super::document_pages::download;
use super::pages::{Everything, RowTable, bring, everything, from, state};
use super::store::documents::{self, Document};
use crate::ExternalDocumentId;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::{Error, Result};
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    let own = Allow::SignedIn;
    Routes::default()
        .page("/my/external-studies", own, show)
        .form("/my/external-studies/files", own, "external_studies.bring_own", brought)
        .page("/my/external-studies/documents/{external_document}/file", own, file)
}

#[derive(Template)]
#[template(path = "external_studies/mine.html")]
struct MinePage {
    frame: ui::Frame,
    form: Form,
    all: Everything,
}

impl MinePage {
    fn from(&self, one: &Document) -> String {
        from(&self.frame, &one.source, one.issuer.as_deref())
    }

    fn state(&self, one: &Document) -> String {
        self.frame.t(state(one))
    }

    fn table(&self) -> RowTable<'_> {
        RowTable { frame: &self.frame, rows: &self.all.rows }
    }
}

/// What stands of the person who asks.
pub(super) async fn mine(signed: &Signed) -> Result<Everything> {
    let mut conn = signed.read().await?;
    everything(&mut conn, signed.who.person).await
}

async fn mine_page(signed: &Signed, form: Form) -> Result<MinePage> {
    let form = form.labels(&[("file", key("external-studies-file"))]);
    Ok(MinePage { frame: signed.frame("my/external-studies"), form, all: mine(signed).await? })
}

async fn show(signed: Signed) -> Result<Response> {
    page(&mine_page(&signed, Form::new()).await?)
}

async fn brought(posted: Posted) -> Result<Response> {
    match bring(&posted, posted.signed.who.person, true).await {
        Ok(_) => Ok(done("/my/external-studies", "done-external-studies-brought-own")),
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let form = refused(posted.form(), error)?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &mine_page(&posted.signed, form).await?)
        }
        Err(error) => Err(error),
    }
}

/// A document of one's own, as it came; what an officer has said is somebody else's is not shown.
pub(super) async fn file(signed: Signed, Path(id): Path<ExternalDocumentId>) -> Result<Response> {
    let mut conn = signed.read().await?;
    let document = documents::load(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let own = document.person == signed.who.person && (document.is_theirs() || document.by_student);
    if !own {
        return Err(Error::NotFound);
    }
    drop(conn);
    download(&signed, id).await
}
