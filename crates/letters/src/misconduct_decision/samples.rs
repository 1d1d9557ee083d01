//! Invented letters of this kind.

use super::{Found, GiveBack, MisconductDecision, Outcome, Told};
use crate::exclusion::{RegisterEntry, samples as exclusions};
use crate::misconduct::{
    Assessed, Body, Excluded, Intent, Matter, Ordered, Sanction, UsedFor, Vote, Where,
    samples as cases,
};
use jiff::civil::date;
use rules::Text;
use rules::exclusion::{Classification, ExclusionType};

/// Each kind of decision, under both Acts.
pub fn samples() -> Vec<(&'static str, MisconductDecision)> {
    vec![
        ("cheating", cheating()),
        ("cheating_2011", cheating_2011()),
        ("annulment_alone", annulment_alone()),
        ("left_at_that", left_at_that()),
        ("not_found", MisconductDecision { outcome: Outcome::NotFound, ..not_found() }),
        ("gross_misconduct", gross_misconduct()),
        ("false_documents", false_documents()),
    ]
}

fn decision(found: Found) -> MisconductDecision {
    MisconductDecision {
        head: cases::head(date(2026, 8, 28)),
        matter: cases::cheating(),
        body: Body::StudentAffairsBoard,
        met_on: date(2026, 8, 26),
        case_number: "14/26".to_owned(),
        vote: Vote::Unanimous,
        grounds: Text::new(
            "To av åtte sider er skrevet av uten kilde. Du skriver at du glemte å sette inn \
             kildene. Nemnda legger vekt på at teksten er endret flere steder slik at likheten \
             ikke skulle synes.",
            "To av åtte sider er skrivne av utan kjelde. Du skriv at du gløymde å setje inn \
             kjeldene. Nemnda legg vekt på at teksten er endra fleire stader slik at likskapen \
             ikkje skulle synast.",
            "Two of eight pages are copied without a source. You write that you forgot to put the \
             sources in. The Board gives weight to changes in several places that were to hide \
             the likeness.",
        ),
        outcome: Outcome::Found(Box::new(found)),
    }
}

fn found() -> Found {
    Found {
        intent: Some(Intent::Intentional),
        law: "uhl. § 12-4 (2)".to_owned(),
        ordered: cases::ordered(["uhl. § 12-4 (2)", "uhl. § 12-4 (3)", "uhl. § 12-4 (3)"]),
        give_back: Some(GiveBack { by: date(2026, 9, 18), law: "uhl. § 12-4 (6)".to_owned() }),
        told: Told::Register,
        by_letter: vec![Text::new(
            "Høgskolen i Dalbygda",
            "Høgskulen i Dalbygda",
            "Dalbygda University College",
        )],
        registered: Some(exclusions::registered(vec![exclusions::exam_ban(Classification::Alle)])),
        appeal: cases::appeal(),
    }
}

fn cheating() -> MisconductDecision {
    decision(found())
}

fn cheating_2011() -> MisconductDecision {
    let law = "uhl. (2005) § 4-8 (3)";
    let mut letter = decision(Found {
        law: "uhl. (2005) § 4-7 (1) b".to_owned(),
        ordered: cases::ordered(["uhl. (2005) § 4-7 (1) b", law, law]).split_off(1),
        give_back: None,
        told: Told::Institutions,
        by_letter: Vec::new(),
        registered: None,
        ..found()
    });
    letter.matter = Matter::Cheating { work: cases::work(Assessed::Coursework) };
    letter.body = Body::BoardOfAppeals;
    letter
}

fn annulment_alone() -> MisconductDecision {
    let mut ordered = found().ordered;
    ordered.truncate(1);
    let mut letter = decision(Found {
        intent: Some(Intent::GrosslyNegligent),
        ordered,
        told: Told::Nobody,
        by_letter: Vec::new(),
        registered: None,
        ..found()
    });
    letter.vote = Vote::Majority;
    letter
}

fn left_at_that() -> MisconductDecision {
    decision(Found {
        intent: Some(Intent::GrosslyNegligent),
        ordered: Vec::new(),
        give_back: None,
        told: Told::Nobody,
        by_letter: Vec::new(),
        registered: None,
        ..found()
    })
}

fn not_found() -> MisconductDecision {
    MisconductDecision {
        grounds: Text::new(
            "Teksten er din egen, og kilden som ikke ble oppgitt, er sitert to linjer lenger ned.",
            "Teksten er din eigen, og kjelda som ikkje vart oppgitt, er sitert to linjer lenger \
             ned.",
            "The text is your own, and the source that was not named is quoted two lines below.",
        ),
        ..cheating()
    }
}

fn gross_misconduct() -> MisconductDecision {
    let law = "uhl. § 12-6 (1)";
    let period = Some(cases::period());
    let ordered = [
        Sanction::Exclusion { from: Excluded::ClinicalStudies },
        Sanction::ExamBan { at: Where::Everywhere, clinical_only: true },
    ];
    let ordered =
        ordered.map(|sanction| Ordered { sanction, period, law: law.to_owned() }).to_vec();
    let entries = vec![
        exclusions::exam_ban(Classification::Hesos),
        exclusions::exam_ban(Classification::Laerer),
    ];
    let mut letter = decision(Found {
        intent: None,
        law: law.to_owned(),
        ordered,
        give_back: None,
        told: Told::RegisterAndDirectorateOfHealth,
        by_letter: Vec::new(),
        registered: Some(exclusions::registered(entries)),
        ..found()
    });
    letter.matter = Matter::GrossMisconduct {
        placement: Text::new("Fjordvik sykehus", "Fjordvik sjukehus", "Fjordvik Hospital"),
    };
    letter.vote = Vote::TwoThirds;
    letter.grounds = Text::new(
        "Nemnda legger til grunn det veilederen har forklart. Pasientens liv var i fare.",
        "Nemnda legg til grunn det rettleiaren har forklart. Livet til pasienten var i fare.",
        "The Board relies on what the supervisor has told. The patient’s life was in danger.",
    );
    letter
}

fn false_documents() -> MisconductDecision {
    let law = "uhl. § 12-1 (1)";
    let ordered = |sanction, period| Ordered { sanction, period, law: law.to_owned() };
    let quarantine = RegisterEntry {
        kind: ExclusionType::Karantenen,
        ..exclusions::exam_ban(Classification::Alle)
    };
    let mut letter = decision(Found {
        law: law.to_owned(),
        ordered: vec![
            ordered(Sanction::Confiscation, None),
            ordered(Sanction::AdmissionAnnulled, None),
            ordered(Sanction::AdmissionQuarantine { at: Where::Everywhere }, Some(cases::period())),
        ],
        give_back: None,
        by_letter: Vec::new(),
        registered: Some(exclusions::registered(vec![quarantine])),
        ..found()
    });
    letter.matter = Matter::FalseDocuments { used_for: UsedFor::Admission };
    letter.grounds = Text::new(
        "Skolen har ikke utstedt vitnemålet, og du har ikke forklart hvordan du fikk det.",
        "Skulen har ikkje skrive ut vitnemålet, og du har ikkje forklart korleis du fekk det.",
        "The school has not issued the diploma, and you have not explained how you got it.",
    );
    letter
}
