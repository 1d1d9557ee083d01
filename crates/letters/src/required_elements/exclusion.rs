//! The letters about the register of exclusions, and about what an entry bars.

use super::{all, says, text};
use crate::{RenderError, render, samples};
use rules::Language;

const DALBYGDA: [&str; 3] = ["Høgskolen i Dalbygda", "Høgskulen i Dalbygda", "Dalbygda University"];
const PERIOD: [&str; 3] = [
    "fra og med 1. september 2026 til og med 30. juni 2027",
    "frå og med 1. september 2026 til og med 30. juni 2027",
    "from 1 September 2026 up to and including 30 June 2027",
];
const APPEAL: [[&str; 3]; 5] = [
    ["tre uker fra du fikk", "tre veker frå du fekk", "three weeks of receiving"],
    ["må være skriftlig", "må vere skriftleg", "in writing"],
    ["adressen nederst på siden", "adressa nedst på sida", "address at the foot of the page"],
    ["sender vi klagen videre til", "sender vi klaga vidare til", "we pass your appeal on to"],
    ["har brukt vedtaket feil", "har brukt vedtaket feil", "applied the decision wrongly"],
];
const SOURCE: [[&str; 3]; 2] = [all("55 00 00 00"), all("studentsaker@dalbygda.example")];

fn says_with_source_and_appeal(kind: &str, variant: &str, elements: &[[&str; 3]]) {
    let common = [&[DALBYGDA, PERIOD], &APPEAL[..], &SOURCE[..], elements].concat();
    says(kind, variant, &common);
}

/// Requirements, LTR-RUST-1
#[test]
fn a_dismissed_application_says_why_what_was_not_assessed_and_when_to_apply_again() {
    says_with_source_and_appeal(
        "exclusion_admission_refused",
        "uhl_2005",
        &[
            ["av 15. september 2026", "av 15. september 2026", "of 15 September 2026"],
            ["- bachelor i sykepleie", "- bachelor i sjukepleie", "- bachelor in nursing"],
            ["om du er kvalifisert", "om du er kvalifisert", "whether you qualify"],
            ["konkurransen med andre", "konkurransen med andre", "competition with other"],
            [
                "Klagenemnda ved Høgskolen",
                "Klagenemnda ved Høgskulen",
                "The Board of Appeals at Dal",
            ],
            ["opptakskarantene", "opptakskarantene", "admission quarantine"],
            all("uhl. (2005) § 3-7 (8)"),
            ["fått vedtaket fra", "fått vedtaket frå", "has sent you the decision before"],
            ["ta deg opp til noe studium", "ta deg opp til noko studium", "you to any study"],
            ["Register for utestengte", "Register for utestengde", "Register of Excluded"],
        ],
    );
    says(
        "exclusion_admission_refused",
        "uhl_2024",
        &[
            [
                "Nemnda for studentsaker ved",
                "Nemnda for studentsaker ved",
                "Student Affairs Board at",
            ],
            all("uhl. § 12-1 (1)"),
        ],
    );
}

/// A study that begins after the period is not barred: the last day of the period is the limit.
///
/// Requirements: Q-37, LTR-RUST-1
#[test]
fn an_application_may_be_handed_in_early_for_a_study_that_begins_after_the_period() {
    says(
        "exclusion_admission_refused",
        "uhl_2024",
        &[[
            "begynner senere enn 30. juni 2027",
            "tek til seinare enn 30. juni 2027",
            "begins later than 30 June 2027",
        ]],
    );
}

/// Requirements: LTR-RUST-1, LTR-RUST-3, LTR-RUST-4
#[test]
fn a_decision_on_some_studies_says_that_the_others_are_free() {
    let some = [
        "gjelder bare helse- og sosialfagutdanninger",
        "gjeld berre helse- og sosialfagutdanningar",
        "concerns health and social studies only",
    ];
    for kind in ["exclusion_admission_refused", "exclusion_applicant_message"] {
        says(kind, "some_studies", &[some]);
        let one = ["studiet bachelor i syke", "studiet bachelor i sjuke", "bachelor in nursing"];
        says(kind, "one_study", &[one, ["gjelder bare", "gjeld berre", "only"]]);
        assert!(!text(kind, "uhl_2024", Language::Nb).contains("gjelder bare"), "{kind}");
    }
    for kind in ["exclusion_exam_refused", "exclusion_exam_withdrawn"] {
        says(kind, "b_gross_misconduct_2005", &[some]);
        assert!(!text(kind, "a_cheating_2005", Language::Nb).contains("gjelder bare"), "{kind}");
    }
}

/// Requirements: Q-46, LTR-RUST-2
#[test]
fn a_dismissed_recognition_says_what_was_applied_for_and_that_it_was_not_assessed() {
    says_with_source_and_appeal(
        "exclusion_recognition_refused",
        "uhl_2005",
        &[
            all("Nordby "),
            ["likeverdig med en norsk", "likeverdig med ein norsk", "equal to a Norwegian"],
            ["rett til å få utdanningen", "rett til å få utdanninga", "a right to have the educ"],
            ["godkjenne tidligere", "godkjenne tidlegare", "recognise earlier education"],
            all("uhl. (2005) § 3-7 (8)"),
            ["karantenen er over", "karantena er over", "the quarantine is over"],
        ],
    );
}

/// The variants a, b and c of the 2005 Act, and every legal basis of the 2024 Act.
const BASES: [(&str, &str, [&str; 3]); 9] = [
    ("a_cheating_2005", "uhl. (2005) § 4-8 (3)", ["fusk.", "fusk.", "cheating."]),
    (
        "b_gross_misconduct_2005",
        "uhl. (2005) § 4-8 (2)",
        ["grovt klanderverdig", "grovt klanderverdig", "gross misconduct"],
    ),
    (
        "c_disruption_2005",
        "uhl. (2005) § 4-8 (1)",
        ["grovt forstyrrende", "grovt forstyrrande", "grossly disruptive"],
    ),
    ("cheating", "uhl. § 12-4 (3)", ["fusk.", "fusk.", "cheating."]),
    ("aiding", "uhl. § 12-4 (4)", ["medvirkning til", "medverknad til", "aiding"]),
    ("disruption", "uhl. § 12-5 (3)", ["forstyrrende", "forstyrrande", "disruptive"]),
    ("gross_misconduct", "uhl. § 12-6 (1)", ["klanderverdig", "klanderverdig", "misconduct"]),
    ("confidentiality", "uhl. § 12-7 (2)", ["taushetsplikten", "teieplikta", "confidentiality"]),
    ("false_documents", "uhl. § 12-1 (2)", ["falske dokumenter", "falske dokument", "false doc"]),
];

/// Requirements, LTR-RUST-3
#[test]
fn a_refused_registration_names_the_attempt_the_decision_and_its_paragraph() {
    for (variant, law, conduct) in BASES {
        says_with_source_and_appeal("exclusion_exam_refused", variant, &[all(law), conduct]);
    }
    says(
        "exclusion_exam_refused",
        "a_cheating_2005",
        &[
            ["i Studentweb 14. september", "i Studentweb 14. september", "in Studentweb on 14 Sep"],
            ["ikke ble godtatt", "ikkje vart godteke", "not accepted"],
            all("- HIS-1001"),
            all("- HIS-1002"),
            ["høsten 2026", "hausten 2026", "autumn 2026"],
            ["vurderingsmeldingene dine", "vurderingsmeldingane dine", "your registrations"],
            ["Klagenemnda ved", "Klagenemnda ved", "The Board of Appeals at"],
            ["rett til å la deg ta eksamen", "rett til å la deg ta eksamen", "let you sit exams"],
        ],
    );
}

/// Requirements: Q-43, LTR-RUST-4
#[test]
fn an_annulled_registration_says_when_the_decision_came_and_that_the_exam_is_off() {
    for (variant, law, conduct) in BASES {
        says_with_source_and_appeal("exclusion_exam_withdrawn", variant, &[all(law), conduct]);
    }
    says(
        "exclusion_exam_withdrawn",
        "cheating",
        &[
            ["Vi annullerer eksamensmeldingen", "Vi annullerer eksamensmeldinga", "We annul your"],
            ["ikke gjennomføre eksamen", "ikkje gjennomføre eksamen", "may not sit the exams"],
            ["nedenfor 2. oktober 2026", "nedanfor 2. oktober 2026", "On 2 October 2026"],
            ["ikke lenger meldt", "ikkje lenger meld", "no longer registered for:\n\n- HIS"],
        ],
    );
}

/// Of other institutions the register tells neither body nor paragraph: the letter says who has decided
/// and what it rests on itself.
///
/// Requirements: LTR-RUST-3, LTR-RUST-4, LTR-RUST-1
#[test]
fn where_only_the_entry_is_known_no_letter_makes_up_a_body_or_a_paragraph() {
    for kind in
        ["exclusion_exam_refused", "exclusion_exam_withdrawn", "exclusion_admission_refused"]
    {
        let whose = [
            "Høgskolen i Dalbygda har vedtatt",
            "Høgskulen i Dalbygda har vedteke",
            "Dalbygda University College has decided",
        ];
        let law = ["uhl. § 12-11 og uhf.", "uhl. § 12-11 og uhf.", "uhl. § 12-11 and uhf. § 10-1"];
        says(kind, "entry_alone", &[whose, law]);
        let told = text(kind, "entry_alone", Language::Nb);
        let why = told.split("Opplysningene vi bygger på").next().expect("why");
        assert!(!why.contains("jf. uhl.") && !why.contains("emnda"), "{kind}: {told}");
    }
}

/// Requirements: Q-T1, Q-11, X-25, LTR-RUST-1, LTR-RUST-3, LTR-RUST-4
#[test]
fn a_decision_that_has_effect_here_alone_is_told_as_that_and_of_no_register() {
    let here = ["gjelder bare ved", "gjeld berre ved", "has effect at"];
    for (kind, variant) in [
        ("exclusion_admission_refused", "here_alone"),
        ("exclusion_admission_refused", "some_studies"),
        ("exclusion_admission_refused", "one_study_here"),
        ("exclusion_applicant_message", "here_alone"),
        ("exclusion_exam_refused", "here_alone"),
        ("exclusion_exam_withdrawn", "here_alone"),
    ] {
        says(kind, variant, &[here]);
        for (language, others) in [
            (Language::Nb, ["under loven", "andre steder", "vi bygger på", "opptakskarantene"]),
            (Language::Nn, ["under lova", "andre stader", "vi byggjer på", "opptakskarantene"]),
            (Language::En, ["under the Act", "elsewhere", "we rely on", "admission quarantine"]),
        ] {
            let told = text(kind, variant, language);
            for other in others {
                assert!(!told.contains(other), "{kind} {variant} {other}: {told}");
            }
        }
    }
}

/// What an institution is told by the register does not say for what.
#[test]
fn where_only_the_entry_is_known_no_letter_says_for_what() {
    for kind in
        ["exclusion_exam_refused", "exclusion_exam_withdrawn", "exclusion_admission_refused"]
    {
        for (language, about) in [
            (Language::Nb, "Det gjelder"),
            (Language::Nn, "Det gjeld"),
            (Language::En, "It is about"),
        ] {
            let told = text(kind, "entry_alone", language);
            assert!(!told.contains(about), "{kind} {language:?}");
        }
    }
}

/// Requirements: LTR-RUST-5, Q-28
#[test]
fn the_person_reads_every_element_that_is_registered_who_sees_it_and_when_it_goes() {
    says(
        "exclusion_registered",
        "exams",
        &[
            ["fødselsnummeret eller", "fødselsnummeret eller", "national identity number or"],
            ["Institusjon: Univ", "Institusjon: Univ", "Institution: Univ"],
            ["Periode: fra og med 1.", "Periode: frå og med 1.", "Period: from 1"],
            ["Utestengt fra eksamen", "Utestengd frå eksamen", "Excluded from exams"],
            ["Studier: alle studier", "Studium: alle studium", "Studies: all studies"],
            ["etter 30. juni 2027", "etter 30. juni 2027", "after 30 June 2027"],
            ["hvem som har spurt", "kven som har spurt", "who has asked"],
            ["varsle hverandre", "varsle kvarandre", "inform each other"],
            all("uhf. § 10-1"),
        ],
    );
    says(
        "exclusion_registered",
        "admission_2005",
        &[
            ["Utestengt fra opptak", "Utestengd frå opptak", "Excluded from admission"],
            ["Saksbehandler: Liv", "Saksbehandlar: Liv", "Case officer: Liv"],
            all("uhl. (2005) § 4-12"),
        ],
    );
    // Under the 2024 Act five elements are registered, and no name of an officer is one of them.
    assert!(!text("exclusion_registered", "exams", Language::Nb).contains("Saksbehandler:"));
}

/// Requirements, LTR-0
#[test]
fn a_changed_entry_is_told_before_and_after_and_that_others_are_told() {
    says(
        "exclusion_changed",
        "shortened",
        &[
            ["Dette var registrert", "Dette var registrert", "This was registered"],
            ["til og med 30. juni 2027", "til og med 30. juni 2027", "including 30 June 2027"],
            ["Dette er registrert nå", "Dette er registrert no", "This is registered now"],
            ["med 31. desember 2026", "med 31. desember 2026", "including 31 December 2026"],
            ["også vite om endringen", "òg vite om endringa", "told of the change too"],
            ["har kontrollert", "har kontrollert", "has controlled"],
        ],
    );
    let deleted = text("exclusion_changed", "deleted", Language::Nb);
    assert!(deleted.contains("slettet 13. november 2026") && !deleted.contains("registrert nå"));
    assert!(!text("exclusion_changed", "entry_wrong", Language::Nb).contains("vite om endringen"));
}

/// The certificate can be kept and shown: it has no place for what the entry held.
///
/// Requirements, LTR-0
#[test]
fn the_certificate_of_deletion_says_nothing_of_what_was_deleted() {
    says(
        "exclusion_deleted",
        "period_over",
        &[
            ["1. juli 2027 kl. 00.05", "1. juli 2027 kl. 00.05", "1 July 2027 at 00:05"],
            ["perioden er ute", "perioden er ute", "the period is over"],
            all("0197f3a2-5c1e-7d44-9b60-3f1d2a7c8e51"),
            all("uhl. § 12-11 (1)"),
        ],
    );
    for language in Language::ALL {
        let told = text("exclusion_deleted", "period_over", language);
        for held in ["2026", "eksamen ", "exams", "opptak", "Periode", "fødsels", "fusk"] {
            let told = told.replace("2026/1234", "");
            assert!(!told.contains(held), "{language:?} {held}");
        }
    }
    let letters = samples::all();
    let sample = letters.iter().find(|s| s.kind == "exclusion_deleted").unwrap();
    for field in ["period", "kind", "studies", "national_id", "institution"] {
        let mut data = sample.data.clone();
        data[field] = "x".into();
        let told = render(sample.kind, sample.version, Language::Nb, &data);
        assert!(matches!(told, Err(RenderError::Data { .. })), "{field}");
    }
}

/// Requirements, LTR-0
#[test]
fn an_applicant_of_national_admission_is_told_what_is_barred_and_what_is_not() {
    says(
        "exclusion_applicant_message",
        "uhl_2024",
        &[
            all("Samordna opptak"),
            PERIOD,
            DALBYGDA,
            ["ikke et vedtak. Du kan la", "ikkje eit vedtak. Du kan la", "no decision. You may"],
            [
                "vil vi avvise søknaden til:\n",
                "vil vi avvise søknaden til:\n",
                "application for:\n",
            ],
            ["ingenting å si for", "ingenting å seie for", "does not matter for"],
            ["begynner etter 30. juni 2027", "tek til etter 30. juni 2027", "after 30 June 2027"],
            ["som du kan klage på", "som du kan klage på", "you can appeal against"],
        ],
    );
    let unsure = ["ikke vurdert ennå om", "ikkje vurdert enno om", "not assessed yet whether"];
    says("exclusion_applicant_message", "one_study", &[unsure]);
    let all_barred = text("exclusion_applicant_message", "entry_alone", Language::Nb);
    assert!(!all_barred.contains("ingenting å si"), "{all_barred}");
}

/// Requirements: Q-45
#[test]
fn an_appeal_goes_to_whom_it_is_about_and_the_person_is_told() {
    let kind = "exclusion_appeal_forwarded";
    says(
        kind,
        "to_person_registered",
        &[
            ["er sendt til nemnda for", "er send til nemnda for", "has been sent to the Student"],
            ["Høgskolen i Dalbygda", "Høgskulen i Dalbygda", "Dalbygda University College"],
            ["9. oktober 2026", "9. oktober 2026", "9 October 2026"],
            ["tar saken din opp igjen", "tek saka di opp igjen", "take your case up again"],
            all("Dokumentene mine var ekte."),
        ],
    );
    says(
        kind,
        "to_institution",
        &[
            all("Kim Prøve"),
            ["må vi få vite det med en gang", "må vi få vite det med ein gong", "know at once"],
            all("fvl. § 29"),
        ],
    );
    says(
        kind,
        "to_own_body",
        &[
            ["hvordan vi har brukt vedtaket", "korleis vi har brukt vedtaket", "have applied the"],
            ["nemnda for studentsaker hos oss", "nemnda for studentsaker hos oss", "Board here"],
        ],
    );
}
