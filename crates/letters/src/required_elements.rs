//! The elements that the routines demand of each letter, in every language form.

mod exam_day;
mod exchange;
mod exclusion;
mod misconduct;
mod planning;
mod receipts;
mod recognition;

use crate::{plain_text, render, samples};
use rules::Language;

/// The text of a sample, with the spaces and hyphens of a keyboard.
fn text(kind: &str, variant: &str, language: Language) -> String {
    let letters = samples::all();
    let sample = letters.iter().find(|s| (s.kind, s.variant) == (kind, variant)).unwrap();
    let document = render(kind, sample.version, language, &sample.data).unwrap();
    plain_text(&document).replace('\u{a0}', " ").replace('\u{2011}', "-")
}

/// Asserts that the letter says each of these, given as `[nb, nn, en]`.
fn says(kind: &str, variant: &str, elements: &[[&str; 3]]) {
    for (index, language) in Language::ALL.into_iter().enumerate() {
        let text = text(kind, variant, language);
        for element in elements {
            assert!(text.contains(element[index]), "{kind} {language:?}: {}", element[index]);
        }
    }
}

const fn all(words: &'static str) -> [&'static str; 3] {
    [words; 3]
}

/// Requirements: O-26, O-07, O-08, O-09, O-10, LTR-KLAGE-1
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
            [
                "får ikke vite hvilken karakter du fikk, hvordan den ble begrunnet, eller hvorfor",
                "får ikkje vite kva karakter du fekk, korleis karakteren vart grunngitt, eller kvifor",
                "is not told which grade you were given, how that grade was explained, or why",
            ],
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

/// Requirements: L-13, V6, L-16, M-06, M-09, M-10, M-13, M-14
#[test]
fn orientation_covers_deadline_announcement_scales_and_disagreement() {
    says(
        "examiner_orientation",
        "uit_2011",
        &[
            ["tre uker fra", "tre veker frå", "three weeks from"],
            ["seks uker fra", "seks veker frå", "six weeks from"],
            ["er bundet av fristen", "er bunden av fristen", "is bound by the deadline"],
            ["mer enn én uke for sent", "meir enn éi veke for seint", "more than one week late"],
            [
                "skal aldri gjøre sensuren kjent selv",
                "skal aldri gjere sensuren kjend sjølve",
                "never make the grades known themselves",
            ],
            ["Administrasjonen kunngjør", "Administrasjonen kunngjer", "administration announces"],
            [
                "bestått/ikke bestått, og bokstavene A til F",
                "bestått/ikkje bestått, og bokstavane A til F",
                "pass/fail, and the letters A to F",
            ],
            ["aldri om til den andre", "aldri rekna om", "never converted"],
            ["må være ekstern", "må vere ekstern", "must be external"],
            ["to av tre", "to av tre", "two of the three"],
        ],
    );
}

/// Requirements: V6, L-12, M-03
#[test]
fn orientation_tells_who_appoints_who_writes_what_is_sent_and_who_signs() {
    says(
        "examiner_orientation",
        "uit_2011",
        &[
            ["Fakultetet oppnevner", "Fakultetet nemner opp", "The faculty appoints"],
            [
                "vanligvis oppgavene og sensorveiledningen",
                "vanlegvis oppgåvene og sensorrettleiinga",
                "usually writes the paper and the grading guide",
            ],
            ["- følgebrev", "- følgjebrev", "- a cover letter"],
            ["- kontrakt om sensur", "- kontrakt om sensur", "- an examiner contract"],
            [
                "- oppgavesett med sensorveiledning",
                "- oppgåvesett med sensorrettleiing",
                "- the examination paper with grading guide",
            ],
            ["- besvarelsene", "- svara", "- the answers"],
            [
                "- vurderingsprotokoll med kandidatnummer, uten navn",
                "- vurderingsprotokoll med kandidatnummer, utan namn",
                "- the grade protocol with candidate numbers, without names",
            ],
            ["- denne orienteringen", "- denne orienteringa", "- this orientation"],
            all("fjordvik.example/emner"),
            [
                "Både ekstern sensor og faglærer skriver under",
                "Både ekstern sensor og faglærar skriv under",
                "Both the external examiner and the subject teacher sign",
            ],
        ],
    );
}

/// Requirements: V6, L-09, M-15
#[test]
fn orientation_tells_how_long_answers_are_kept_how_an_average_is_counted_and_of_missing_sources() {
    says(
        "examiner_orientation",
        "uit_2011",
        &[
            [
                "minst tre uker etter kunngjøringen",
                "minst tre veker etter kunngjeringa",
                "at least three weeks after the announcement",
            ],
            all("A = 5, B = 4, C = 3, D = 2, E = 1"),
            ["med én desimal", "med éin desimal", "to one decimal"],
            ["vektes med studiepoengene", "vekta med studiepoenga", "weighted by its credits"],
            [
                "meld fra til oss uten å sette karakter",
                "meld frå til oss utan å setje karakter",
                "report it to us without setting a grade",
            ],
            all("§ 20"),
        ],
    );
}

/// Requirements: V6, M-11, M-12
#[test]
fn orientation_gives_each_grade_its_name_and_description_for_every_degree() {
    says(
        "examiner_orientation",
        "uit_2011",
        &[
            [
                "A | Fremragende | Fremragende prestasjon som klart utmerker seg",
                "A | Framifrå | Framifrå prestasjon som klart utmerkjer seg",
                "A | Excellent | An excellent performance, clearly outstanding",
            ],
            [
                "B | Meget god | Meget god prestasjon",
                "B | Mykje god | Mykje god prestasjon",
                "B | Very good | A very good performance",
            ],
            [
                "C | God | Jevnt god prestasjon",
                "C | God | Jamt god prestasjon",
                "C | Good | A consistently good performance",
            ],
            [
                "D | Nokså god | En akseptabel prestasjon med noen vesentlige mangler",
                "D | Nokså god | Ein akseptabel prestasjon med nokre vesentlege manglar",
                "D | Satisfactory | An acceptable performance with some significant shortcomings",
            ],
            [
                "E | Tilstrekkelig | Prestasjonen tilfredsstiller minimumskravene, men heller",
                "E | Tilstrekkeleg | Prestasjonen tilfredsstiller minimumskrava, men heller",
                "E | Sufficient | The performance meets the minimum requirements, but no more",
            ],
            [
                "F | Ikke bestått | Prestasjon som ikke tilfredsstiller",
                "F | Ikkje bestått | Prestasjon som ikkje tilfredsstiller",
                "F | Fail | A performance that does not meet",
            ],
            [
                "både lavere og høyere grad",
                "både lågare og høgare grad",
                "lower and higher degrees alike",
            ],
            [
                "i sensorveiledningen eller i nasjonale standarder",
                "i sensorrettleiinga eller i nasjonale standardar",
                "in the grading guide or in national standards",
            ],
        ],
    );
}

/// Requirements: V6, M-16, M-17, M-18, M-19, M-20
#[test]
fn orientation_tells_who_grades_a_thesis_and_what_the_supervisor_has_to_do_with_it() {
    says(
        "examiner_orientation",
        "uit_2011",
        &[
            ["normalt to sensorer", "normalt to sensorar", "normally has two examiners"],
            [
                "ekstern i tillegg til den interne",
                "ekstern i tillegg til den interne",
                "external one besides",
            ],
            [
                "Veilederen skal ikke være intern sensor",
                "Rettleiaren skal ikkje vere intern sensor",
                "The supervisor is not to be internal examiner",
            ],
            [
                "Fakultetsstyret kan gjøre unntak",
                "Fakultetsstyret kan gjere unntak",
                "The faculty board may make exceptions",
            ],
            [
                "Snakk med veilederen før sensurmøtet",
                "Snakk med rettleiaren før sensurmøtet",
                "Confer with the supervisor before the grading meeting",
            ],
            ["skriftlig redegjørelse", "skriftleg utgreiing", "written account"],
            [
                "ikke med på møtet og ikke med på å sette karakter",
                "ikkje med på møtet og ikkje med på å setje karakter",
                "takes no part in the meeting or in setting the grade",
            ],
        ],
    );
}

/// Requirements: O-07
#[test]
fn the_letter_to_a_new_committee_has_no_place_for_what_it_must_not_know() {
    let letters = samples::all();
    for sample in letters.iter().filter(|s| s.kind == "regrade_cover") {
        for field in ["grade", "first_grade", "explanation", "grounds", "candidate", "student"] {
            let mut data = sample.data.clone();
            data[field] = "C".into();
            let told = render(sample.kind, sample.version, Language::Nb, &data);
            assert!(told.is_err(), "{field} is no field of the letter");
        }
    }
    says(
        "regrade_cover",
        "uit_2011",
        &[[
            "skal ikke kjenne karakteren",
            "skal ikkje kjenne karakteren",
            "not to know the grade of the first grading, its explanation, or why",
        ]],
    );
}

/// Requirements: O-06, O-08, O-18
#[test]
fn the_letter_to_a_new_committee_lists_the_package_its_number_and_the_day() {
    says(
        "regrade_cover",
        "uit_2011",
        &[
            ["- besvarelsen", "- svaret", "- the answer"],
            ["- oppgaveteksten", "- oppgåveteksten", "- the examination paper"],
            ["- sensorveiledningen", "- sensorrettleiinga", "- the grading guide"],
            ["- ny vurderingsprotokoll", "- ny vurderingsprotokoll", "- a new grade protocol"],
            all("7311"),
            ["onsdag 22. juli 2026", "onsdag 22. juli 2026", "Wednesday 22 July 2026"],
        ],
    );
}
