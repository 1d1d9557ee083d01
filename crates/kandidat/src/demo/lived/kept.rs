//! A form that is shown again holds what was typed into it.

use crate::demo::form::{attribute, unescape};

/// A field of a form as the page shows it.
struct Field {
    name: String,
    kind: &'static str,
    /// What stands in it; of a choice, what is chosen.
    holds: Vec<String>,
    /// What can be chosen.
    choices: Vec<String>,
}

/// What was sent and does not stand in the form with this action any more: names of fields. None if
/// the form itself is not there.
pub(super) fn lost(page: &str, action: &str, sent: &[(String, String)]) -> Option<Vec<String>> {
    let fields = fields(page, action)?;
    let typed = |name: &str| {
        let values = sent.iter().filter(move |(key, _)| key == name);
        values.map(|(_, value)| normal(value)).collect::<Vec<_>>()
    };
    let lost = fields.iter().filter(|field| {
        let mut typed = typed(&field.name);
        if field.kind == "choice" {
            typed.retain(|value| field.choices.contains(value));
        }
        typed.iter().any(|value| !field.holds.contains(value))
    });
    Some(lost.map(|field| field.name.clone()).collect())
}

/// For each choice on the form its last: what a person may have chosen.
pub(super) fn chosen(page: &str, action: &str) -> Vec<(String, String)> {
    let fields = fields(page, action).unwrap_or_default();
    let choices = fields.into_iter().filter(|field| field.kind == "choice");
    choices.filter_map(|field| Some((field.name, field.choices.last()?.clone()))).collect()
}

/// As the office keeps it: without what no keyboard types, and without space around it.
fn normal(typed: &str) -> String {
    let stray = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    typed.chars().filter(|c| !stray(*c)).collect::<String>().trim().to_owned()
}

/// The fields that a person fills in, those of files excepted.
fn fields(page: &str, action: &str) -> Option<Vec<Field>> {
    let at = page.find(&format!("action=\"{action}\""))?;
    let form = page.get(at..)?.split_once("</form>")?.0;
    let mut fields: Vec<Field> = Vec::new();
    for (start, _) in form.match_indices('<') {
        let rest = &form[start..];
        let tag = rest.split_once('>')?.0;
        let Some(name) = attribute(tag, "name").map(str::to_owned) else { continue };
        if tag.starts_with("<textarea") {
            let text = rest.split_once('>')?.1.split_once("</textarea>")?.0;
            fields.push(text_field(name, text));
        } else if tag.starts_with("<select") {
            fields.push(select(name, rest.split_once("</select>")?.0));
        } else if tag.starts_with("<input") {
            let value = unescape(attribute(tag, "value").unwrap_or_default());
            match attribute(tag, "type").unwrap_or("text") {
                "hidden" | "file" => {}
                "radio" | "checkbox" => choice(&mut fields, name, value, tag.contains(" checked")),
                _ => fields.push(text_field(name, attribute(tag, "value").unwrap_or_default())),
            }
        }
    }
    Some(fields)
}

fn text_field(name: String, text: &str) -> Field {
    Field { name, kind: "text", holds: vec![normal(&unescape(text))], choices: Vec::new() }
}

fn select(name: String, select: &str) -> Field {
    let mut field = Field { name, kind: "choice", holds: Vec::new(), choices: Vec::new() };
    for option in select.split("<option ").skip(1) {
        let tag = option.split('>').next().unwrap_or_default();
        let value = unescape(attribute(tag, "value").unwrap_or_default());
        if tag.contains(" selected") {
            field.holds.push(value.clone());
        }
        field.choices.extend(Some(value).filter(|value| !value.is_empty()));
    }
    field
}

fn choice(fields: &mut Vec<Field>, name: String, value: String, checked: bool) {
    let at = fields.iter().position(|field| field.name == name).unwrap_or(fields.len());
    if at == fields.len() {
        fields.push(Field { name, kind: "choice", holds: Vec::new(), choices: Vec::new() });
    }
    if checked {
        fields[at].holds.push(value.clone());
    }
    fields[at].choices.push(value);
}

#[test]
fn what_a_form_has_lost_is_told() {
    let page = |reason: &str, chosen: &str| {
        format!("<form action=\"/a\"><input type=\"hidden\" name=\"csrf\" value=\"x\">
            <input name=\"case\" type=\"text\" value=\"&#60;b&#62;\"><textarea name=\"reason\" rows=\"5\">{reason}</textarea>
            <select name=\"kind\"><option value=\"\">-</option><option value=\"b\"{chosen}>B</option></select></form>")
    };
    let sent = [("case", "<b>"), ("reason", " why\u{7} "), ("kind", "b"), ("other", "x")];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(lost(&page("why", " selected"), "/a", &sent), Some(Vec::new()));
    let all = Some(vec!["reason".to_owned(), "kind".to_owned()]);
    assert_eq!(lost(&page("", ""), "/a", &sent), all);
    assert_eq!(lost(&page("", ""), "/b", &sent), None);
    assert_eq!(chosen(&page("", ""), "/a"), [("kind".to_owned(), "b".to_owned())]);
}
