//! A path of our own: the only kind that a reader is sent to.

use axum::http::Uri;

/// The path, unless it leads, or might lead, to another host: browsers read `//` and `/\\` as the
/// beginning of one.
pub fn own_path(path: &str) -> Option<&str> {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    (ours && path.parse::<Uri>().is_ok()).then_some(path)
}

#[test]
fn no_other_host_is_a_path_of_our_own() {
    assert_eq!(own_path("/my/results?done=done-x#r"), Some("/my/results?done=done-x#r"));
    for other in ["", "my", "//evil.example", "/\\evil.example", "https://evil.example", "/a b"] {
        assert_eq!(own_path(other), None, "{other}");
    }
}
