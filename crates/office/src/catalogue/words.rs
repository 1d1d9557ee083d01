//! The words of the domain as they stand in the database and in forms, and the message
//! keys that tell them to a reader.

use rules::{Form, Level, SittingKind};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ui::key;

/// Reads a word such as `written_school`; `None` for any other.
pub fn read<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

/// The word of a value, as the database and the API write it.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The message key of a form of assessment.
pub const fn form_key(form: &Form) -> &'static str {
    match form {
        Form::WrittenSchool => key("catalogue-form-written-school"),
        Form::Home => key("catalogue-form-home"),
        Form::TermPaper => key("catalogue-form-term-paper"),
        Form::Portfolio => key("catalogue-form-portfolio"),
        Form::Project => key("catalogue-form-project"),
        Form::Oral => key("catalogue-form-oral"),
        Form::Practical => key("catalogue-form-practical"),
        Form::Performing => key("catalogue-form-performing"),
        Form::Thesis => key("catalogue-form-thesis"),
    }
}

/// The message key of a level.
pub const fn level_key(level: &Level) -> &'static str {
    match level {
        Level::Bachelor => key("catalogue-level-bachelor"),
        Level::Master => key("catalogue-level-master"),
    }
}

/// Every reason for which a sitting is held, in the order a form offers them.
pub const KINDS: [SittingKind; 4] =
    [SittingKind::Ordinary, SittingKind::Deferred, SittingKind::Resit, SittingKind::Early];

/// The message key of the reason for which a sitting is held.
pub const fn kind_key(kind: &SittingKind) -> &'static str {
    match kind {
        SittingKind::Ordinary => key("catalogue-kind-ordinary"),
        SittingKind::Deferred => key("catalogue-kind-deferred"),
        SittingKind::Resit => key("catalogue-kind-resit"),
        SittingKind::Early => key("catalogue-kind-early"),
    }
}

/// A term with the reason for which the sitting is held, as a word of the database, unless it is the
/// ordinary one: `2026-H, utsatt`. A page tells it in its language: [`ui::Frame::term`].
pub fn sitting(term: impl std::fmt::Display, kind: &str) -> String {
    match kind {
        "deferred" => format!("{term}, utsatt"),
        "resit" => format!("{term}, kontinuasjon"),
        "early" => format!("{term}, tidlig"),
        _ => term.to_string(),
    }
}

/// The short name of a sitting for work lists, from the words of the database: as
/// [`super::Exam::reference`].
pub fn about(code: &str, term: &str, kind: &str) -> String {
    format!("{code} {}", sitting(term, kind))
}

/// The message key of a grade scale.
pub fn scale_key(scale: &str) -> &'static str {
    match scale {
        "pass_fail" => key("catalogue-scale-pass-fail"),
        _ => key("catalogue-scale-letter"),
    }
}

/// The message key of a language form.
pub const fn language_key(language: &rules::Language) -> &'static str {
    match language {
        rules::Language::Nb => key("catalogue-language-nb"),
        rules::Language::Nn => key("catalogue-language-nn"),
        rules::Language::En => key("catalogue-language-en"),
    }
}
