//! A decision as an institution that acts on it refers to it.

use super::Studies;
use crate::Block;
use crate::blocks::{heading, paragraph};
use crate::misconduct::{Body, SanctionPeriod};
use rules::Text;
use rules::cited::according_to;
use rules::exclusion::Conduct;
use serde::{Deserialize, Serialize};

/// A decision of one institution, that has effect there alone or at others too.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingDecision {
    /// The institution that decided and registered it.
    pub institution: Text,
    /// Its telephone number.
    pub phone: String,
    /// Its e-mail address.
    pub email: String,
    /// The body there that decided; `None` where the sender does not know it, as of every institution
    /// that the register has told of.
    #[serde(default)]
    pub body: Option<Body>,
    /// From when to when it has effect.
    pub period: SanctionPeriod,
    /// The paragraph that it rests on; `None` where the sender does not know it: the register tells none.
    #[serde(default)]
    pub law: Option<String>,
    /// The studies that it is about.
    pub studies: Studies,
    /// For what; `None` where the register does not tell the sender.
    pub conduct: Option<Conduct>,
    /// The name of the register that the sender was told by.
    pub register: Text,
    /// The paragraph on which it is registered; `None` in letters that were written before it was named.
    #[serde(default)]
    pub register_law: Option<String>,
    /// Whether it has effect at the institution that decided alone, and so stands in no register.
    #[serde(default)]
    pub local: bool,
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
    /// Who decided: the body where it is known, else the institution.
    fn who(&self) -> Text {
        let Some(body) = self.body else { return self.institution.clone() };
        text!(
            nb: "{body} ved {institution}", nn: "{body} ved {institution}",
            en: "{body} at {institution}";
            body = body.first(), institution = self.institution
        )
    }

    /// `, jf. uhl. § 12-4 (3)` where the paragraph is known, else nothing.
    pub(crate) fn by_law(&self) -> Text {
        let Some(law) = &self.law else { return text!(nb: "", nn: "", en: "") };
        text!(nb: ", {law}", nn: ", {law}", en: ", {law}"; law = according_to(law))
    }

    /// Why a registration for exams is not let stand: who decided what, for what, and its effect.
    pub(crate) fn no_exams(&self) -> Vec<Block<Text>> {
        let (who, studies, at) = (self.who(), self.studies.within(), &self.institution);
        let (period, law) = (self.period, self.by_law());
        let (decided, effect) = match self.local {
            false => (
                text!(
                    nb: "{who} har vedtatt at du ikke har rett til å gå opp til \
                         eksamen{studies} ved universiteter og høyskoler under loven {period}{law}.",
                    nn: "{who} har vedteke at du ikkje har rett til å gå opp til \
                         eksamen{studies} ved universitet og høgskular under lova {period}{law}.",
                    en: "{who} has decided that you have no right to sit \
                         exams{studies} at universities and university colleges under the Act \
                         {period}{law}.";
                    who = who, studies = studies, period = period, law = law
                ),
                text!(
                    nb: "Så lenge vedtaket gjelder, har ingen av dem rett til å la deg ta \
                         eksamen{studies}.",
                    nn: "Så lenge vedtaket gjeld, har ingen av dei rett til å la deg ta \
                         eksamen{studies}.",
                    en: "As long as the decision applies, none of them may let you sit \
                         exams{studies}.";
                    studies = studies
                ),
            ),
            true => (
                text!(
                    nb: "{who} har vedtatt at du ikke har rett til å gå opp til eksamen{studies} \
                         ved {at} {period}{law}.",
                    nn: "{who} har vedteke at du ikkje har rett til å gå opp til eksamen{studies} \
                         ved {at} {period}{law}.",
                    en: "{who} has decided that you have no right to sit exams{studies} at {at} \
                         {period}{law}.";
                    who = who, studies = studies, at = at, period = period, law = law
                ),
                self.here_alone(),
            ),
        };
        let mut blocks = self.why(&decided, effect);
        blocks.extend(self.studies.others_are_free());
        blocks
    }

    /// Why an application for admission is not considered: who decided what, for what, its effect.
    pub(crate) fn no_admission(&self) -> Vec<Block<Text>> {
        let effect = match self.local {
            false => text!(
                nb: "Så lenge vedtaket gjelder, har ingen universiteter eller høyskoler under loven rett til å ta deg opp til {these}.",
                nn: "Så lenge vedtaket gjeld, har ingen universitet eller høgskular under lova rett til å ta deg opp til {these}.",
                en: "As long as the decision applies, no university or university college under the Act may admit you to {these}.";
                these = self.studies.any()
            ),
            true => self.here_alone(),
        };
        let mut blocks = self.why(&self.admission_decided(), effect);
        blocks.extend(self.studies.others_are_free());
        blocks
    }

    fn admission_decided(&self) -> Text {
        let (who, these, at) = (self.who(), self.studies.in_sentence(), &self.institution);
        let (period, law) = (self.period, self.by_law());
        match (&self.studies, self.local) {
            (Studies::Study(_), false) => text!(
                nb: "{who} har vedtatt at du er utestengt fra {these} {period}{law}. Du kan i den tiden ikke søke eller ta imot plass på det samme studiet andre steder.",
                nn: "{who} har vedteke at du er utestengd frå {these} {period}{law}. Du kan i den tida ikkje søkje eller ta imot plass på det same studiet andre stader.",
                en: "{who} has decided that you are excluded from {these} {period}{law}. In that time you can neither apply for nor accept a place in the same study elsewhere.";
                who = who, these = these, period = period, law = law
            ),
            (Studies::Study(_), true) => text!(
                nb: "{who} har vedtatt at du er utestengt fra {these} ved {at} {period}{law}.",
                nn: "{who} har vedteke at du er utestengd frå {these} ved {at} {period}{law}.",
                en: "{who} has decided that you are excluded from {these} at {at} {period}{law}.";
                who = who, these = these, at = at, period = period, law = law
            ),
            (Studies::Class(_), false) => text!(
                nb: "{who} har vedtatt at du skal ha opptakskarantene {period}{law}.",
                nn: "{who} har vedteke at du skal ha opptakskarantene {period}{law}.",
                en: "{who} has decided on admission quarantine for you {period}{law}.";
                who = who, period = period, law = law
            ),
            (Studies::Class(_), true) => text!(
                nb: "{who} har vedtatt at du er utestengt fra studier ved {at} {period}{law}.",
                nn: "{who} har vedteke at du er utestengd frå studium ved {at} {period}{law}.",
                en: "{who} has decided that you are excluded from studies at {at} {period}{law}.";
                who = who, at = at, period = period, law = law
            ),
        }
    }

    /// Why an application for recognition is not considered.
    pub(crate) fn no_recognition(&self) -> Vec<Block<Text>> {
        let (who, at) = (self.who(), &self.institution);
        let (period, law) = (self.period, self.by_law());
        let (decided, effect) = match self.local {
            false => (
                text!(
                    nb: "{who} har vedtatt at du skal ha opptakskarantene {period}{law}.",
                    nn: "{who} har vedteke at du skal ha opptakskarantene {period}{law}.",
                    en: "{who} has decided on admission quarantine for you {period}{law}.";
                    who = who, period = period, law = law
                ),
                text!(
                    nb: "Så lenge karantenen varer, har ingen universiteter eller høyskoler under loven \
                         rett til å godkjenne tidligere utdanning for deg.",
                    nn: "Så lenge karantena varer, har ingen universitet eller høgskular under lova rett \
                         til å godkjenne tidlegare utdanning for deg.",
                    en: "As long as the quarantine lasts, no university or university college under the \
                         Act may recognise earlier education of yours."
                ),
            ),
            true => (
                text!(
                    nb: "{who} har vedtatt at du skal ha karantene ved {at} {period}{law}.",
                    nn: "{who} har vedteke at du skal ha karantene ved {at} {period}{law}.",
                    en: "{who} has decided on quarantine for you at {at} {period}{law}.";
                    who = who, at = at, period = period, law = law
                ),
                self.here_alone(),
            ),
        };
        self.why(&decided, effect)
    }

    fn why(&self, decided: &Text, effect: Text) -> Vec<Block<Text>> {
        vec![
            heading(text!(nb: "Hvorfor", nn: "Kvifor", en: "Why")),
            paragraph(self.with_what_is_known(decided)),
            paragraph(effect),
        ]
    }

    /// That it has effect at the institution that decided and nowhere else.
    fn here_alone(&self) -> Text {
        text!(
            nb: "Denne delen av vedtaket gjelder bare ved {at}. Den hindrer deg ikke ved andre \
                 universiteter og høyskoler.",
            nn: "Denne delen av vedtaket gjeld berre ved {at}. Han hindrar deg ikkje ved andre \
                 universitet og høgskular.",
            en: "This part of the decision has effect at {at} alone. It does not bar you at other \
                 universities and university colleges.";
            at = self.institution
        )
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

    /// What the sender builds on, and whom to ask about it. Of a decision that stands in no register it
    /// builds on its own.
    pub(crate) fn source(&self) -> Vec<Block<Text>> {
        if self.local {
            return Vec::new();
        }
        vec![
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
        let registered_by = match &self.register_law {
            Some(law) => {
                text!(nb: ", {law}", nn: ", {law}", en: ", {law}"; law = according_to(law))
            }
            None => text!(nb: "", nn: "", en: ""),
        };
        let relied_on = text!(
            nb: "Vi bygger på opplysninger som {institution} har levert til {register}{law}.",
            nn: "Vi byggjer på opplysningar som {institution} har levert til {register}{law}.",
            en: "We rely on information that {institution} has given to {register}{law}.";
            institution = self.institution, register = self.register, law = registered_by
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
