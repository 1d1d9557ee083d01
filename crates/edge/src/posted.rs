//! A form that was sent in: its fields, its files, its act id, checked to come from our own page.

use crate::error_pages::ErrorSlot;
use crate::{Act, Error, FieldError, Node, Principal, Result, Signed, Typed};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use rules::Text;
use uuid::Uuid;

/// The largest form with files, in bytes; a larger one is refused before it is read.
pub(crate) const BODY_MAX: usize = 64 * 1024 * 1024;

/// The longest text in one field of a form or a call: about ten pages.
pub(crate) const FIELD_CHARACTERS_MAX: usize = ui::TEXT_MAX;

/// A file that came with a form.
pub struct Upload {
    /// The field of the form.
    pub field: String,
    /// The name the file had on the sender's machine; shown to the sender, never passed on.
    pub name: String,
    /// The media type the browser claims.
    pub media_type: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A form sent in by a signed-in person from one of our own pages.
pub struct Posted<N: Node> {
    /// Who sent it.
    pub signed: Signed<N>,
    act_id: Option<Uuid>,
    /// What is too long, at its field: the form shows it, and no act begins with it.
    faults: Vec<FieldError>,
    /// What was typed, in order.
    pub fields: Vec<(String, String)>,
    /// The files, those left empty not counted.
    pub files: Vec<Upload>,
}

impl<N: Node> Posted<N> {
    /// What was typed in a field, trimmed; empty if the field is not there.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The form for reading with messages at its fields and for showing it again.
    pub fn form(&self) -> ui::Form {
        let mut form = ui::Form::from_pairs(self.fields.clone());
        for fault in &self.faults {
            form.add_error(&fault.field, fault.text.clone());
        }
        form
    }

    /// What was typed into these fields, each under the message key of its label; those left empty
    /// not counted.
    pub fn typed(&self, labels: &[(&str, &'static str)]) -> Vec<Typed> {
        let language = self.signed.who.language();
        let typed = labels.iter().map(|(field, label)| Typed {
            label: ui::messages::format(language, label, &[]),
            value: self.field(field).to_owned(),
        });
        typed.filter(|one| !one.value.is_empty()).collect()
    }

    /// Says no to the form where it cannot be filled in otherwise, as somebody else was first or
    /// what it is about has moved on, and shows again what was typed.
    ///
    /// # Errors
    /// What is no refusal.
    pub fn refused(&self, error: Error, typed: Vec<Typed>) -> Result<Response> {
        match error {
            Error::Refused(_) | Error::Conflict(_) => Ok(ErrorSlot::with_typed(error, typed)),
            other => Err(other),
        }
    }

    /// Opens the form's act: the same form sent twice is one act.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] for the second click of a double click; invalid where a field is too long.
    pub async fn act(&self) -> Result<Act<N>> {
        if !self.faults.is_empty() {
            return Err(Error::Invalid(self.faults.clone()));
        }
        self.signed.act(self.act_id.ok_or_else(stale_form)?).await
    }
}

impl<N: Node> FromRequest<N> for Posted<N> {
    type Rejection = Error;

    async fn from_request(request: Request, node: &N) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let signed =
            <Signed<N> as FromRequestParts<N>>::from_request_parts(&mut parts, node).await?;
        check_origin(&parts.headers)?;
        let (mut fields, files) = read(Request::from_parts(parts, body)).await?;
        let faults = tidy(&mut fields);
        let value = |name: &str| {
            fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
        };
        if value("csrf") != Some(signed.form_token()) {
            return Err(stale_form());
        }
        let act_id = value("act_id").and_then(|id| id.parse().ok());
        Ok(Self { signed, act_id, faults, fields, files })
    }
}

/// What no keyboard types and no database keeps is left out: it comes along when text is pasted.
/// Answers what is too long; the end of a line counts once, as its writer counts it.
fn tidy(fields: &mut [(String, String)]) -> Vec<FieldError> {
    let mut faults = Vec::new();
    for (name, value) in fields {
        value.retain(|c| !is_stray(c));
        if value.chars().filter(|c| *c != '\r').count() > FIELD_CHARACTERS_MAX {
            faults.push(FieldError { field: name.clone(), text: too_long() });
        }
    }
    faults
}

/// A control character that no text needs.
pub(crate) fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

pub(crate) fn too_long() -> Text {
    let most = FIELD_CHARACTERS_MAX;
    Text::new(
        format!("Teksten er for lang. Den kan ha høyst {most} tegn."),
        format!("Teksten er for lang. Han kan ha høgst {most} teikn."),
        format!("The text is too long. It may have at most {most} characters."),
    )
}

type Parts = (Vec<(String, String)>, Vec<Upload>);

/// Whether a request brings a form with files.
pub(crate) fn has_files(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|value| value.starts_with("multipart/form-data"))
}

/// The fields and files of a form that a program sends.
pub(crate) async fn read_files(request: Request) -> Result<Parts> {
    let form = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
    let (mut fields, files) = read_multipart(form).await?;
    let faults = tidy(&mut fields);
    if faults.is_empty() { Ok((fields, files)) } else { Err(Error::Invalid(faults)) }
}

async fn read(request: Request) -> Result<Parts> {
    if has_files(&request) {
        let form = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
        return read_multipart(form).await;
    }
    let axum::Form(fields) = axum::Form::<Vec<(String, String)>>::from_request(request, &())
        .await
        .map_err(|_| unreadable())?;
    Ok((fields, Vec::new()))
}

async fn read_multipart(mut form: Multipart) -> Result<Parts> {
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(|_| unreadable())? {
        let field = part.name().unwrap_or_default().to_owned();
        let Some(name) = part.file_name().map(ToOwned::to_owned) else {
            fields.push((field, part.text().await.map_err(|_| unreadable())?));
            continue;
        };
        let media_type = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let bytes = part.bytes().await.map_err(|_| unreadable())?.to_vec();
        if !(name.is_empty() && bytes.is_empty()) {
            files.push(Upload { field, name, media_type, bytes });
        }
    }
    Ok((fields, files))
}

/// A browser says where a form came from; ours come from our own address.
pub(crate) fn check_origin(headers: &HeaderMap) -> Result<()> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return Ok(()) };
    let host = text(header::HOST).unwrap_or_default();
    let from = origin.split_once("://").map_or(origin, |(_, host)| host);
    if from == host { Ok(()) } else { Err(stale_form()) }
}

/// Whether the browser itself says that a form came from a page of ours.
pub(crate) fn is_from_here(headers: &HeaderMap) -> bool {
    headers.contains_key(header::ORIGIN) && check_origin(headers).is_ok()
}

/// The code of the refusal of a form without this session's token.
pub(crate) const STALE_FORM: &str = "stale-form";

fn stale_form() -> Error {
    Error::refused(
        STALE_FORM,
        Text::new(
            "Skjemaet er for gammelt, eller det kom ikke fra denne siden. Last siden på nytt og send en gang til; ingenting er lagret.",
            "Skjemaet er for gammalt, eller det kom ikkje frå denne sida. Last sida på nytt og send ein gong til; ingenting er lagra.",
            "The form is too old, or it did not come from this page. Reload the page and send it again; nothing has been stored.",
        ),
    )
}

/// What is said of a form that cannot be read.
pub(crate) fn unreadable() -> Error {
    Error::refused(
        "unreadable-form",
        Text::new(
            "Skjemaet kunne ikke leses, eller en fil var større enn 64 MB. Ingenting er lagret.",
            "Skjemaet kunne ikkje lesast, eller ei fil var større enn 64 MB. Ingenting er lagra.",
            "The form could not be read, or a file was larger than 64 MB. Nothing has been stored.",
        ),
    )
}
