//! The letters of a misconduct case.

use super::{all, says, text};
use crate::{plain_text, render, samples};
use rules::Language;

/// Requirements: P-04, P-08, LTR-FUSK-1
#[test]
fn the_report_says_who_reported_what_by_which_rule_and_what_is_enclosed() {
    says(
        "misconduct_report",
        "coursework_2011",
        &[
            [
                "fusk ved arbeidskravet i HIS-1001",
                "fusk ved arbeidskravet i",
                "in the coursework in",
            ],
            ["førsteamanuensis", "førsteamanuensis", "Associate Professor"],
            all("Jon Oppdikta"),
            ["datert 15. juni 2026", "datert 15. juni 2026", "dated 15 June 2026"],
            all("Om lag to av åtte sider"),
            ["eksamensforskriften § 20", "eksamensforskrifta § 20", "eksamensforskriften § 20"],
            ["ser alvorlig på dette", "ser alvorleg på dette", "take this seriously"],
            ["sender saken til dere", "sender saka til dykk", "pass the case on to you"],
            ["instituttleder", "instituttleiar", "head of department"],
            ["saksbehandler", "saksbehandlar", "case officer"],
            ["- besvarelsen, merket", "- svaret, merkt", "- the answer, marked"],
            ["Studenten får forhåndsvarsel", "Studenten får førehandsvarsel", "advance notice"],
        ],
    );
}

/// Requirements: P-01, P-02, P-03
#[test]
fn the_report_says_what_the_candidate_chose_or_what_is_marked_in_the_answer() {
    says(
        "misconduct_report",
        "school_exam",
        &[
            ["skoleeksamenen", "skuleeksamenen", "written exam on campus"],
            ["valgte å fullføre", "valde å fullføre", "chose to finish"],
            ["Kandidatnummer: 1042", "Kandidatnummer: 1042", "Candidate number: 1042"],
        ],
    );
    says(
        "misconduct_report",
        "home_exam",
        &[
            ["hjemmeeksamenen", "heimeeksamenen", "home exam"],
            [
                "merket av hva som er hentet",
                "merkt av kva som er henta",
                "marked with what is taken",
            ],
            [
                "uten å vise til kilden regnes som fusk",
                "utan å vise til kjelda blir rekna som fusk",
                "without naming the source counts as cheating",
            ],
        ],
    );
    assert!(!text("misconduct_report", "home_exam", Language::Nb).contains("valgte å"));
    assert!(!text("misconduct_report", "school_exam", Language::Nb).contains("merket av hva"));
}

/// The nine elements of the advance notice.
///
/// Requirements: P-06, P-09, P-10, LTR-FUSK-2
#[test]
fn advance_notice_has_its_nine_elements_under_the_2005_act() {
    says(
        "misconduct_notice",
        "cheating_2011",
        &[
            ["datert 17. juni 2026", "datert 17. juni 2026", "dated 17 June 2026"],
            ["arbeidskravet i HIS-1001", "arbeidskravet i HIS-1001", "the coursework in HIS-1001"],
            all("Om lag to av åtte sider"),
            all("uhl. (2005) § 4-7 (1) b"),
            [
                "be klagenemnda ta stilling til om dette er fusk eller forsøk på fusk",
                "be klagenemnda ta stilling til om dette er fusk eller forsøk på fusk",
                "ask the Board of Appeals to decide whether this is cheating or an attempt",
            ],
            [
                "utestenging fra Universitetet i Fjordvik i inntil ett år, jf. uhl. (2005) § 4-8 (3)",
                "utestenging frå Universitetet i Fjordvik i inntil eitt år, jf. uhl. (2005) § 4-8 (3)",
                "exclusion from University of Fjordvik for up to one year, see uhl. (2005) § 4-8 (3)",
            ],
            [
                "eksamen ved alle universiteter og høyskoler under loven i inntil ett år",
                "eksamen ved alle universitet og høgskular under lova i inntil eitt år",
                "exams at all universities and university colleges under the Act for up to one",
            ],
            ["innen mandag 13. juli 2026", "innan måndag 13. juli 2026", "by Monday 13 July 2026"],
            ["advokat eller en annen", "advokat eller ein annan", "a lawyer or another"],
            ["etter statens satser", "etter satsane til staten", "at state rates"],
            all("uhl. (2005) § 4-8 (5)"),
            all("fvl. § 18 (1)"),
            ["- Sakens dokumenter", "- Dokumenta i saka", "- The documents of the case"],
            ["universitetsdirektør", "universitetsdirektør", "University Director"],
        ],
    );
}

/// Requirements: P-10, P-09
#[test]
fn advance_notice_names_what_can_follow_for_each_suspicion() {
    let years = ["inntil tre år", "inntil tre år", "up to three years"];
    let clinical = [
        "studier med klinisk undervisning eller praksis",
        "studium med klinisk undervisning eller praksis",
        "studies with clinical or practical training",
    ];
    for (variant, elements) in [
        ("cheating", vec![["inntil to år", "inntil to år", "up to two years"], all("§ 12-4 (3)")]),
        (
            "aiding",
            vec![
                ["medvirkning til fusk", "medverknad til fusk", "aiding cheating"],
                all("uhl. § 12-4 (4)"),
                ["inntil ett år", "inntil eitt år", "up to one year"],
            ],
        ),
        (
            "disruption",
            vec![
                ["be styret ta stilling", "be styret ta stilling", "ask the Board of Governors"],
                [
                    "bortvisning fra lesesalene",
                    "bortvising frå lesesalane",
                    "removal from the read",
                ],
                [
                    "studiet bachelor i historie",
                    "studiet bachelor i historie",
                    "bachelor in history",
                ],
            ],
        ),
        ("gross_misconduct", vec![years, clinical, all("uhl. § 12-6 (1)")]),
        ("confidentiality", vec![years, clinical, all("uhl. § 12-7 (2)")]),
        (
            "false_documents",
            vec![
                [
                    "inndragning av de falske",
                    "inndraging av dei falske",
                    "confiscation of the false",
                ],
                ["karantene fra opptak", "karantene frå opptak", "quarantine from admission"],
            ],
        ),
    ] {
        says("misconduct_notice", variant, &elements);
    }
}

/// Requirements: P-09
#[test]
fn a_lawyer_is_paid_for_only_where_a_law_says_so() {
    let paid = "dekker rimelige og nødvendige utgifter";
    assert!(text("misconduct_notice", "cheating", Language::Nb).contains(paid));
    let alone = text("misconduct_notice", "annulment_alone", Language::Nb);
    assert!(!alone.contains(paid) && alone.contains("må du selv betale"), "{alone}");
}

/// Requirements: P-07, P-11, P-12, P-13, LTR-FUSK-3
#[test]
fn the_decision_has_meeting_vote_points_effects_and_appeal_under_the_2005_act() {
    says(
        "misconduct_decision",
        "cheating_2011",
        &[
            ["onsdag 26. august 2026", "onsdag 26. august 2026", "Wednesday 26 August 2026"],
            all("14/26"),
            ["enstemmig", "samrøystes", "unanimous"],
            ["1. Du har fusket", "1. Du har fuska", "1. You have cheated"],
            ["med vilje (forsettlig)", "med vilje (forsettleg)", "intentionally"],
            ["2. Du er utestengt fra Univ", "2. Du er utestengd frå Univ", "2. You are excluded"],
            [
                "ved alle universiteter og høyskoler under loven fra og med 1. september 2026 til \
                 og med 30. juni 2027. [uhl. (2005) § 4-8 (3)]",
                "ved alle universitet og høgskular under lova frå og med 1. september 2026 til og \
                 med 30. juni 2027. [uhl. (2005) § 4-8 (3)]",
                "under the Act from 1 September 2026 up to and including 30 June 2027. [uhl. \
                 (2005) § 4-8 (3)]",
            ],
            [
                "underretter de andre universitetene",
                "varslar dei andre universiteta",
                "informs the other universities",
            ],
            ["verken studierett eller", "verken studierett eller", "neither the right to study"],
            ["andre norske universiteter", "andre norske universitet", "other Norwegian univ"],
            ["tre uker fra du fikk", "tre veker frå du fekk", "three weeks of receiving"],
            ["til Felles klagenemnd", "til Felles klagenemnd", "to the Joint Board of Appeals"],
            ["Send den til oss", "Send henne til oss", "Send your appeal to us"],
            ["Kopi til:\n- Institutt", "Kopi til:\n- Institutt", "Copy to:\n- Department"],
        ],
    );
}

/// Whom the decision is about is told who is told of her, and with what.
///
/// Requirements: P-12, LTR-FUSK-3
#[test]
fn the_decision_names_the_institutions_that_are_told_by_letter() {
    says(
        "misconduct_decision",
        "cheating",
        &[
            ["sender brev om vedtaket", "sender brev om vedtaket", "writes about the decision"],
            ["Høgskolen i Dalbygda", "Høgskulen i Dalbygda", "Dalbygda University College"],
            ["fødselsnummeret ditt", "fødselsnummeret ditt", "national identity number"],
        ],
    );
}

/// The five elements of uhf. § 10-1, told in the decision itself.
///
/// Requirements: P-11, LTR-FUSK-3
#[test]
fn the_decision_under_the_2024_act_says_exactly_what_is_registered() {
    says(
        "misconduct_decision",
        "gross_misconduct",
        &[
            all("uhf. § 10-1"),
            ["og ingen andre", "og ingen andre", "and nothing else"],
            ["fødselsnummeret eller", "fødselsnummeret eller", "national identity number or"],
            ["Institusjon: Univ", "Institusjon: Univ", "Institution: Univ"],
            [
                "Periode: fra og med 1. september 2026 til og med 30. juni 2027",
                "Periode: frå og med 1. september 2026 til og med 30. juni 2027",
                "Period: from 1 September 2026 up to and including 30 June 2027",
            ],
            [
                "Vedtakstype: Utestengt fra eksamen",
                "Vedtakstype: Utestengd frå eksamen",
                "Type of decision: Excluded from exams",
            ],
            ["Studier: helse-", "Studium: helse-", "Studies: health"],
            ["Studier: lærer", "Studium: lærar", "Studies: teacher"],
            [
                "informerer Helsedirektoratet",
                "informerer Helsedirektoratet",
                "Directorate of Health",
            ],
        ],
    );
    for nothing in ["annulment_alone", "left_at_that", "not_found"] {
        let told = text("misconduct_decision", nothing, Language::Nb);
        assert!(!told.contains("Vedtakstype"), "{nothing}");
    }
}

/// Requirements: P-11
#[test]
fn a_case_without_a_finding_is_closed_and_there_is_nothing_to_appeal() {
    let closed = ["Saken er avsluttet", "Saka er avslutta", "The case is closed"];
    let nothing = ["ingen følger for deg", "ingen følgjer for deg", "no consequences for you"];
    says("misconduct_decision", "not_found", &[closed, nothing]);
    let told = text("misconduct_decision", "not_found", Language::Nb);
    assert!(!told.contains("Du kan klage") && !told.contains("utestengt"), "{told}");
}

/// Requirements: P-14
#[test]
fn the_outcome_of_the_appeal_says_what_applies_now_and_who_is_told() {
    let told = ["får også vite om denne", "får òg vite om denne", "told of this one too"];
    let deleted = ["blir slettet", "blir sletta", "is deleted"];
    says(
        "misconduct_appeal_decision",
        "reversed",
        &[["er opphevet", "er oppheva", "is reversed"], deleted, told],
    );
    says(
        "misconduct_appeal_decision",
        "changed",
        &[
            ["til og med 31. desember 2026", "til og med 31. desember 2026", "31 December 2026"],
            told,
            ["tre måneder", "tre månader", "three months"],
            all("uhl. § 12-10 (1)"),
        ],
    );
    says(
        "misconduct_appeal_decision",
        "upheld",
        &[["blir stående", "blir ståande", "stands"], all("fvl. § 28 (3)")],
    );
    says("misconduct_appeal_decision", "changed_to_annulment", &[deleted]);
    let unregistered = text("misconduct_appeal_decision", "upheld_2011", Language::Nb);
    assert!(!unregistered.contains("registeret"), "{unregistered}");
}

/// Requirements: P-08, P-14, LTR-FUSK-4
#[test]
fn an_institution_is_told_who_and_for_how_long_and_that_an_appeal_may_change_it() {
    says(
        "exclusion_information",
        "institution_2011",
        &[
            ["Saken gjaldt fusk.", "Saka gjaldt fusk.", "The case was about cheating."],
            ["med vilje (forsettlig)", "med vilje (forsettleg)", "intentionally"],
            ["utestenging fra Univ", "utestenging frå Univ", "exclusion from Univ"],
            ["til og med 30. juni 2027", "til og med 30. juni 2027", "including 30 June 2027"],
            all("12840350809"),
            ["Klagefristen er ikke gått ut", "Klagefristen er ikkje gått ut", "period is not over"],
            [
                "Får studenten medhold, skriver vi til dere",
                "Får studenten medhald, skriv vi til dykk",
                "appeal succeeds, we will write to you",
            ],
        ],
    );
    assert!(!text("exclusion_information", "institution", Language::Nb).contains("HIS-1001"));
}

/// Requirements: P-14
#[test]
fn whoever_was_told_by_letter_is_told_what_an_appeal_has_made_of_it() {
    let kind = "exclusion_information_changed";
    let reversed = [
        ["har opphevet vedtaket", "har oppheva vedtaket", "has reversed the decision"],
        ["Slett det dere har fått vite", "Slett det de har fått vite", "Delete what you have been"],
        all("12840350809"),
        all("14/26"),
        all("2026/301"),
    ];
    says(kind, "reversed", &reversed);
    let changed = [
        ["har endret vedtaket", "har endra vedtaket", "has changed the decision"],
        ["til og med 30. juni 2027", "til og med 30. juni 2027", "including 30 June 2027"],
        ["Avgjørelsen er endelig", "Avgjerda er endeleg", "The decision is final"],
    ];
    says(kind, "changed", &changed);
    assert!(!text(kind, "reporting_unit_2011", Language::Nb).contains("12840350809"));
}

/// Requirements: P-14, Q-31, LTR-FUSK-4
#[test]
fn whoever_was_told_by_letter_is_told_what_was_put_right_without_an_appeal() {
    let kind = "exclusion_information_changed";
    let corrected = [
        ["har rettet det vi skrev", "har retta det vi skreiv", "has corrected what we wrote"],
        ["til og med 30. juni 2027", "til og med 30. juni 2027", "including 30 June 2027"],
    ];
    says(kind, "corrected", &corrected);
    says(kind, "taken_back", &[["Slett det dere", "Slett det de", "Delete what you"]]);
    for sample in ["corrected", "taken_back"] {
        let told = text(kind, sample, Language::Nb);
        assert!(!told.contains("lage") && !told.contains("endelig"), "no appeal: {told}");
    }
}

/// Who is removed from some areas is not excluded, and nobody is told so.
///
/// Requirements, LTR-FUSK-4
#[test]
fn a_removal_is_told_to_the_unit_as_a_removal() {
    let kind = "exclusion_information";
    let removed = [
        ["har vedtatt å bortvise en student", "vise bort ein student", "to remove a student"],
        ["bortvisning fra lesesalene", "bortvising frå lesesalane", "removal from the reading"],
    ];
    says(kind, "reporting_unit_removal", &removed);
    let told = text(kind, "reporting_unit_removal", Language::Nb);
    assert!(!told.contains("testeng"), "{told}");
}

/// The unit that reported is told whoever else learns of it through the register, and knows the
/// person without the number.
///
/// Requirements: LTR-FUSK-4
#[test]
fn the_unit_that_reported_is_told_the_outcome_without_a_national_id() {
    says(
        "exclusion_information",
        "reporting_unit",
        &[
            ["arbeidskravet i HIS-1001", "arbeidskravet i HIS-1001", "the coursework in HIS-1001"],
            ["rapporten deres av 17. juni", "rapporten dykkar av 17. juni", "report of 17 June"],
            ["Studenten har klaget", "Studenten har klaga", "The student has appealed"],
        ],
    );
    let told = text("exclusion_information", "reporting_unit", Language::Nb);
    assert!(!told.contains("12840350809") && !told.contains("Fødselsnummer"));
    let told = text("exclusion_information", "reporting_unit_final", Language::Nb);
    assert!(told.contains("er endelig") && !told.contains("medhold"));
}

/// Requirements: P-15
#[test]
fn every_letter_of_a_case_says_what_keeps_it_from_the_public() {
    let letters = samples::all();
    let of_a_case = |kind: &str| kind.starts_with("misconduct_") || kind.starts_with("exclusion_");
    let mut seen = 0;
    for sample in letters.iter().filter(|sample| of_a_case(sample.kind)) {
        let document = render(sample.kind, sample.version, Language::Nb, &sample.data).unwrap();
        assert!(plain_text(&document).contains("Unntatt offentlighet: offl. § 13 (1); fvl. § 13"));
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}
