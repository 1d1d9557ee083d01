//! What holds for every letter.

use crate::{Block, RenderError, plain_text, render, samples};
use rules::Language;
use serde_json::json;
use std::collections::BTreeSet;

/// Requirements: O-04, O-19, O-22, O-26, L-12, L-13, M-07, M-11, M-20, N-01, V6
#[test]
fn every_letter_reads_as_approved_in_every_language_form() {
    for sample in samples::all() {
        for language in Language::ALL {
            let document = render(sample.kind, sample.version, language, &sample.data).unwrap();
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(format!("{}/snapshots", sample.kind));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| {
                let name = format!("{}.{}", sample.variant, language.tag());
                insta::assert_snapshot!(name, plain_text(&document));
            });
        }
    }
}

/// Puts this paragraph in the place of every one that the letter's data names.
fn citing(data: &mut serde_json::Value, law: &str) {
    match data {
        serde_json::Value::Object(fields) => {
            fields.iter_mut().for_each(|(name, value)| {
                match value.is_string() && (name == "law" || name.ends_with("_law")) {
                    true => *value = json!(law),
                    false => citing(value, law),
                }
            })
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(|value| citing(value, law)),
        _ => {}
    }
}

#[test]
fn whatever_a_rule_set_names_a_letter_calls_practice_no_paragraph_in_any_language() {
    let laws: BTreeSet<_> =
        rules::RuleSets::shipped().iter().flat_map(|set| set.paragraphs()).collect();
    assert!(laws.iter().all(|law| !law.contains("husets")), "a word of ours, not of readers");
    let own: Vec<_> = laws.iter().filter(|law| law.contains("institusjonens")).collect();
    assert!(own.len() > 5, "practice and readings stand in the rule sets");
    for (sample, law) in samples::all().iter().flat_map(|s| own.iter().map(move |law| (s, law))) {
        let mut data = sample.data.clone();
        citing(&mut data, law);
        for language in Language::ALL {
            let written =
                plain_text(&render(sample.kind, sample.version, language, &data).unwrap());
            let what = format!("{} {language:?} {law}", sample.kind);
            assert!(!written.contains("jf. institusjonen"), "{what}");
            assert!(!written.contains("jf. praksis"), "{what}");
            assert!(language == Language::Nb || !written.contains("institusjonens "), "{what}");
        }
    }
}

#[test]
fn every_registered_letter_has_a_sample() {
    let sampled: BTreeSet<_> = samples::all().iter().map(|s| (s.kind, s.version)).collect();
    let registered: BTreeSet<_> = crate::kinds().iter().map(|k| (k.kind, k.version)).collect();
    assert_eq!(sampled, registered);
}

#[test]
fn a_document_survives_storage() {
    for sample in samples::all() {
        let document = render(sample.kind, sample.version, Language::Nn, &sample.data).unwrap();
        let stored = serde_json::to_string(&document).unwrap();
        assert!(serde_json::from_str::<crate::Document>(&stored).unwrap() == document);
    }
}

#[test]
fn a_table_row_is_as_long_as_its_heading_row() {
    for sample in samples::all() {
        let document = render(sample.kind, sample.version, Language::Nb, &sample.data).unwrap();
        for block in &document.body {
            if let Block::Table { columns, rows, .. } = block {
                assert!(rows.iter().all(|row| row.len() == columns.len()), "{}", sample.kind);
            }
        }
    }
}

#[test]
fn debug_output_and_errors_show_nobody() {
    let sample = &samples::all()[0];
    let document = render(sample.kind, sample.version, Language::Nb, &sample.data).unwrap();
    assert!(!format!("{document:?}").contains("Prøvestad"));

    let broken = json!({ "head": "Åse Prøvestad" });
    let error = render("appeal_received", 1, Language::Nb, &broken).unwrap_err();
    assert!(matches!(error, RenderError::Data { .. }));
    assert!(!format!("{error} {error:?}").contains("Prøvestad"));
}

#[test]
fn an_unknown_version_is_refused_by_name() {
    let error = render("appeal_received", 99, Language::Nb, &json!({})).unwrap_err();
    assert_eq!(error.to_string(), "there is no letter appeal_received in version 99");
}

/// The title becomes metadata of the PDF.
#[test]
fn no_title_names_a_person() {
    for sample in samples::all() {
        let document = render(sample.kind, sample.version, Language::En, &sample.data).unwrap();
        for name in ["Prøvestad", "Eksempel", "Påfunn", "Oppdikta", "Tenkt"] {
            assert!(!document.title.contains(name), "{}", document.title);
        }
    }
}
