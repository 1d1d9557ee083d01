//! The letters about recognition of earlier education.

use super::{all, says};

/// Requirements: S-01
#[test]
fn a_decision_on_recognition_says_what_counts_as_what_what_is_left_out_and_how_to_appeal() {
    says(
        "recognition_decision",
        "in_part",
        &[
            ["17,5 studiepoeng", "17,5 studiepoeng", "17.5 credits"],
            ["15. september 2026", "15. september 2026", "15 September 2026"],
            ["HIS-1001 Historie", "HIS-1001 Historie", "HIS-1001 History"],
            ["frie studiepoeng", "frie studiepoeng", "free credits"],
            ["ikke godkjent", "ikkje godkjent", "not recognised"],
            [
                "2,5 studiepoeng er holdt utenfor",
                "2,5 studiepoeng er haldne utanfor",
                "2.5 credits are left out",
            ],
            all("SPR-1001"),
            all("uhl. § 9-1 (2)"),
            ["tre uker fra du fikk", "tre veker frå du fekk", "three weeks of receiving"],
            all("fvl. § 29"),
            ["nemnda for studentsaker", "nemnda for studentsaker", "the Student Affairs Board"],
            ["se dokumentene i saken", "sjå dokumenta i saka", "see the documents of your case"],
        ],
    );
    says(
        "recognition_decision",
        "nothing",
        &[["ikke godkjent noe", "ikkje godkjent noko", "nothing of what"]],
    );
    says(
        "recognition_decision",
        "anew_2005",
        &[
            ["i stedet for vedtaket av", "i staden for vedtaket av", "takes the place of that of"],
            all("uhl. (2005) § 3-5 (1)"),
        ],
    );
}

/// Requirements: S-01
#[test]
fn an_approval_in_advance_says_what_will_count_on_which_conditions_and_that_it_binds() {
    says(
        "recognition_advance_decision",
        "in_part",
        &[
            ["17,5 studiepoeng", "17,5 studiepoeng", "17.5 credits"],
            ["15. september 2026", "15. september 2026", "15 September 2026"],
            ["HIS-1001 Historie", "HIS-1001 Historie", "HIS-1001 History"],
            all("Uppsala universitet"),
            ["18. januar 2027", "18. januar 2027", "18 January 2027"],
            ["senest 30. juni 2027", "seinast 30. juni 2027", "by 30 June 2027"],
            ["endelig godkjenning", "endeleg godkjenning", "final recognition"],
            ["søker du på nytt", "søkjer du på nytt", "you apply again"],
            ["bundet av vedtaket", "bundne av vedtaket", "bound by the decision"],
            ["ikke godkjent", "ikkje godkjent", "not recognised"],
            all("uhl. §§ 9-1 til 9-3"),
            ["tre uker fra du fikk", "tre veker frå du fekk", "three weeks of receiving"],
            all("fvl. § 29"),
        ],
    );
    says(
        "recognition_advance_decision",
        "nothing",
        &[["ikke forhåndsgodkjent noe", "ikkje førehandsgodkjent noko", "nothing of what"]],
    );
    says(
        "recognition_advance_decision",
        "anew_2005",
        &[["i stedet for vedtaket av", "i staden for vedtaket av", "takes the place of that of"]],
    );
}
