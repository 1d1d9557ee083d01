//! The contract with an examiner: the assignment, the fee and what both sides promise.

pub mod samples;

use crate::blocks::{every, facts, heading, list, paragraph, same};
use crate::{Assignment, Block, Head, Letter, Period};
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of a contract with an examiner.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExaminerContract {
    /// Sender and addressee; the signatures stand as fields in the text.
    pub head: Head,
    /// The examiner's name, as party to the contract.
    pub examiner: String,
    /// The exam to be graded, and by when.
    pub assignment: Assignment,
    /// How many candidates are to be graded; an estimate before the examination.
    pub candidates: u32,
    /// The fee in words, e.g. hours and rate.
    pub fee: Text,
    /// The paragraphs on impartiality and confidentiality.
    pub impartiality_law: String,
    /// See [`ExaminerContract::impartiality_law`].
    pub confidentiality_law: String,
    /// How long the examiner keeps the answers after the announcement.
    pub keep_answers: Period,
}

impl Letter for ExaminerContract {
    const KIND: &'static str = "examiner_contract";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Kontrakt om sensur i {course}, {term}",
            nn: "Kontrakt om sensur i {course}, {term}",
            en: "Examiner contract for {course}, {term}";
            course = self.assignment.course, term = self.assignment.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let unit = &self.head.sender.unit;
        vec![
            paragraph(text!(
                nb: "{unit} ved {institution} og {examiner} avtaler at {examiner} er sensor i dette emnet.",
                nn: "{unit} ved {institution} og {examiner} avtaler at {examiner} er sensor i dette emnet.",
                en: "{unit} at {institution} and {examiner} agree that {examiner} is examiner in this course.";
                unit = unit, institution = self.head.sender.institution, examiner = self.examiner
            )),
            heading(text!(nb: "Oppdraget", nn: "Oppdraget", en: "The assignment")),
            facts(self.facts()),
            heading(text!(nb: "Sensoren", nn: "Sensoren", en: "The examiner")),
            list(self.examiner_promises()),
            heading(text!(nb: "Enheten", nn: "Eininga", en: "The unit")),
            list(unit_promises()),
            heading(text!(nb: "Underskrifter", nn: "Underskrifter", en: "Signatures")),
            Block::SignatureFields {
                labels: vec![
                    text!(
                        nb: "For {unit}",
                        nn: "For {unit}",
                        en: "For {unit}";
                        unit = unit
                    ),
                    same(&self.examiner),
                ],
            },
        ]
    }
}

impl ExaminerContract {
    fn facts(&self) -> Vec<(Text, Text)> {
        let mut rows = self.assignment.facts((
            text!(nb: "Antall kandidater", nn: "Talet på kandidatar", en: "Number of candidates"),
            every(&self.candidates),
        ));
        rows.push((text!(nb: "Honorar", nn: "Honorar", en: "Fee"), self.fee.clone()));
        rows
    }

    /// A contract that is written after the deadline binds nobody to a day that is gone.
    fn delivers(&self) -> Text {
        if self.assignment.deadline < self.head.date {
            return text!(
                nb: "leverer underskrevet protokoll så snart som mulig, siden sensurfristen er gått ut, og sier straks fra når det blir",
                nn: "leverer underskriven protokoll så snart som råd, sidan sensurfristen er gått ut, og seier straks frå når det blir",
                en: "delivers the signed protocol as soon as possible, the grading deadline having passed, and says at once when that will be"
            );
        }
        text!(
            nb: "leverer underskrevet protokoll innen sensurfristen, som er bindende, og sier straks fra om noe hindrer det",
            nn: "leverer underskriven protokoll innan sensurfristen, som er bindande, og seier straks frå om noko hindrar det",
            en: "delivers the signed protocol by the grading deadline, which is binding, and says at once if something prevents it"
        )
    }

    fn examiner_promises(&self) -> Vec<Text> {
        vec![
            self.delivers(),
            text!(
                nb: "sier fra om forhold som kan svekke tilliten til sensoren, f.eks. slektskap eller nært samarbeid med en kandidat, {law}",
                nn: "seier frå om tilhøve som kan svekkje tilliten til sensoren, t.d. slektskap eller nært samarbeid med ein kandidat, {law}",
                en: "reports anything that may weaken trust in the examiner, such as kinship or close work with a candidate, {law}";
                law = according_to(&self.impartiality_law)
            ),
            text!(
                nb: "har taushetsplikt om det som kommer fram i arbeidet, {law}, og gjør aldri karakterer kjent selv",
                nn: "har teieplikt om det som kjem fram i arbeidet, {law}, og gjer aldri karakterar kjende sjølv",
                en: "keeps confidential what comes up in the work, {law}, and never makes grades known";
                law = according_to(&self.confidentiality_law)
            ),
            text!(
                nb: "tar vare på besvarelsene minst {keep} etter kunngjøringen, og makulerer dem først når enheten sier fra",
                nn: "tek vare på svara minst {keep} etter kunngjeringa, og makulerer dei først når eininga seier frå",
                en: "keeps the answers for at least {keep} after the announcement, and shreds them only when the unit says so";
                keep = self.keep_answers
            ),
            text!(
                nb: "gir begrunnelse for karakterer når kandidater ber om det",
                nn: "gir grunngiving for karakterar når kandidatar ber om det",
                en: "explains grades when candidates ask for it"
            ),
        ]
    }
}

fn unit_promises() -> [Text; 3] {
    [
        text!(
            nb: "sender besvarelser, oppgavetekst, sensorveiledning og protokoll",
            nn: "sender svar, oppgåvetekst, sensorrettleiing og protokoll",
            en: "sends answers, examination paper, grading guide and protocol"
        ),
        text!(
            nb: "kunngjør sensuren og svarer kandidatene",
            nn: "kunngjer sensuren og svarar kandidatane",
            en: "announces the grades and answers the candidates"
        ),
        text!(
            nb: "betaler honoraret når protokollen er mottatt",
            nn: "betaler honoraret når protokollen er motteken",
            en: "pays the fee when the protocol has been received"
        ),
    ]
}
