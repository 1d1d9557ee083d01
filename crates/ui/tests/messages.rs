//! The message catalogues are whole: the same keys and variables in every language form,
//! every key that a page uses exists, and none is left over.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use ui::messages::{Catalogue, catalogues};

type Messages = BTreeMap<String, BTreeSet<String>>;

/// Beginnings of keys that any routine may add to: what was done (shown once
/// after an act), why someone looked at a person, places of the menu, roles.
const FAMILIES: [&str; 4] = ["done-", "look-", "nav-", "role-"];

/// The keys of one language form, each with the names of its variables.
fn messages(language: &str) -> Messages {
    let mut found = Messages::new();
    for Catalogue { routine, text, .. } in
        catalogues().into_iter().filter(|c| c.language == language)
    {
        let resource = fluent_syntax::parser::parse(text)
            .unwrap_or_else(|(_, errors)| panic!("{language}/{routine}.ftl: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            let own = format!("{}-", routine.replace('_', "-"));
            let allowed =
                key.starts_with(&own) || FAMILIES.iter().any(|family| key.starts_with(family));
            assert!(
                allowed,
                "{language}/{routine}.ftl: {key} must begin with {own} or one of {FAMILIES:?}"
            );
            let mut variables = BTreeSet::new();
            collect(&message.value.expect("a message without text"), &mut variables);
            assert!(
                found.insert(key.clone(), variables).is_none(),
                "{language}: {key} stands twice"
            );
        }
    }
    found
}

fn collect(pattern: &Pattern<String>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, variables),
            Expression::Select { selector, variants } => {
                collect_inline(selector, variables);
                variants.iter().for_each(|variant| collect(&variant.value, variables));
            }
        }
    }
}

fn collect_inline(expression: &InlineExpression<String>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = expression {
        variables.insert(id.name.to_owned());
    }
}

/// Every template and Rust source of the workspace's crates, with its path.
fn sources() -> Vec<(PathBuf, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(crates).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders = folders
        .iter()
        .flat_map(|package| [package.join("src"), package.join("templates")])
        .collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "rs" || extension == "html")
            {
                let text = fs::read_to_string(&path).unwrap();
                let code = |line: &&str| !line.trim_start().starts_with("//");
                let text = text.lines().filter(code).collect::<Vec<_>>().join("\n");
                files.push((path, text));
            }
        }
    }
    files
}

/// The beginnings of keys that a source puts together itself: `format!("role-{}", …)`.
fn composed(text: &str) -> impl Iterator<Item = &str> {
    let key_like = |start: &&str| {
        start.len() > 2
            && start.ends_with('-')
            && start.bytes().all(|b| b == b'-' || b.is_ascii_lowercase())
    };
    text.split('"').filter_map(|part| part.split_once('{').map(|(start, _)| start)).filter(key_like)
}

/// The keys that a source hands to `t`, `ta`, `ui::key` or the functions of `messages`, or names
/// as a place of the menu.
fn used_keys(text: &str) -> impl Iterator<Item = &str> {
    [".t(\"", ".ta(\"", "ui::key(\"", "messages::text(\"", "Place { key: \""].into_iter().flat_map(
        move |call| {
            text.split(call).skip(1).filter_map(|rest| rest.split_once('"').map(|(key, _)| key))
        },
    )
}

#[test]
fn every_language_form_has_the_same_messages_with_the_same_variables() {
    let bokmal = messages("nb");
    for language in ["nn", "en"] {
        let other = messages(language);
        let keys = |all: &Messages| all.keys().cloned().collect::<BTreeSet<_>>();
        let uneven: Vec<_> = keys(&bokmal).symmetric_difference(&keys(&other)).cloned().collect();
        assert!(uneven.is_empty(), "only in one of nb and {language}: {uneven:?}");
        for (key, variables) in &bokmal {
            assert_eq!(variables, &other[key], "{key}: variables in nb and {language}");
        }
    }
}

#[test]
fn every_message_that_a_page_uses_exists() {
    let known = messages("nb");
    let mut missing = BTreeSet::new();
    for (path, text) in sources() {
        let unknown = |key: &&str| *key != "no-such-key" && !known.contains_key(*key);
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        missing.extend(used_keys(&text).filter(unknown).map(|key| format!("{key} in {file}")));
    }
    assert!(missing.is_empty(), "no catalogue has {missing:#?}");
}

#[test]
fn no_message_is_left_over() {
    let sources = sources();
    let names = |text: &str, key: &str| {
        text.contains(&format!("\"{key}\"")) || composed(text).any(|start| key.starts_with(start))
    };
    let unused: Vec<_> = messages("nb")
        .into_keys()
        .filter(|key| !sources.iter().any(|(_, text)| names(text, key)))
        .collect();
    assert!(unused.is_empty(), "no page uses {unused:?}");
}
