//! Forms on our own pages, read as a browser would: only what stands there can be sent.
//!
//! The pages are our own and regular, so a scan of their tags is enough; nothing from
//! outside is read with this.

use uuid::Uuid;

/// A form with the values it would be sent with.
pub struct Form {
    /// Names and values, the hidden ones filled.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The form with this action, its hidden fields and text fields filled as on the page.
    pub fn on(page: &str, action: &str) -> Option<Self> {
        let at = page.find(&format!("action=\"{action}\""))?;
        let body = page.get(at..)?.split_once("</form>")?.0;
        let inputs = body.split("<input ").skip(1).filter_map(|rest| {
            let tag = rest.split_once('>')?.0;
            let kind = attribute(tag, "type").unwrap_or("text");
            let kept = matches!(kind, "hidden" | "text")
                || (matches!(kind, "radio" | "checkbox") && tag.ends_with(" checked"));
            kept.then_some(())?;
            let value = unescape(attribute(tag, "value").unwrap_or_default());
            Some((attribute(tag, "name")?.to_owned(), value))
        });
        Some(Self { fields: inputs.collect() })
    }

    /// Types into fields; a field typed into several times holds several values.
    #[must_use]
    pub fn filled(mut self, typed: &[(&str, &str)]) -> Self {
        self.fields.retain(|(name, _)| typed.iter().all(|(key, _)| key != name));
        for (name, value) in typed {
            self.fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self
    }
}

/// The first form's action that is like the pattern, in which `*` stands for an id.
pub fn action_like(page: &str, pattern: &str) -> Option<String> {
    like(page, "action=\"", pattern)
}

/// The first link that is like the pattern, in which `*` stands for an id.
pub fn link_like(page: &str, pattern: &str) -> Option<String> {
    like(page, "href=\"", pattern)
}

/// The value of the first option of a list that has one.
pub fn first_choice(page: &str, field: &str) -> Option<String> {
    let (_, list) = page.split_once(&format!("name=\"{field}\""))?;
    let (options, _) = list.split_once("</select>")?;
    let values = options.split("<option ").skip(1).filter_map(|tag| attribute(tag, "value"));
    values.map(unescape).find(|value| !value.is_empty())
}

fn like(page: &str, attribute: &str, pattern: &str) -> Option<String> {
    let (before, after) = pattern.split_once('*')?;
    page.split(attribute).skip(1).find_map(|rest| {
        let address = rest.split('"').next()?;
        let id = address.strip_prefix(before)?.strip_suffix(after)?;
        Uuid::parse_str(id).ok()?;
        Some(unescape(address))
    })
}

pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let padded = format!("{name}=\"");
    let at = tag.find(&padded)?;
    tag.get(at + padded.len()..)?.split('"').next()
}

pub(super) fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form action="/a"><input type="hidden" name="csrf" value="x"></form>
        <form action="/b/0193a000-0000-7000-8000-000000000001/c"><input type="hidden" name="csrf" value="y">
        <input class="ds-input" name="typed" type="text" value="as it stood"></form>"#;

    #[test]
    fn a_form_is_found_by_its_action_with_what_stands_in_it() {
        let action = action_like(PAGE, "/b/*/c").expect("a form");
        let form = Form::on(PAGE, &action).expect("a form").filled(&[("typed", "new")]);
        assert_eq!(form.fields, [("csrf".into(), "y".into()), ("typed".into(), "new".to_owned())]);
    }

    #[test]
    fn a_form_that_is_not_there_cannot_be_sent() {
        assert!(Form::on(PAGE, "/c").is_none());
        assert_eq!(action_like(PAGE, "/d/*"), None);
    }
}
