//! What a letter is as a file, read back by independent programs (poppler, qpdf).

use letters::{Document, Language, render, samples};
use std::{fs, path::Path, process::Command};

fn sample(kind: &str, language: Language) -> Document {
    let letters = samples::all();
    let sample = letters.iter().find(|s| s.kind == kind).unwrap();
    render(kind, sample.version, language, &sample.data).unwrap()
}

/// What a program prints about a PDF; the programs are installed by `bin/setup`.
fn told_by(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.pdf");
    fs::write(&path, pdf).unwrap();
    run(program, arguments, &path)
}

fn run(program: &str, arguments: &[&str], path: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(path);
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text as read, with every run of white space as one space.
fn text_of(pdf: &[u8]) -> String {
    let text = told_by("pdftotext", &["-layout"], pdf);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_letter_is_a_whole_pdf_in_every_language_form() {
    for sample in samples::all() {
        for language in Language::ALL {
            let document = render(sample.kind, sample.version, language, &sample.data).unwrap();
            let pdf = press::pdf(&document).unwrap();
            let checked = told_by("qpdf", &["--check"], &pdf);
            assert!(checked.contains("No syntax or stream encoding errors"), "{checked}");
            let text = text_of(&pdf);
            assert!(text.contains(&document.date_text.replace('\u{a0}', " ")), "{text}");
        }
    }
}

#[test]
fn a_letter_is_tagged_and_claims_both_standards_with_its_fonts_inside() {
    let pdf = press::pdf(&sample("appeal_received", Language::Nb)).unwrap();
    let info = told_by("pdfinfo", &[], &pdf);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("A4"), "{info}");
    let metadata = told_by("pdfinfo", &["-meta"], &pdf);
    assert!(metadata.contains("<pdfaid:part>2<") && metadata.contains("<pdfaid:conformance>A<"));
    assert!(metadata.contains("<pdfuaid:part>1<"), "{metadata}");
    let fonts = told_by("pdffonts", &[], &pdf);
    for font in fonts.lines().skip(2) {
        let columns: Vec<_> = font.split_whitespace().rev().collect();
        assert_eq!((columns[4], columns[2]), ("yes", "yes"), "embedded and readable: {font}");
    }
}

#[test]
fn the_file_says_its_language_and_title_and_names_nobody() {
    for (language, tag) in
        [(Language::Nb, "nb-NO"), (Language::Nn, "nn-NO"), (Language::En, "en-GB")]
    {
        let document = sample("appeal_received", language);
        let pdf = press::pdf(&document).unwrap();
        let json = told_by("qpdf", &["--json", "--json-key=qpdf"], &pdf);
        assert!(json.contains(&format!("\"/Lang\": \"u:{tag}\"")), "{language:?}");
        let info = told_by("pdfinfo", &[], &pdf) + &told_by("pdfinfo", &["-meta"], &pdf);
        assert!(info.contains(&document.title), "{info}");
        assert!(!info.contains("Author"), "{info}");
        for name in ["Prøvestad", "Eksempel", "Påfunn", "Oppdikta"] {
            assert!(!info.contains(name), "{info}");
        }
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let document = sample("grade_protocol", Language::Nn);
    assert!(press::pdf(&document).unwrap() == press::pdf(&document).unwrap());
}

#[test]
fn what_looks_like_markup_is_printed_as_it_stands() {
    let name = "#eval(\"1+1\") $x^2$ *Kari* _Å_ <a> @b #read(\"/etc/passwd\") [c] \\u{41} // d";
    let mut document = sample("appeal_received", Language::Nb);
    document.addressee.as_mut().unwrap().name = name.to_owned();
    document.title = name.to_owned();
    let text = text_of(&press::pdf(&document).unwrap());
    for part in
        ["#eval(\"1+1\")", "$x^2$", "*Kari*", "_Å_", "#read(\"/etc/passwd\")", "[c]", "\\u{41}"]
    {
        assert!(text.matches(part).count() >= 2, "{part} in {text}");
    }
}

#[test]
fn names_in_sami_and_other_scripts_are_printed() {
    let mut document = sample("appeal_received", Language::Nb);
    let name = "Áđŋŧ Čšž Ελένη Юлия Łukasz";
    document.addressee.as_mut().unwrap().name = name.to_owned();
    assert!(text_of(&press::pdf(&document).unwrap()).contains(name));
}

#[test]
fn a_name_that_no_font_can_print_is_refused_without_being_quoted() {
    let mut document = sample("appeal_received", Language::Nb);
    document.addressee.as_mut().unwrap().name = "Kari \u{1f600}".to_owned();
    let error = press::pdf(&document).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document cannot be set as PDF: no font has the character U+1F600"
    );
    assert!(!error.is_worth_retrying());
}

#[test]
fn control_characters_never_reach_the_paper() {
    let mut document = sample("appeal_received", Language::Nb);
    document.addressee.as_mut().unwrap().name = "Kari\u{7}\u{0} Prøve\u{1b}stad".to_owned();
    assert!(text_of(&press::pdf(&document).unwrap()).contains("Kari Prøvestad"));
}

/// The windows of C5, C6/5, E6/5 and EC4 envelopes share 15 to 110 mm from the left and 44 to
/// 70 mm from the top.
#[test]
fn the_address_stands_in_the_window_of_the_envelope() {
    let pdf = press::pdf(&sample("appeal_received", Language::Nb)).unwrap();
    // Points of 1/72 inch: the area from 15, 44 mm, 95 mm wide and 26 mm high.
    let window = ["-x", "43", "-y", "125", "-W", "269", "-H", "74", "-l", "1"];
    let seen = told_by("pdftotext", &window, &pdf);
    let lines: Vec<_> = seen.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(
        lines,
        ["Åse Šuobmá Prøvestad", "Øvre Strandgate 7 B", "9008 Fjordvik"],
        "the address and nothing else"
    );
}

#[test]
fn pages_are_numbered_in_the_language_of_the_letter() {
    let text = text_of(&press::pdf(&sample("grade_protocol", Language::En)).unwrap());
    assert!(text.contains("page 1 of 2") && text.contains("page 2 of 2"), "{text}");
    let text = text_of(&press::pdf(&sample("grade_protocol", Language::Nn)).unwrap());
    assert!(text.contains("side 2 av 2"), "{text}");
}
