//! The elements that the routines demand of each letter, in every language form.

use crate::{plain_text, render, samples};
use rules::Language;

/// Asserts that the letter says each of these, given as `[nb, nn, en]`.
fn says(kind: &str, variant: &str, elements: &[[&str; 3]]) {
    let letters = samples::all();
    let sample = letters.iter().find(|s| (s.kind, s.variant) == (kind, variant)).unwrap();
    for (index, language) in Language::ALL.into_iter().enumerate() {
        let document = render(kind, sample.version, language, &sample.data).unwrap();
        let text = plain_text(&document).replace('\u{a0}', " ").replace('\u{2011}', "-");
        for element in elements {
            assert!(text.contains(element[index]), "{kind} {language:?}: {}", element[index]);
        }
    }
}

fn all(words: &'static str) -> [&'static str; 3] {
    [words; 3]
}

/// Requirements: O-26, O-08, O-09, O-10, LTR-KLAGE-1
#[test]
fn receipt_of_an_appeal_names_committee_rule_risk_and_finality() {
    says(
        "appeal_received",
        "uit_2011",
        &[
            all("HIS-1001"),
            ["våren 2026", "våren 2026", "spring 2026"],
            ["datert 30. juni 2026", "datert 30. juni 2026", "dated 30 June 2026"],
            ["8. juli 2026", "8. juli 2026", "8 July 2026"],
            all("Jon Oppdikta, Univ"),
            all("Berit Tenkt, Univ"),
            all("Den nye kommisjonen skal alltid ha sensorveiledningen."),
            ["bli dårligere", "bli dårlegare", "go down"],
            [
                "Du kan ikke klage på den",
                "Du kan ikkje klage på han",
                "You cannot appeal against it",
            ],
            ["onsdag 22. juli 2026", "onsdag 22. juli 2026", "Wednesday 22 July 2026"],
            ["kontorsjef", "kontorsjef", "head of office"],
        ],
    );
}

/// Requirements: O-06
#[test]
fn receipt_under_the_2024_act_promises_no_undue_delay_and_another_look() {
    says(
        "appeal_received",
        "uhl_2024",
        &[
            ["uten ugrunnet opphold", "utan ugrunna opphald", "without undue delay"],
            ["to eller flere trinn", "to eller fleire steg", "two or more grades"],
            ["gjelder bare deg", "gjeld berre deg", "concerns you alone"],
        ],
    );
}

/// Requirements: O-10, O-22, O-23, O-26, LTR-KLAGE-2
#[test]
fn answer_to_an_appeal_gives_the_grade_as_final_and_names_the_copy() {
    says(
        "appeal_result",
        "raised_after_further_assessment",
        &[
            ["datert 30. juni 2026", "datert 30. juni 2026", "dated 30 June 2026"],
            ["oppnevnt 8. juli 2026", "oppnemnd 8. juli 2026", "appointed on 8 July 2026"],
            ["fra D til B", "frå D til B", "from D to B"],
            ["skrevet under 7. august", "skrive under 7. august", "signed by 7 August"],
            ["er endelig", "er endeleg", "is final"],
            ["vurderes på nytt", "vurderast på nytt", "assessed once more"],
            ["Kopi til:\n- Seksjon", "Kopi til:\n- Seksjon", "Copy to:\n- Section"],
        ],
    );
}

/// Requirements: O-12
#[test]
fn a_changed_written_grade_calls_to_a_new_oral() {
    says(
        "appeal_result",
        "raised_new_oral",
        &[
            ["muntlig eksamen på nytt", "munnleg eksamen på nytt", "oral examination again"],
            ["24. august 2026 kl. 09.15", "24. august 2026 kl. 09.15", "24 August 2026 at 09:15"],
        ],
    );
}

/// Requirements: O-04
#[test]
fn refusal_of_a_late_appeal_shows_each_date_and_how_to_complain() {
    says(
        "appeal_refused_late",
        "after_explanation",
        &[
            ["mandag 20. juli 2026", "måndag 20. juli 2026", "Monday 20 July 2026"],
            ["tirsdag 21. juli 2026", "tysdag 21. juli 2026", "Tuesday 21 July 2026"],
            ["1. Du ba om begrunnelse", "1. Du bad om grunngiving", "1. You asked for"],
            all("uhl. § 11-10 (1)"),
            all("fvl. § 31"),
            ["tre uker fra du fikk", "tre veker frå du fekk", "three weeks of receiving"],
            ["nemnda for studentsaker", "nemnda for studentsaker", "Student Affairs Board"],
            ["se dokumentene", "sjå dokumenta", "see the documents"],
        ],
    );
}

/// Requirements: N-01, N-07, N-09, N-11
#[test]
fn announcement_tells_of_explanation_before_appeal() {
    says(
        "results_announced",
        "written",
        &[
            ["er C.", "er C.", "grade: C."],
            ["fredag 19. juni 2026", "fredag 19. juni 2026", "Friday 19 June 2026"],
            ["fredag 3. juli 2026", "fredag 3. juli 2026", "Friday 3 July 2026"],
            ["begrunnelse innen fristen", "grunngiving innan fristen", "within its time limit"],
            ["løper klagefristen i stedet", "går klagefristen i staden", "runs from the day"],
            ["innen to uker", "innan to veker", "within two weeks"],
            ["Sensorveiledningen", "Sensorrettleiinga", "grading guide"],
        ],
    );
}

/// Requirements: N-08, N-11
#[test]
fn explanation_gives_principles_assessment_and_the_moved_deadline() {
    says(
        "explanation_given",
        "here",
        &[
            all("oversikt over perioden"),
            all("bruker pensum sikkert"),
            ["mandag 20. juli 2026", "måndag 20. juli 2026", "Monday 20 July 2026"],
        ],
    );
}

/// Requirements: N-11, E-14
#[test]
fn explanation_asked_for_too_late_says_that_the_appeal_period_was_not_moved() {
    let runs = ["fortsatt fra kunngjøringen", "framleis frå kunngjeringa", "from the announcement"];
    let day = ["fredag 10. juli 2026", "fredag 10. juli 2026", "Friday 10 July 2026"];
    says("explanation_given", "late", &[runs, day]);
    let over = [
        "Klagefristen gikk ut fredag 10. juli",
        "Klagefristen gjekk ut fredag 10. juli",
        "ended on Friday 10 July",
    ];
    says("explanation_given", "late_and_over", &[over]);
}

/// Requirements: O-15
#[test]
fn appeal_of_either_sort_waits_for_the_diploma() {
    let waits = [
        "venter til vi har fått vitnemålet",
        "ventar til vi har fått vitnemålet",
        "waits until we have your diploma",
    ];
    says("diploma_missing", "grade", &[waits]);
    says(
        "diploma_missing",
        "formal_errors",
        &[waits, ["formelle feil", "formelle feil", "formal errors"]],
    );
}

/// Requirements: L-09, L-12, L-16
#[test]
fn external_package_lists_answers_original_protocol_contract_and_orientation() {
    says(
        "examiner_cover",
        "answers",
        &[
            [
                "oppgavetekst og sensorveiledning",
                "oppgåvetekst og sensorrettleiing",
                "grading guide",
            ],
            [
                "i original, med kandidatnummer og uten navn",
                "i original, med kandidatnummer og utan namn",
                "no names",
            ],
            ["kontrakt om sensur", "kontrakt om sensur", "examiner contract"],
            ["orientering til sensorer", "orientering til sensorar", "orientation for examiners"],
            ["mandag 15. juni 2026", "måndag 15. juni 2026", "Monday 15 June 2026"],
            ["klagefristen er ute", "klagefristen er ute", "appeal period has ended"],
        ],
    );
}

/// Requirements: L-11
#[test]
fn internal_package_has_a_copy_of_the_protocol() {
    says(
        "examiner_cover",
        "internal",
        &[
            ["besvarelsene med oppgavetekst", "svara med oppgåvetekst", "the answers, with"],
            ["en kopi av vurderingsprotokollen", "ein kopi av vurderingsprotokollen", "a copy of"],
        ],
    );
}

/// Requirements: L-02, L-16
#[test]
fn a_request_tells_exam_deadline_number_of_candidates_and_fee() {
    says(
        "examiner_request",
        "external",
        &[
            ["Innføring i historie", "Innføring i historie", "Introduction to History"],
            ["fredag 22. mai 2026", "fredag 22. mai 2026", "Friday 22 May 2026"],
            ["mandag 15. juni 2026", "måndag 15. juni 2026", "Monday 15 June 2026"],
            ["42", "42", "42"],
            ["21 timer", "21 timar", "21 hours"],
            ["bundet av sensurfristen", "bunden av sensurfristen", "bound by the grading deadline"],
        ],
    );
}

#[test]
fn a_third_who_is_not_needed_reads_why_and_that_nothing_is_left_to_do() {
    says(
        "examiner_not_needed",
        "third",
        &[
            ["Innføring i historie", "Innføring i historie", "Introduction to History"],
            ["sensorene er blitt enige", "sensorane er blitt samde", "have come to agree"],
            ["trekker vi forespørselen", "trekkjer vi førespurnaden", "withdraw the request"],
            ["ikke å svare eller", "ikkje å svare eller", "need not answer or do anything"],
        ],
    );
}

/// Requirements: L-13, V6, M-06, M-10, M-12, M-13, M-14, M-17, M-18
#[test]
fn orientation_covers_deadline_announcement_scales_disagreement_and_thesis() {
    says(
        "examiner_orientation",
        "uit_2011",
        &[
            ["tre uker fra", "tre veker frå", "three weeks from"],
            ["seks uker fra", "seks veker frå", "six weeks from"],
            ["mer enn én uke for sent", "meir enn éi veke for seint", "more than one week late"],
            ["Administrasjonen kunngjør", "Administrasjonen kunngjer", "administration announces"],
            ["aldri om til den andre", "aldri rekna om", "never converted"],
            ["A | Fremragende", "A | Framifrå", "A | Excellent"],
            ["F | Ikke bestått", "F | Ikkje bestått", "F | Fail"],
            ["må være ekstern", "må vere ekstern", "must be external"],
            ["to av tre", "to av tre", "two of the three"],
            ["Veilederen skal ikke", "Rettleiaren skal ikkje", "supervisor is not to be"],
            [
                "ekstern i tillegg til den interne",
                "ekstern i tillegg til den interne",
                "external one besides",
            ],
        ],
    );
}

/// Requirements: O-08
#[test]
fn regrade_package_tells_nothing_of_the_first_grade_or_the_candidate() {
    for sample in samples::all().iter().filter(|s| s.kind == "regrade_cover") {
        let data = sample.data.to_string();
        assert!(!data.contains("Prøvestad") && !data.contains("first_grade"));
    }
    says(
        "regrade_cover",
        "uit_2011",
        &[["sensorveiledningen", "sensorrettleiinga", "grading guide"], all("7311")],
    );
}
