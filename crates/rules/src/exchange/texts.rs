//! What the rule `exchange-answer` says to people.

use super::BasisKind;
use crate::Text;

pub(super) fn not_sharing() -> Text {
    Text::new(
        "Institusjonen deler ikke resultater.",
        "Institusjonen deler ikkje resultat.",
        "The institution does not share results.",
    )
}

pub(super) fn no_basis() -> Text {
    Text::new(
        "Spørsmålet nevner ikke noe rettslig grunnlag, og da svares det ikke på hvem som er kjent her.",
        "Spørsmålet nemner ikkje noko rettsleg grunnlag, og då blir det ikkje svart på kven som er kjend her.",
        "The question names no legal basis, and then it is not told who is known here.",
    )
}

fn name(kind: BasisKind) -> Text {
    match kind {
        BasisKind::Consent => Text::new("Samtykke", "Samtykke", "Consent"),
        BasisKind::Statute => Text::new("Lov", "Lov", "Statute"),
    }
}

pub(super) fn not_a_basis(kind: BasisKind) -> Text {
    let name = name(kind);
    Text::new(
        format!("{} er ikke et grunnlag for dette etter regelsettet.", name.nb),
        format!("{} er ikkje eit grunnlag for dette etter regelsettet.", name.nn),
        format!("{} is no basis for this under the rule set.", name.en),
    )
}

pub(super) fn holds(kind: BasisKind) -> Text {
    let name = name(kind);
    Text::new(
        format!("{} er grunnlaget for spørsmålet, og det gjelder på denne dagen.", name.nb),
        format!("{} er grunnlaget for spørsmålet, og det gjeld på denne dagen.", name.nn),
        format!("{} is the basis of the question, and holds on its day.", name.en),
    )
}

pub(super) fn withdrawn() -> Text {
    Text::new(
        "Samtykket er trukket tilbake.",
        "Samtykket er trekt tilbake.",
        "The consent has been withdrawn.",
    )
}

pub(super) fn not_that_day() -> Text {
    Text::new(
        "Samtykket gjaldt ikke på dagen for spørsmålet.",
        "Samtykket galdt ikkje på dagen for spørsmålet.",
        "The consent did not hold on the day of the question.",
    )
}

pub(super) fn another_receiver() -> Text {
    Text::new(
        "Samtykket lar en annen institusjon spørre.",
        "Samtykket lèt ein annan institusjon spørje.",
        "The consent lets another institution ask.",
    )
}

pub(super) fn another_purpose() -> Text {
    Text::new(
        "Grunnlaget gjelder et annet formål enn det som resultatene skal brukes til.",
        "Grunnlaget gjeld eit anna føremål enn det som resultata skal brukast til.",
        "The basis is for another purpose than the one that the results are asked for.",
    )
}

pub(super) fn no_person() -> Text {
    Text::new(
        "Personen er ikke kjent ved institusjonen.",
        "Personen er ikkje kjend ved institusjonen.",
        "The institution does not know the person.",
    )
}

pub(super) fn no_results() -> Text {
    Text::new(
        "Personen har ingen beståtte resultater her. Det som ikke er bestått, forlater aldri institusjonen.",
        "Personen har ingen greidde resultat her. Det som ikkje er greidd, forlèt aldri institusjonen.",
        "The person has no passed results here. What is not passed never leaves the institution.",
    )
}

pub(super) fn released(count: usize) -> Text {
    Text::new(
        format!(
            "{count} beståtte resultater utleveres. Det som ikke er bestått, forlater aldri institusjonen."
        ),
        format!(
            "{count} greidde resultat blir utleverte. Det som ikkje er greidd, forlèt aldri institusjonen."
        ),
        format!(
            "{count} passed results are handed out. What is not passed never leaves the institution."
        ),
    )
}

pub(super) fn quota(quota: u32) -> Text {
    Text::new(
        format!("Institusjonen kan stille {quota} spørsmål om dagen, og det er gjort i dag."),
        format!("Institusjonen kan stille {quota} spørsmål om dagen, og det er gjort i dag."),
        format!("The institution may put {quota} questions a day, and has done so today."),
    )
}

pub(super) fn taken(left: u32) -> Text {
    Text::new(
        format!("Spørsmålet tas imot; {left} til kan stilles i dag."),
        format!("Spørsmålet blir teke imot; {left} til kan stillast i dag."),
        format!("The question is taken; {left} more may be put today."),
    )
}

pub(super) fn consent_unnamed() -> Text {
    Text::new(
        "Et samtykke må ha en referanse og en versjon av teksten, så det kan vises at det er gitt.",
        "Eit samtykke må ha ein referanse og ein versjon av teksten, så det kan visast at det er gitt.",
        "A consent needs a reference and a version of its text, so that it can be shown to have been given.",
    )
}

pub(super) fn consent_differs() -> Text {
    Text::new(
        "Samtykket er nevnt før, for en annen person eller med en annen dag, kanal eller tekst.",
        "Samtykket er nemnt før, for ein annan person eller med ein annan dag, kanal eller tekst.",
        "The consent was named before, for another person or with another day, channel or text.",
    )
}

pub(super) fn consent_contested() -> Text {
    Text::new(
        "Personen sier at samtykket ikke er hennes eller hans. Til noen har funnet noe annet, svares det ikke.",
        "Personen seier at samtykket ikkje er hennar eller hans. Til nokon har funne noko anna, blir det ikkje svart.",
        "The person says that the consent is not theirs. Until somebody has found otherwise, nothing is answered.",
    )
}
