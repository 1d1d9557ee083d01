//! The text of the letter.

use super::{AppealOutcome, Court, MisconductAppealDecision};
use crate::blocks::{answer, contact, every, facts, heading, list, paragraph, same};
use crate::{Block, Deadline, Period, PeriodUnit, Step};
use rules::Text;
use rules::cited::according_to;

pub(super) fn body(letter: &MisconductAppealDecision) -> Vec<Block<Text>> {
    let mut body = vec![
        answer(outcome(letter)),
        facts([
            (text!(nb: "Avgjort av", nn: "Avgjort av", en: "Decided by"), every(&letter.body)),
            (text!(nb: "Møte", nn: "Møte", en: "Meeting"), every(&Deadline(letter.met_on))),
            (
                text!(nb: "Saksnummer", nn: "Saksnummer", en: "Case number"),
                same(&letter.case_number),
            ),
            (text!(nb: "Avstemning", nn: "Avrøysting", en: "Vote"), letter.vote.named()),
        ]),
        heading(text!(nb: "Hvorfor", nn: "Kvifor", en: "Why")),
        paragraph(letter.grounds.clone()),
    ];
    body.extend(from_now_on(letter));
    body.extend(final_and_court(letter));
    body.extend(contact(&letter.head));
    body
}

fn outcome(letter: &MisconductAppealDecision) -> Text {
    let (body, first, on) = (letter.body.first(), letter.first_body, letter.first_decided_on);
    match letter.outcome {
        AppealOutcome::Upheld => text!(
            nb: "{body} har behandlet klagen din. Vedtaket som {first} gjorde {on}, blir stående.",
            nn: "{body} har behandla klaga di. Vedtaket som {first} gjorde {on}, blir ståande.",
            en: "{body} has considered your appeal. The decision that {first} made on {on} stands.";
            body = body, first = first, on = on
        ),
        AppealOutcome::Changed { .. } => text!(
            nb: "{body} har behandlet klagen din og endret vedtaket som {first} gjorde {on}.",
            nn: "{body} har behandla klaga di og endra vedtaket som {first} gjorde {on}.",
            en: "{body} has considered your appeal and changed the decision that {first} made on \
                 {on}.";
            body = body, first = first, on = on
        ),
        AppealOutcome::Reversed => text!(
            nb: "{body} har gitt deg medhold. Vedtaket som {first} gjorde {on}, er opphevet og \
                 gjelder ikke lenger.",
            nn: "{body} har gitt deg medhald. Vedtaket som {first} gjorde {on}, er oppheva og \
                 gjeld ikkje lenger.",
            en: "{body} has allowed your appeal. The decision that {first} made on {on} is reversed \
                 and no longer applies.";
            body = body, first = first, on = on
        ),
    }
}

fn from_now_on(letter: &MisconductAppealDecision) -> Vec<Block<Text>> {
    let here = &letter.head.sender.institution;
    let mut blocks = vec![heading(text!(
        nb: "Hva som gjelder nå",
        nn: "Kva som gjeld no",
        en: "What applies now"
    ))];
    match &letter.outcome {
        AppealOutcome::Upheld => {
            blocks.push(paragraph(text!(
                nb: "Det som står i det første vedtaket, gjelder fortsatt.",
                nn: "Det som står i det første vedtaket, gjeld framleis.",
                en: "What the first decision says still applies."
            )));
            blocks.extend(letter.was_registered.then(|| {
                paragraph(text!(
                    nb: "Det som er registrert om vedtaket i det nasjonale registeret, blir \
                         stående til perioden er ute.",
                    nn: "Det som er registrert om vedtaket i det nasjonale registeret, blir \
                         ståande til perioden er ute.",
                    en: "What the national register holds about the decision stays until the \
                         period is over."
                ))
            }));
        }
        AppealOutcome::Changed { ordered, registered } => {
            blocks.push(Block::Steps {
                steps: ordered
                    .iter()
                    .map(|o| Step { text: o.sentence(here), law: o.law.clone() })
                    .collect(),
            });
            let meaning: Vec<_> = ordered.iter().filter_map(|o| o.sanction.meaning(here)).collect();
            if !meaning.is_empty() {
                blocks.push(list(meaning));
            }
            blocks.extend(registered.iter().flat_map(|notice| notice.blocks()));
            if registered.is_none() && letter.was_registered {
                blocks.push(paragraph(nothing_registered()));
            }
        }
        AppealOutcome::Reversed => {
            blocks.push(paragraph(text!(
                nb: "Saken har ikke lenger noen følger for deg ved {here}.",
                nn: "Saka har ikkje lenger nokon følgjer for deg ved {here}.",
                en: "The case no longer has any consequences for you at {here}.";
                here = here
            )));
            if letter.was_registered {
                blocks.push(paragraph(nothing_registered()));
            }
        }
    }
    blocks.extend(letter.others_told.then(|| {
        paragraph(text!(
            nb: "Institusjonene som fikk vite om det første vedtaket, får også vite om denne \
                 avgjørelsen.",
            nn: "Institusjonane som fekk vite om det første vedtaket, får òg vite om denne \
                 avgjerda.",
            en: "The institutions that were told of the first decision are told of this one too."
        ))
    }));
    blocks
}

fn nothing_registered() -> Text {
    text!(
        nb: "Det som var registrert om vedtaket i det nasjonale registeret, blir slettet.",
        nn: "Det som var registrert om vedtaket i det nasjonale registeret, blir sletta.",
        en: "What the national register held about the decision is deleted."
    )
}

fn final_and_court(letter: &MisconductAppealDecision) -> Vec<Block<Text>> {
    let mut blocks = vec![
        heading(text!(
            nb: "Avgjørelsen er endelig",
            nn: "Avgjerda er endeleg",
            en: "The decision is final"
        )),
        paragraph(text!(
            nb: "Du kan ikke klage på den, {law}.",
            nn: "Du kan ikkje klage på henne, {law}.",
            en: "You cannot appeal against it, {law}.";
            law = according_to(&letter.final_law)
        )),
    ];
    blocks.extend(letter.court.as_ref().map(|court| paragraph(court.told())));
    blocks
}

impl Court {
    fn told(&self) -> Text {
        text!(
            nb: "Du kan bringe den inn for tingretten innen {within} fra den kom fram til deg, \
                 {law}. Retten kan prøve alle sider av den.",
            nn: "Du kan bringe henne inn for tingretten innan {within} frå ho kom fram til deg, \
                 {law}. Retten kan prøve alle sider av henne.",
            en: "You can bring it before the district court within {within} of its reaching you, \
                 {law}. The court can review every side of it.";
            within = Period { count: self.months, unit: PeriodUnit::Months },
            law = according_to(&self.law)
        )
    }
}
