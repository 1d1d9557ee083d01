//! The keys by which files are verified.

use super::store::lists;
use super::{KEEPERS, NewKey};
use ::store::Entry;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::{Error, Result};
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    let keepers = Allow::Everywhere(KEEPERS);
    Routes::default().page("/external-studies/keys", keepers, show).form(
        "/external-studies/keys",
        keepers,
        "external_studies.enter_key",
        entered,
    )
}

#[derive(Template)]
#[template(path = "external_studies/keys.html")]
struct KeysPage {
    frame: ui::Frame,
    form: Form,
    keys: Vec<lists::Key>,
}

const LABELS: &[(&str, &str)] = &[
    ("name", key("external-studies-key-name")),
    ("pem", key("external-studies-key-pem")),
    ("from", key("external-studies-key-from")),
    ("to", key("external-studies-key-to")),
];

async fn keys_page(signed: &Signed, form: Form) -> Result<KeysPage> {
    let mut conn = signed.read().await?;
    let keys = lists::keys(&mut conn, None).await?;
    Ok(KeysPage { frame: signed.frame("external-studies/keys"), form: form.labels(LABELS), keys })
}

async fn show(signed: Signed) -> Result<Response> {
    page(&keys_page(&signed, Form::new()).await?)
}

async fn entered(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let (from, to) = (form.date("from"), form.optional_date("to"));
    let outcome = match from.filter(|_| form.is_valid()) {
        None => Err(Error::Invalid(Vec::new())),
        Some(from) => {
            let new = NewKey { name: posted.field("name"), pem: posted.field("pem"), from, to };
            let mut act = posted.act().await?;
            match super::enter_key(&mut act, &new).await {
                Ok(id) => {
                    let entry = Entry::new("external_studies.enter_key", "external_key", id);
                    act.commit(entry.fact("from", from.to_string())).await?;
                    Ok(())
                }
                Err(error) => Err(error),
            }
        }
    };
    match outcome {
        Ok(()) => Ok(done("/external-studies/keys", "done-external-studies-key")),
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let form = refused(form, error)?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &keys_page(&posted.signed, form).await?)
        }
        Err(error) => Err(error),
    }
}
