//! A decision as an institution that acts on it refers to it.

use super::Studies;
use crate::Block;
use crate::blocks::{heading, paragraph};
use crate::misconduct::{Body, SanctionPeriod};
use rules::Text;
use rules::cited::according_to;
use rules::exclusion::Conduct;
use serde::{Deserialize, Serialize};

/// A decision of one institution that has effect at others.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingDecision {
    /// The institution that decided and registered it.
    pub institution: Text,
    /// Its telephone number.
    pub phone: String,
    /// Its e-mail address.
    pub email: String,
    /// The body there that decided.
    pub body: Body,
    /// From when to when it has effect.
    pub period: SanctionPeriod,
    /// The paragraph that it rests on.
    pub law: String,
    /// The studies that it is about.
    pub studies: Studies,
    /// For what; `None` where the register does not tell the sender.
    pub conduct: Option<Conduct>,
    /// The name of the register that the sender was told by.
    pub register: Text,
}

/// The conduct as a sentence; `None` for what no register holds.
fn about(conduct: Conduct) -> Option<Text> {
    Some(match conduct {
        Conduct::FalseDocuments => text!(
            nb: "Det gjelder bruk av falske dokumenter.",
            nn: "Det gjeld bruk av falske dokument.",
            en: "It is about the use of false documents."
        ),
        Conduct::DishonestAccess => text!(
            nb: "Det gjelder uredelig adgang til eksamen.",
            nn: "Det gjeld uærleg tilgang til eksamen.",
            en: "It is about dishonest access to exams."
        ),
        Conduct::Cheating => text!(
            nb: "Det gjelder fusk.", nn: "Det gjeld fusk.", en: "It is about cheating."
        ),
        Conduct::Aiding => text!(
            nb: "Det gjelder medvirkning til fusk.",
            nn: "Det gjeld medverknad til fusk.",
            en: "It is about aiding cheating."
        ),
        Conduct::Disruption => text!(
            nb: "Det gjelder grovt forstyrrende opptreden.",
            nn: "Det gjeld grovt forstyrrande framferd.",
            en: "It is about grossly disruptive behaviour."
        ),
        Conduct::GrossMisconduct => text!(
            nb: "Det gjelder grovt klanderverdig opptreden i klinisk undervisning eller \
                 praksis.",
            nn: "Det gjeld grovt klanderverdig framferd i klinisk undervisning eller praksis.",
            en: "It is about gross misconduct in clinical or practical training."
        ),
        Conduct::Confidentiality => text!(
            nb: "Det gjelder grovt brudd på taushetsplikten.",
            nn: "Det gjeld grovt brot på teieplikta.",
            en: "It is about a gross breach of confidentiality."
        ),
        Conduct::Unsuitable => text!(
            nb: "Det gjelder skikkethet for yrket.",
            nn: "Det gjeld om ein er skikka for yrket.",
            en: "It is about suitability for the profession."
        ),
        Conduct::Conviction | Conduct::Charge | Conduct::FaceCovering => return None,
    })
}

impl Studies {
    /// ` i lærerutdanninger`, with a space before; empty when nothing is left out.
    pub(crate) fn within(&self) -> Text {
        if self.is_all() {
            return text!(nb: "", nn: "", en: "");
        }
        text!(nb: " i {these}", nn: " i {these}", en: " in {these}"; these = self.in_sentence())
    }

    /// That other studies are not concerned; `None` when nothing is left out.
    pub(crate) fn others_are_free(&self) -> Option<Block<Text>> {
        (!self.is_all()).then(|| {
            paragraph(text!(
                nb: "Vedtaket gjelder bare {these}. Det hindrer deg ikke i andre studier.",
                nn: "Vedtaket gjeld berre {these}. Det hindrar deg ikkje i andre studium.",
                en: "The decision concerns {these} only. It does not bar you from other studies.";
                these = self.in_sentence()
            ))
        })
    }
}

impl StandingDecision {
    /// Why a registration for exams is not let stand: who decided what, for what, and its effect.
    pub(crate) fn no_exams(&self) -> Vec<Block<Text>> {
        let (body, studies) = (self.body.first(), self.studies.within());
        let decided = text!(
            nb: "{body} ved {institution} har vedtatt at du ikke har rett til å gå opp til \
                 eksamen{studies} ved universiteter og høyskoler under loven {period}, {law}.",
            nn: "{body} ved {institution} har vedteke at du ikkje har rett til å gå opp til \
                 eksamen{studies} ved universitet og høgskular under lova {period}, {law}.",
            en: "{body} at {institution} has decided that you have no right to sit \
                 exams{studies} at universities and university colleges under the Act {period}, \
                 {law}.";
            body = body, institution = self.institution, studies = studies, period = self.period,
            law = according_to(&self.law)
        );
        let mut blocks = vec![
            heading(text!(nb: "Hvorfor", nn: "Kvifor", en: "Why")),
            paragraph(self.with_what_is_known(&decided)),
            paragraph(text!(
                nb: "Så lenge vedtaket gjelder, har ingen av dem rett til å la deg ta \
                     eksamen{studies}.",
                nn: "Så lenge vedtaket gjeld, har ingen av dei rett til å la deg ta \
                     eksamen{studies}.",
                en: "As long as the decision applies, none of them may let you sit \
                     exams{studies}.";
                studies = self.studies.within()
            )),
        ];
        blocks.extend(self.studies.others_are_free());
        blocks
    }

    /// Why an application for admission is not considered: who decided what, for what, its effect.
    pub(crate) fn no_admission(&self) -> Vec<Block<Text>> {
        let (body, these) = (self.body.first(), self.studies.in_sentence());
        let decided = match self.studies {
            Studies::Study(_) => text!(
                nb: "{body} ved {institution} har vedtatt at du er utestengt fra {these} {period}, {law}. Du kan i den tiden ikke søke eller ta imot plass på det samme studiet andre steder.",
                nn: "{body} ved {institution} har vedteke at du er utestengd frå {these} {period}, {law}. Du kan i den tida ikkje søkje eller ta imot plass på det same studiet andre stader.",
                en: "{body} at {institution} has decided that you are excluded from {these} {period}, {law}. In that time you can neither apply for nor accept a place in the same study elsewhere.";
                body = body, institution = self.institution, these = these, period = self.period,
                law = according_to(&self.law)
            ),
            Studies::Class(_) => text!(
                nb: "{body} ved {institution} har vedtatt at du skal ha opptakskarantene {period}, {law}.",
                nn: "{body} ved {institution} har vedteke at du skal ha opptakskarantene {period}, {law}.",
                en: "{body} at {institution} has decided on admission quarantine for you {period}, {law}.";
                body = body, institution = self.institution, period = self.period,
                law = according_to(&self.law)
            ),
        };
        let mut blocks = vec![
            heading(text!(nb: "Hvorfor", nn: "Kvifor", en: "Why")),
            paragraph(self.with_what_is_known(&decided)),
            paragraph(text!(
                nb: "Så lenge vedtaket gjelder, har ingen universiteter eller høyskoler under loven rett til å ta deg opp til {these}.",
                nn: "Så lenge vedtaket gjeld, har ingen universitet eller høgskular under lova rett til å ta deg opp til {these}.",
                en: "As long as the decision applies, no university or university college under the Act may admit you to {these}.";
                these = self.studies.any()
            )),
        ];
        blocks.extend(self.studies.others_are_free());
        blocks
    }

    /// Why an application for recognition is not considered.
    pub(crate) fn no_recognition(&self) -> [Block<Text>; 3] {
        let decided = text!(
            nb: "{body} ved {institution} har vedtatt at du skal ha opptakskarantene {period}, \
                 {law}.",
            nn: "{body} ved {institution} har vedteke at du skal ha opptakskarantene {period}, \
                 {law}.",
            en: "{body} at {institution} has decided on admission quarantine for you {period}, \
                 {law}.";
            body = self.body.first(), institution = self.institution, period = self.period,
            law = according_to(&self.law)
        );
        [
            heading(text!(nb: "Hvorfor", nn: "Kvifor", en: "Why")),
            paragraph(self.with_what_is_known(&decided)),
            paragraph(text!(
                nb: "Så lenge karantenen varer, har ingen universiteter eller høyskoler under loven \
                     rett til å godkjenne tidligere utdanning for deg.",
                nn: "Så lenge karantena varer, har ingen universitet eller høgskular under lova rett \
                     til å godkjenne tidlegare utdanning for deg.",
                en: "As long as the quarantine lasts, no university or university college under the \
                     Act may recognise earlier education of yours."
            )),
        ]
    }

    /// The sentence, what the decision is about where that is known, and that it has been told.
    pub(crate) fn with_what_is_known(&self, decided: &Text) -> Text {
        let told = text!(
            nb: "Du har fått vedtaket fra {institution} tidligere.",
            nn: "Du har fått vedtaket frå {institution} tidlegare.",
            en: "{institution} has sent you the decision before.";
            institution = self.institution
        );
        match self.conduct.and_then(about) {
            Some(about) => text!(
                nb: "{decided} {about} {told}", nn: "{decided} {about} {told}",
                en: "{decided} {about} {told}";
                decided = decided, about = about, told = told
            ),
            None => text!(
                nb: "{decided} {told}", nn: "{decided} {told}", en: "{decided} {told}";
                decided = decided, told = told
            ),
        }
    }

    /// What the sender builds on, and whom to ask about it.
    pub(crate) fn source(&self) -> [Block<Text>; 2] {
        [
            heading(text!(
                nb: "Opplysningene vi bygger på",
                nn: "Opplysningane vi byggjer på",
                en: "The information we rely on"
            )),
            paragraph(self.whom_to_ask()),
        ]
    }

    /// As far as the sender knows how the institution is reached: the directory of institutions
    /// tells no telephone.
    fn whom_to_ask(&self) -> Text {
        let relied_on = text!(
            nb: "Vi bygger på opplysninger som {institution} har levert til {register}.",
            nn: "Vi byggjer på opplysningar som {institution} har levert til {register}.",
            en: "We rely on information that {institution} has given to {register}.";
            institution = self.institution, register = self.register
        );
        match (self.phone.is_empty(), self.email.is_empty()) {
            (false, false) => text!(
                nb: "{relied_on} Vil du vite hva som er registrert om deg, kan du ringe \
                     {institution} på {phone} eller skrive til {email}.",
                nn: "{relied_on} Vil du vite kva som er registrert om deg, kan du ringje \
                     {institution} på {phone} eller skrive til {email}.",
                en: "{relied_on} If you wish to know what is registered about you, call \
                     {institution} on {phone} or write to {email}.";
                relied_on = relied_on, institution = self.institution, phone = self.phone,
                email = self.email
            ),
            (true, false) => text!(
                nb: "{relied_on} Vil du vite hva som er registrert om deg, kan du skrive til \
                     {institution} på {email}.",
                nn: "{relied_on} Vil du vite kva som er registrert om deg, kan du skrive til \
                     {institution} på {email}.",
                en: "{relied_on} If you wish to know what is registered about you, write to \
                     {institution} at {email}.";
                relied_on = relied_on, institution = self.institution, email = self.email
            ),
            (_, true) => text!(
                nb: "{relied_on} Vil du vite hva som er registrert om deg, kan du spørre \
                     {institution}.",
                nn: "{relied_on} Vil du vite kva som er registrert om deg, kan du spørje \
                     {institution}.",
                en: "{relied_on} If you wish to know what is registered about you, ask \
                     {institution}.";
                relied_on = relied_on, institution = self.institution
            ),
        }
    }
}
