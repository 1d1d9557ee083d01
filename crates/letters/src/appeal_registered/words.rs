//! The text of the letter.

use super::{AppealRegistered, Next};
use crate::appeal_received::{AnswerDue, due};
use crate::blocks::{answer, contact, heading, list, paragraph};
use crate::{Block, Deadline};
use jiff::civil::Date;
use rules::Text;
use rules::cited::according_to;

pub(super) fn body(letter: &AppealRegistered) -> Vec<Block<Text>> {
    let mut body = vec![answer(text!(
        nb: "Vi fikk klagen din {received}.",
        nn: "Vi fekk klaga di {received}.",
        en: "We received your appeal on {received}.";
        received = Deadline(letter.received)
    ))];
    body.extend(match &letter.next {
        Next::TakenUp { up_or_down_law, answer } => {
            taken_up(up_or_down_law, answer, letter.head.date)
        }
        Next::Late { deadline, law, late_law } => late(*deadline, law, late_law),
    });
    body.push(heading(text!(
        nb: "Vil du trekke klagen?",
        nn: "Vil du trekkje klaga?",
        en: "Do you want to withdraw it?"
    )));
    body.push(paragraph(text!(
        nb: "Du kan trekke klagen til den nye karakteren er registrert. Gjør det under «Mine \
             resultater», eller skriv til oss. Da står karakteren du har.",
        nn: "Du kan trekkje klaga til den nye karakteren er registrert. Gjer det under «Resultata \
             mine», eller skriv til oss. Då står karakteren du har.",
        en: "You can withdraw the appeal until the new grade has been registered. Do so under “My \
             results”, or write to us. The grade you have then stands."
    )));
    body.extend(contact(&letter.head));
    body
}

fn next() -> Block<Text> {
    heading(text!(nb: "Hva skjer nå?", nn: "Kva skjer no?", en: "What happens next"))
}

fn taken_up(up_or_down_law: &str, answer: &AnswerDue, today: Date) -> Vec<Block<Text>> {
    let steps = [
        text!(
            nb: "En ny kommisjon vurderer hele eksamenen din på nytt. Vi skriver til deg når den er \
                 oppnevnt, og hvem som sitter i den.",
            nn: "Ein ny kommisjon vurderer heile eksamenen din på nytt. Vi skriv til deg når han er \
                 nemnd opp, og kven som sit i han.",
            en: "A new committee grades your whole examination again. We write to you when it has \
                 been appointed, and tell you who sits in it."
        ),
        text!(
            nb: "Karakteren kan bli bedre, bli dårligere eller bli stående, {law}.",
            nn: "Karakteren kan bli betre, bli dårlegare eller bli ståande, {law}.",
            en: "The grade may go up, go down or stay the same, {law}.";
            law = according_to(up_or_down_law)
        ),
    ];
    let mut blocks = vec![next(), list(steps)];
    blocks.extend(due(answer, today));
    blocks
}

fn late(deadline: Date, law: &str, late_law: &str) -> Vec<Block<Text>> {
    vec![
        next(),
        paragraph(text!(
            nb: "Fristen for å klage var {deadline}, {law}. Klagen kom altså for sent. Vi vurderer \
                 først om den kan behandles likevel. Det kan den hvis du ikke kan lastes for \
                 forsinkelsen, eller hvis særlige grunner gjør det rimelig, {late_law}.",
            nn: "Fristen for å klage var {deadline}, {law}. Klaga kom altså for seint. Vi vurderer \
                 først om ho kan behandlast likevel. Det kan ho dersom du ikkje kan lastast for \
                 forseinkinga, eller dersom særlege grunnar gjer det rimeleg, {late_law}.",
            en: "The last day to appeal was {deadline}, {law}, so your appeal came too late. We \
                 first consider whether it can be heard all the same. It can if the delay is not \
                 your fault, or if special reasons make it fair, {late_law}.";
            deadline = Deadline(deadline), law = according_to(law), late_law = according_to(late_law)
        )),
        paragraph(text!(
            nb: "Har du grunner eller dokumentasjon du ikke har sendt, så send det til oss nå. Vi \
                 skriver til deg når det er avgjort.",
            nn: "Har du grunnar eller dokumentasjon du ikkje har sendt, så send det til oss no. Vi \
                 skriv til deg når det er avgjort.",
            en: "If you have reasons or documents that you have not sent, send them to us now. We \
                 write to you when this has been decided."
        )),
    ]
}
