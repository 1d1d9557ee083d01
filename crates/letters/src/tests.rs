//! What holds for every letter.

use crate::{Block, RenderError, plain_text, render, samples};
use rules::Language;
use serde_json::json;
use std::collections::BTreeSet;

/// Requirements: O-04, O-19, O-22, O-26, L-12, L-13, M-07, N-01
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
