//! What the rule `board-valid` says to people.

use super::Majority;
use crate::Text;

pub(super) fn not_impartial(count: usize) -> Text {
    Text::new(
        format!("{count} av dem som deltok, er inhabile og skulle ha trådt til side."),
        format!("{count} av dei som deltok, er ugilde og skulle ha gått til sides."),
        format!("{count} of those who took part are not impartial and should have stepped aside."),
    )
}

pub(super) fn seats(members: usize, students: usize) -> Text {
    Text::new(
        format!("Nemnda har {members} medlemmer, {students} av dem studenter."),
        format!("Nemnda har {members} medlemmer, {students} av dei studentar."),
        format!("The board has {members} members, {students} of them students."),
    )
}

pub(super) fn present(count: usize, quorum: usize) -> Text {
    Text::new(
        format!("{count} habile medlemmer deltok; {quorum} må delta."),
        format!("{count} gilde medlemmer deltok; {quorum} må delta."),
        format!("{count} impartial members took part; {quorum} have to."),
    )
}

pub(super) fn no_quorum(quorum: usize) -> Text {
    Text::new(
        format!("Nemnda er ikke vedtaksfør: {quorum} medlemmer må delta."),
        format!("Nemnda er ikkje vedtaksfør: {quorum} medlemmer må delta."),
        format!("The board has no quorum: {quorum} members have to take part."),
    )
}

pub(super) fn no_chair() -> Text {
    Text::new(
        "Nemnda er ikke vedtaksfør uten lederen eller varaen for lederen.",
        "Nemnda er ikkje vedtaksfør utan leiaren eller varaen for leiaren.",
        "The board has no quorum without the chair or the deputy chair.",
    )
}

pub(super) fn no_student() -> Text {
    Text::new(
        "Nemnda er ikke vedtaksfør uten en representant for studentene.",
        "Nemnda er ikkje vedtaksfør utan ein representant for studentane.",
        "The board has no quorum without a representative of the students.",
    )
}

fn name(majority: Majority) -> Text {
    match majority {
        Majority::Ordinary => {
            Text::new("alminnelig flertall", "vanleg fleirtal", "an ordinary majority")
        }
        Majority::TwoThirds => {
            Text::new("to tredels flertall", "to tredels fleirtal", "a majority of two thirds")
        }
    }
}

pub(super) fn majority(needed: Majority, votes: u32, reached: u32) -> Text {
    let name = name(needed);
    Text::new(
        format!(
            "Vedtaket krever {} av de avgitte stemmene: {votes}. For stemte {reached}.",
            name.nb
        ),
        format!(
            "Vedtaket krev {} av dei røystene som er gitt: {votes}. For røysta {reached}.",
            name.nn
        ),
        format!(
            "The decision takes {} of the votes cast: {votes}. {reached} voted for it.",
            name.en
        ),
    )
}

pub(super) fn majority_missing(votes: u32) -> Text {
    Text::new(
        format!("Flertallet er ikke stort nok: {votes} måtte ha stemt for."),
        format!("Fleirtalet er ikkje stort nok: {votes} måtte ha røysta for."),
        format!("The majority is not large enough: {votes} would have had to vote for it."),
    )
}

pub(super) fn chair_decides(voted_for: Option<bool>) -> Text {
    match voted_for {
        Some(true) => Text::new(
            "Stemmene er like mange. Lederen har dobbeltstemme og stemte for.",
            "Røystene er like mange. Leiaren har dobbeltrøyst og røysta for.",
            "The votes are even. The chair has two votes and voted for it.",
        ),
        Some(false) => Text::new(
            "Stemmene er like mange. Lederen har dobbeltstemme og stemte mot.",
            "Røystene er like mange. Leiaren har dobbeltrøyst og røysta mot.",
            "The votes are even. The chair has two votes and voted against it.",
        ),
        None => Text::new(
            "Stemmene er like mange. Lederen har dobbeltstemme, men det er ikke oppgitt hva lederen stemte.",
            "Røystene er like mange. Leiaren har dobbeltrøyst, men det er ikkje oppgitt kva leiaren røysta.",
            "The votes are even. The chair has two votes, but how she voted is not given.",
        ),
    }
}
