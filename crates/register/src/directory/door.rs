//! `GET /wire/v1/directory`: what every party fetches. Public; what it says is signed.

use super::issue::newest;
use crate::Node;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use edge::{Error, Result};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// It may be kept and must be asked for again: the entity tag says whether it is the same.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The newest version as it was signed. 503 when there is none yet, or none that is the register's own.
pub(super) async fn fetch(State(node): State<Node>, headers: HeaderMap) -> Result<Response> {
    let newest = match newest(&node).await {
        Ok(Some(newest)) => newest,
        Ok(None) => return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response()),
        Err(alarm) => {
            tracing::error!(%alarm, "the directory is not handed out");
            return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
        }
    };
    let tag = format!("\"{}\"", newest.version);
    let known = is_known(&headers, &tag);
    let tag = HeaderValue::from_str(&tag).map_err(|error| Error::Internal(error.into()))?;
    let about = [(header::ETAG, tag), (header::CACHE_CONTROL, ASK_AGAIN)];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    Ok((about, [(header::CONTENT_TYPE, JSON)], newest.envelope().clone()).into_response())
}

/// Whether the caller has this version (RFC 9110, section 13.1.2: compared weakly).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut tags = given.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    tags.any(|one| {
        let one = one.trim();
        one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
    })
}

#[test]
fn a_version_is_known_by_its_tag_weak_or_strong_or_any() {
    let known = |value: &'static str| {
        let headers =
            HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(value))]);
        is_known(&headers, "\"7\"")
    };
    assert!(known("\"7\"") && known("W/\"7\"") && known("\"6\", \"7\"") && known("*"));
    assert!(!known("\"6\"") && !known("7") && !known("\"77\"") && !known(""));
    assert!(!is_known(&HeaderMap::new(), "\"7\""));
}
