//! A path of our own: the only kind that a reader is sent to.

use axum::http::{HeaderMap, Uri, header};

/// The path, unless it leads, or might lead, to another host: browsers read `//` and `/\\` as the
/// beginning of one.
pub fn own_path(path: &str) -> Option<&str> {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    (ours && path.parse::<Uri>().is_ok()).then_some(path)
}

/// The page that a request came from, as a path of our own.
pub(crate) fn came_from(headers: &HeaderMap) -> Option<String> {
    let from: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    own_path(&without_message(&from)).map(ToOwned::to_owned)
}

/// The path and query of a page of ours, without the message that stood there after an act.
fn without_message(from: &Uri) -> String {
    let query = from.query().unwrap_or_default().split('&');
    let kept: Vec<_> = query.filter(|one| !one.is_empty() && !one.starts_with("done=")).collect();
    let path = from.path();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[test]
fn the_way_back_keeps_what_the_page_was_of_and_no_message() {
    let from = |address: &str| without_message(&address.parse().expect("an address"));
    let page = "/my/appeals/new?result=1&q=2";
    assert_eq!(from("http://x/my/appeals/new?result=1&done=done-x&q=2"), page);
    assert_eq!(from("http://x/my?done=done-x"), "/my");
}

#[test]
fn no_other_host_is_a_path_of_our_own() {
    assert_eq!(own_path("/my/results?done=done-x#r"), Some("/my/results?done=done-x#r"));
    for other in ["", "my", "//evil.example", "/\\evil.example", "https://evil.example", "/a b"] {
        assert_eq!(own_path(other), None, "{other}");
    }
}
