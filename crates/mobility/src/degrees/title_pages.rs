//! The page on which the title of a thesis or paper is written.

use super::store::{self, Counting};
use super::{KEEPERS, ThesisTitle};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::{Error, RegistrationId, Result};
use ui::Form;

pub(super) fn routes() -> Routes {
    let (keepers, one) = (Allow::Roles(KEEPERS), "/degrees/titles/{registration}");
    Routes::default().page(one, keepers, show).form(one, keepers, "degree.entitle", post_title)
}

const LABELS: [(&str, &str); 3] = [
    ("title_nb", "degrees-title-nb"),
    ("title_nn", "degrees-title-nn"),
    ("title_en", "degrees-title-en"),
];

#[derive(Template)]
#[template(path = "degrees/title.html")]
struct TitlePage {
    frame: ui::Frame,
    form: Form,
    registration: RegistrationId,
    code: String,
}

/// A result that counts, for those of its unit.
pub(super) async fn titled(signed: &Signed, id: RegistrationId) -> Result<Counting> {
    let mut conn = signed.read().await?;
    let (place, person) = store::of_registration(&mut conn, id).await?.ok_or(Error::NotFound)?;
    signed.who.require(KEEPERS, &place)?;
    signed.look(person, "degree").await?;
    let counting = store::counting(&mut conn, person).await?;
    counting.into_iter().find(|one| one.registration == id).ok_or(Error::NotFound)
}

async fn title_page(signed: &Signed, id: RegistrationId, form: Option<Form>) -> Result<TitlePage> {
    let one = titled(signed, id).await?;
    let stored = || {
        let title = one.thesis.clone();
        let [nb, nn, en] = title.map(|title| [title.nb, title.nn, title.en]).unwrap_or_default();
        Form::new().with("title_nb", nb).with("title_nn", nn).with("title_en", en)
    };
    let form = form.unwrap_or_else(stored).labels(&LABELS);
    Ok(TitlePage { frame: signed.frame("degrees/titles"), form, registration: id, code: one.code })
}

async fn show(Path(id): Path<RegistrationId>, signed: Signed) -> Result<Response> {
    page(&title_page(&signed, id, None).await?)
}

async fn post_title(Path(id): Path<RegistrationId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let field = |name: &str| form.field(name).to_owned();
    let (title_nb, title_nn) = (field("title_nb"), field("title_nn"));
    let title = ThesisTitle { registration: id, title_nb, title_nn, title_en: field("title_en") };
    let mut act = posted.act().await?;
    match super::entitle(&mut act, &title).await {
        Ok(()) => {
            act.commit(Entry::new("degree.entitle", "registration", id.0)).await?;
            Ok(done(&format!("/degrees/titles/{id}"), "done-degree-entitled"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            let again = title_page(&posted.signed, id, Some(refused(form, error)?)).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(error) => Err(error),
    }
}
