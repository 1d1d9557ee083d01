//! The API's side of the edge: JSON in, problem+json out, the act's id in a header.

use crate::posted::{
    FIELD_CHARACTERS_MAX, check_origin, has_files, is_stray, read_files, too_long,
};
use crate::{Act, Error, FieldError, Node, Result, Signed, Upload};
use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use rules::{Reason, Refusal, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// The header `Idempotency-Key`: the id of the act, a UUID of the caller's own making.
/// The same key sent twice is one act.
pub struct ActHeader<N: Node> {
    /// Who calls.
    pub signed: Signed<N>,
    act_id: Uuid,
}

impl<N: Node> ActHeader<N> {
    /// Opens the call's act.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when the key was used before.
    pub async fn act(&self) -> Result<Act<N>> {
        self.signed.act(self.act_id).await
    }
}

impl<N: Node> FromRequestParts<N> for ActHeader<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, node: &N) -> Result<Self> {
        check_origin(&parts.headers)?;
        let signed = <Signed<N> as FromRequestParts<N>>::from_request_parts(parts, node).await?;
        let key = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok());
        let act_id = key.and_then(|key| key.parse().ok()).ok_or_else(|| {
            Error::field(
                "Idempotency-Key",
                Text::new(
                    "Kallet må ha et hode Idempotency-Key med en UUID.",
                    "Kallet må ha eit hovud Idempotency-Key med ein UUID.",
                    "The call needs a header Idempotency-Key with a UUID.",
                ),
            )
        })?;
        Ok(Self { signed, act_id })
    }
}

/// A JSON body. A body that cannot be read is answered with where and why.
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned, N: Node> FromRequest<N> for ApiJson<T> {
    type Rejection = Error;

    async fn from_request(request: Request, node: &N) -> Result<Self> {
        let value = match Json::<Value>::from_request(request, node).await {
            Ok(Json(value)) => value,
            Err(rejection) => return Err(Error::field("body", told(&rejection.body_text()))),
        };
        if let Some((at, fault)) = fault(&value, "") {
            return Err(Error::field(&at, fault));
        }
        serde_path_to_error::deserialize(value).map(Self).map_err(|error| {
            let at = error.path().to_string();
            let at = if at == "." { "body" } else { &at };
            Error::field(at, told(&error.inner().to_string()))
        })
    }
}

/// A body that brings files along, or none: a form (`multipart/form-data`) or JSON.
pub enum ApiBody<T> {
    /// As [`ApiJson`].
    Json(T),
    /// The fields and files of a form.
    Form {
        /// What was sent in each field, in order.
        fields: Vec<(String, String)>,
        /// The files, those left empty not counted.
        files: Vec<Upload>,
    },
}

impl<T: DeserializeOwned, N: Node> FromRequest<N> for ApiBody<T> {
    type Rejection = Error;

    async fn from_request(request: Request, node: &N) -> Result<Self> {
        if has_files(&request) {
            let (fields, files) = read_files(request).await?;
            return Ok(Self::Form { fields, files });
        }
        ApiJson::from_request(request, node).await.map(|ApiJson(body)| Self::Json(body))
    }
}

/// What cannot be read, in words; the parser's own message is for the programmer.
fn told(why: &str) -> Text {
    Text::new(
        format!("Verdien kan ikke leses: {why}"),
        format!("Verdien kan ikkje lesast: {why}"),
        format!("The value cannot be read: {why}"),
    )
}

/// The first text that is too long or holds what no text needs, and where it stands.
fn fault(value: &Value, at: &str) -> Option<(String, Text)> {
    let below = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
    match value {
        Value::String(text) if text.chars().any(is_stray) => Some((
            at.to_owned(),
            Text::new(
                "Teksten har styretegn i seg, som ikke kan lagres.",
                "Teksten har styreteikn i seg, som ikkje kan lagrast.",
                "The text holds control characters, which cannot be stored.",
            ),
        )),
        Value::String(text) if text.chars().count() > FIELD_CHARACTERS_MAX => {
            Some((at.to_owned(), too_long()))
        }
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(no, item)| fault(item, &below(&no.to_string())))
        }
        Value::Object(fields) => fields.iter().find_map(|(name, item)| fault(item, &below(name))),
        _ => None,
    }
}

/// An error of the API (RFC 9457), with the same named refusals as the pages.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: `urn:kandidat:refused`, `urn:kandidat:invalid`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The sentence for the person, in the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The name of the refusal, e.g. `too-late`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Everything that is missing, where there is more than one thing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    pub all: Vec<Refusal>,
    /// The steps of the reasoning with their paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    pub because: Vec<Reason>,
    /// The faults in the input, each at its field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<ProblemField>,
    /// The reference number of our own fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// A fault at a field.
#[derive(Serialize, ToSchema)]
pub struct ProblemField {
    /// The field.
    pub field: String,
    /// What was given and what is allowed, in the caller's language.
    pub text: String,
}

impl ProblemField {
    pub(crate) fn new(error: &FieldError, language: rules::Language) -> Self {
        Self { field: error.field.clone(), text: error.text.get(language).to_owned() }
    }
}
