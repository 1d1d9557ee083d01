//! What the receipt calls purposes, answers and changes.

use super::{Basis, Changed, Correction, Outcome, Purpose};
use crate::blocks::same;
use rules::Text;
use rules::cited::according_to;

pub(super) fn purpose(purpose: Purpose) -> Text {
    match purpose {
        Purpose::Admission => text!(
            nb: "Opptak til studier",
            nn: "Opptak til studium",
            en: "Admission to studies"
        ),
        Purpose::Recognition => text!(
            nb: "Godkjenning av tidligere utdanning",
            nn: "Godkjenning av tidlegare utdanning",
            en: "Recognition of earlier education"
        ),
    }
}

pub(super) fn basis(basis: &Basis) -> Text {
    match basis {
        Basis::Statute { law } => text!(
            nb: "Lov, {law}",
            nn: "Lov, {law}",
            en: "Statute, {law}";
            law = according_to(law)
        ),
        Basis::Consent { given_on, channel, withdrawn: false } => text!(
            nb: "Samtykket ditt fra {given_on} ({channel})",
            nn: "Samtykket ditt frå {given_on} ({channel})",
            en: "Your consent of {given_on} ({channel})";
            given_on = *given_on, channel = channel
        ),
        Basis::Consent { given_on, channel, withdrawn: true } => text!(
            nb: "Samtykket ditt fra {given_on} ({channel}), som siden er trukket tilbake",
            nn: "Samtykket ditt frå {given_on} ({channel}), som seinare er trekt tilbake",
            en: "Your consent of {given_on} ({channel}), which has since been withdrawn";
            given_on = *given_on, channel = channel
        ),
    }
}

pub(super) fn outcome(outcome: Outcome) -> Text {
    match outcome {
        Outcome::Results { count: 1 } => text!(
            nb: "Ett resultat eller én grad kom.",
            nn: "Eitt resultat eller éin grad kom.",
            en: "One result or degree came."
        ),
        Outcome::Results { count } => text!(
            nb: "{count} resultater og grader kom.",
            nn: "{count} resultat og gradar kom.",
            en: "{count} results and degrees came.";
            count = same(count.to_string())
        ),
        Outcome::NotSharing => text!(
            nb: "Deler ikke resultater.",
            nn: "Deler ikkje resultat.",
            en: "Does not share results."
        ),
        Outcome::NoBasis => text!(
            nb: "Mener at vi ikke har grunnlag for å spørre.",
            nn: "Meiner at vi ikkje har grunnlag for å spørje.",
            en: "Holds that nothing lets us ask."
        ),
        Outcome::NoPerson => text!(
            nb: "Kjenner deg ikke.",
            nn: "Kjenner deg ikkje.",
            en: "Does not know you."
        ),
        Outcome::NoResults => text!(
            nb: "Har ingen beståtte resultater for deg.",
            nn: "Har ingen greidde resultat for deg.",
            en: "Has no passed results of yours."
        ),
        Outcome::Waiting => text!(
            nb: "Har ikke svart ennå. Svaret tas imot når det kommer.",
            nn: "Har ikkje svart enno. Svaret blir teke imot når det kjem.",
            en: "Has not answered yet. The answer is taken when it comes."
        ),
        Outcome::Failed => text!(
            nb: "Svaret kunne ikke tas imot. Ingenting av det er lagret.",
            nn: "Svaret kunne ikkje takast imot. Ingenting av det er lagra.",
            en: "The answer could not be taken. Nothing of it is kept."
        ),
        Outcome::Cancelled => text!(
            nb: "Hentingen ble avbrutt før svaret kom.",
            nn: "Hentinga vart avbroten før svaret kom.",
            en: "The collection was cancelled before the answer came."
        ),
    }
}

pub(super) fn changed(one: &Changed) -> Text {
    let why = match one.why {
        Correction::Title => text!(
            nb: "et navn eller en tittel er rettet",
            nn: "eit namn eller ein tittel er retta",
            en: "a name or title was put right"
        ),
        Correction::Appeal => text!(
            nb: "en karakter er endret etter klage",
            nn: "ein karakter er endra etter klage",
            en: "a grade was changed after an appeal"
        ),
        Correction::Rectified => text!(
            nb: "en feil er rettet",
            nn: "ein feil er retta",
            en: "an error was put right"
        ),
        Correction::NewInformation => text!(
            nb: "det er kommet nye opplysninger",
            nn: "det er komne nye opplysningar",
            en: "there is new information"
        ),
        Correction::Repeated => text!(
            nb: "en eksamen er tatt på nytt",
            nn: "ein eksamen er teken på nytt",
            en: "an exam was taken again"
        ),
        Correction::Withdrawn => text!(
            nb: "et resultat gjelder ikke lenger",
            nn: "eit resultat gjeld ikkje lenger",
            en: "a result no longer counts"
        ),
    };
    text!(
        nb: "{institution}, {on}: {why}",
        nn: "{institution}, {on}: {why}",
        en: "{institution}, {on}: {why}";
        institution = one.institution, on = one.on, why = why
    )
}
