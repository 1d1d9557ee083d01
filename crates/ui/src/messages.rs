//! The message catalogues: every text of the pages in bokmål, nynorsk and English.
//!
//! One file per routine and language form, `messages/nn/appeal.ftl`; every key in it begins with the
//! routine's name (`appeal-title`) or with one of the families that all share (`done-…`, `look-…`, `nav-…`, `role-…`). `tests/messages.rs` holds that the three forms have the same keys and
//! the same variables, that every key a page uses exists and that no key is left unused.

use crate::format;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use rules::{Language, Term, Text};
use std::sync::LazyLock;
use unic_langid::{LanguageIdentifier, langid};

type Bundle = FluentBundle<FluentResource>;

/// The catalogues as they lie in the folder. A release carries them in itself; a debug build reads them
/// where they lie, so that a new word is shown without anything being compiled anew.
#[derive(rust_embed::Embed)]
#[folder = "messages"]
struct Files;

/// One file of messages.
pub struct Catalogue {
    /// The tag of its language form, e.g. `nn`.
    pub language: String,
    /// The routine whose messages it holds, e.g. `appeal`.
    pub routine: String,
    /// Its messages, as Fluent writes them.
    pub text: String,
}

/// All catalogues, in the order of their names. A file that is not text counts as empty, which fails a test.
pub fn catalogues() -> Vec<Catalogue> {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    names.iter().filter_map(|name| catalogue(name)).collect()
}

fn catalogue(name: &str) -> Option<Catalogue> {
    let (language, routine) = name.strip_suffix(".ftl")?.split_once('/')?;
    let file = Files::get(name)?;
    let text = std::str::from_utf8(&file.data).unwrap_or_default().to_owned();
    Some(Catalogue { language: language.to_owned(), routine: routine.to_owned(), text })
}

static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| Language::ALL.map(bundle));

const fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::Nb => langid!("nb"),
        Language::Nn => langid!("nn"),
        Language::En => langid!("en"),
    }
}

/// Reads one language form's catalogues. What is wrong in them fails a test; a page shows what is right.
fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![identifier(language)]);
    bundle.set_use_isolating(false);
    let tag = language.tag();
    for Catalogue { routine, text, .. } in catalogues().into_iter().filter(|c| c.language == tag) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            let errors = errors.len();
            tracing::error!(routine, tag, errors, "a message catalogue has errors");
            resource
        });
        if bundle.add_resource(resource).is_err() {
            tracing::error!(routine, tag, "a message key stands twice");
        }
    }
    bundle
}

/// A value that can stand in a message.
pub trait ToArg {
    /// The value as Fluent takes it: numbers stay numbers, so that they can choose a plural form;
    /// dates and terms are written as each language form writes them.
    fn to_arg(&self, language: Language) -> FluentValue<'_>;
}

macro_rules! number_args {
    ($($number:ty),*) => { $(impl ToArg for $number {
        fn to_arg(&self, _: Language) -> FluentValue<'_> {
            FluentValue::from(*self)
        }
    })* };
}
number_args!(i32, i64, u32, u64, usize);

impl ToArg for Date {
    fn to_arg(&self, language: Language) -> FluentValue<'_> {
        FluentValue::from(format::date(language, *self))
    }
}

impl ToArg for Term {
    fn to_arg(&self, language: Language) -> FluentValue<'_> {
        FluentValue::from(format::term_in_words(language, self))
    }
}

impl ToArg for String {
    fn to_arg(&self, _: Language) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl ToArg for str {
    fn to_arg(&self, _: Language) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self, language: Language) -> FluentValue<'_> {
        (**self).to_arg(language)
    }
}

/// The message in one language form. A key that is missing is logged and shown itself.
pub fn format(language: Language, key: &str, args: &[(&str, &dyn ToArg)]) -> String {
    let bundle = &BUNDLES[language as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, language = language.tag(), "a message is missing");
        return key.to_owned();
    };
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        let value: &dyn ToArg = *value;
        values.set(*name, value.to_arg(language));
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, language = language.tag(), "a message lacks a value");
    }
    text
}

/// Whether there is a message with this key.
pub fn exists(key: &str) -> bool {
    BUNDLES[0].has_message(key)
}

/// The message in all language forms.
pub fn text(key: &str, args: &[(&str, &dyn ToArg)]) -> Text {
    let [nb, nn, en] = Language::ALL.map(|language| format(language, key, args));
    Text { nb, nn, en }
}

/// Marks a message key that is not handed straight to `t`, so that the tests see it is used and exists.
pub const fn key(key: &'static str) -> &'static str {
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_chooses_the_plural_form_in_every_language() {
        let days = |language, n: i64| format(language, "common-due-in", &[("days", &n)]);
        assert_eq!(days(Language::Nb, 1), "i morgen");
        assert_eq!(days(Language::Nn, 3), "om 3 dagar");
        assert_eq!(days(Language::En, 3), "in 3 days");
    }

    #[test]
    fn a_missing_key_is_shown_itself() {
        assert_eq!(format(Language::Nb, "no-such-key", &[]), "no-such-key");
    }
}
