//! The page on which the board's meeting and its decision are recorded.

use super::case::{Case, State};
use super::decide::{Decide, Intent, NotTold, Ruling, Seat};
use super::{HANDLERS, basis};
use crate::catalogue::words;
use crate::http::{Posted, Signed, done, page, page_with};
use crate::{Error, MisconductId, Node, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::board::BoardRole;
use rules::exclusion::Classification;
use rules::{Reason, Refusal, Text};
use ui::{Choice, key};

#[derive(Template)]
#[template(path = "misconduct/decision.html")]
struct DecisionPage {
    frame: ui::Frame,
    form: ui::Form,
    case: Case,
    /// The name of the board.
    board: Text,
    /// The seats of the board.
    seats: Vec<SeatFields>,
    /// The paragraph that the notice named.
    bases: Vec<Choice>,
    /// What can be annulled, as the form calls it; nothing where the Act has nothing to annul.
    annulled: Option<&'static str>,
    /// Whether false documents can be kept.
    confiscates: bool,
    refused: Vec<Reason>,
    /// The institutions that get a letter, by the name of the field that says why one does not.
    by_letter: Vec<(String, String)>,
}

/// The names of the fields of one seat.
struct SeatFields {
    legend: String,
    name: String,
    role: String,
    student: String,
    impartial: String,
    present: String,
}

impl SeatFields {
    fn of(frame: &ui::Frame, at: usize) -> Self {
        let field = |part: &str| format!("seat-{at}-{part}");
        Self {
            legend: frame.ta("misconduct-seat", &[("number", &at.to_string())]),
            name: field("name"),
            role: field("role"),
            student: field("student"),
            impartial: field("impartial"),
            present: field("present"),
        }
    }
}

impl DecisionPage {
    fn roles(&self) -> Vec<Choice> {
        ROLES.iter().map(|(role, key)| Choice::new(words::word(role), self.frame.t(key))).collect()
    }

    fn yes_no(&self) -> Vec<Choice> {
        let choice = |value: &str, key| Choice::new(value, self.frame.t(key));
        vec![choice("yes", "common-yes"), choice("no", "common-no")]
    }

    fn intents(&self) -> Vec<Choice> {
        let all = Intent::ALL.iter();
        all.map(|one| Choice::new(words::word(one), self.frame.t(one.key()))).collect()
    }

    fn classifications(&self) -> Vec<Choice> {
        let all = Classification::ALL.iter();
        all.map(|one| Choice::new(one.code(), self.frame.text(&one.name()))).collect()
    }
}

const ROLES: [(BoardRole, &str); 3] = [
    (BoardRole::Chair, key("misconduct-seat-chair")),
    (BoardRole::DeputyChair, key("misconduct-seat-deputy")),
    (BoardRole::Member, key("misconduct-seat-member")),
];

/// The message of a seat's name.
pub(super) fn seat_key(seat: BoardRole) -> &'static str {
    ROLES.iter().find(|(role, _)| *role == seat).map_or("", |(_, key)| key)
}

/// The labels of the fields, for the summary of what is wrong.
const LABELS: [(&str, &str); 13] = [
    ("met_on", key("misconduct-met-on")),
    ("agenda_number", key("misconduct-agenda-number")),
    ("minutes", key("misconduct-minutes")),
    ("seats", key("misconduct-seats")),
    ("votes_for", key("misconduct-votes-for")),
    ("found", key("misconduct-found")),
    ("annulled", key("misconduct-annulled")),
    ("confiscated", key("misconduct-confiscated")),
    ("from", key("misconduct-from")),
    ("to", key("misconduct-to")),
    ("programmes", key("misconduct-programmes")),
    ("grounds", key("misconduct-grounds")),
    ("not_told", key("misconduct-told")),
];

async fn decision_page(
    signed: &Signed,
    id: MisconductId,
    form: ui::Form,
    refused: Vec<Reason>,
) -> Result<DecisionPage> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    signed.who.require(HANDLERS, &case.place)?;
    if case.person == signed.who.person || case.state != State::Noticed {
        return Err(Error::NotFound);
    }
    signed.look(case.person, "misconduct").await?;
    let law = signed.node.rule_set(&case.rule_set)?;
    let board = basis::board(law)?;
    let members = law.sections.board.as_ref().and_then(|boards| boards.get(&board));
    let members = members.map_or(0, |board| board.members.value);
    let noticed = case.notice.as_ref().and_then(|notice| notice.legal_basis.clone());
    let frame = signed.frame(format!("misconduct/{}", case.case_number));
    let of_notice = basis::of(law, case.matter, case.used_for);
    let of_notice = of_notice.iter().filter(|one| Some(one.code.code()) == noticed.as_deref());
    let bases = of_notice.map(|one| {
        let named = format!("{}: {}", one.law.law, frame.text(&one.law.here.value.text()));
        Choice::new(one.code.code(), named)
    });
    let by_letter = super::told::unconnected(&signed.node).await?;
    let by_letter = by_letter.into_iter().map(|one| {
        let name = frame.text(&one.name).to_owned();
        (format!("not-told-{}", one.number), name)
    });
    Ok(DecisionPage {
        by_letter: by_letter.collect(),
        bases: bases.collect(),
        annulled: basis::annulment(&case, law)?.map(|_| case.annulled_key()),
        confiscates: basis::confiscation(&case, law)?.is_some(),
        form: form.labels(&LABELS),
        board: board.name(),
        // As many seats as the board has, and one for a deputy who sat in for one who left.
        seats: (1..=members + 1).map(|at| SeatFields::of(&frame, at)).collect(),
        frame,
        case,
        refused,
    })
}

/// The empty form.
pub(super) async fn blank(signed: Signed, Path(id): Path<MisconductId>) -> Result<Response> {
    page(&decision_page(&signed, id, ui::Form::new(), Vec::new()).await?)
}

/// What the form says; `None` when a field must be filled in again.
fn read(form: &mut ui::Form) -> Option<Decide> {
    let met_on = form.date("met_on");
    let votes_for = form.number("votes_for", 0..=99);
    let votes_against = form.number("votes_against", 0..=99);
    let found = form.choice("found", &["yes", "no"]);
    let (from, to) = (form.optional_date("from"), form.optional_date("to"));
    let give_back_by = form.optional_date("give_back_by");
    let text = |name: &str| form.field(name).trim().to_owned();
    let classifications = form.all("classifications").filter_map(Classification::parse);
    let ruling = Ruling {
        found: found? == "yes",
        intent: words::read(&text("intent")),
        annulled: form.checked("annulled"),
        confiscated: form.checked("confiscated"),
        legal_basis: form.optional("legal_basis"),
        from,
        to,
        aggravated: form.checked("aggravated"),
        programmes: listed(form.field("programmes"), ','),
        classifications: classifications.collect(),
        study: text("study"),
        areas: text("areas"),
        grounds: text("grounds"),
        give_back_by,
    };
    Some(Decide {
        met_on: met_on?,
        agenda_number: text("agenda_number"),
        minutes: text("minutes"),
        seats: seats(form),
        votes_for: votes_for?.try_into().ok()?,
        votes_against: votes_against?.try_into().ok()?,
        chair_voted_for: match form.field("chair_voted_for") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        ruling,
        not_told: Vec::new(),
    })
}

/// Why which institutions get no letter, as far as the form says.
async fn not_told(node: &Node, form: &ui::Form) -> Result<Vec<NotTold>> {
    let others = super::told::unconnected(node).await?.into_iter();
    let said = others.filter_map(|one| {
        let because = form.optional(&format!("not-told-{}", one.number))?;
        Some(NotTold { institution: one.number, because })
    });
    Ok(said.collect())
}

fn listed(text: &str, between: char) -> Vec<String> {
    let parts = text.split(between).map(str::trim).filter(|part| !part.is_empty());
    parts.map(ToOwned::to_owned).collect()
}

/// The seats that have a name.
fn seats(form: &ui::Form) -> Vec<Seat> {
    const MOST: usize = 15;
    let field = |at: usize, part: &str| form.field(&format!("seat-{at}-{part}")).trim().to_owned();
    let is = |at: usize, part: &str| form.checked(&format!("seat-{at}-{part}"));
    let named = (1..=MOST).filter(|at| !field(*at, "name").is_empty());
    named
        .map(|at| Seat {
            name: field(at, "name"),
            seat: words::read(&field(at, "role")).unwrap_or(BoardRole::Member),
            student: is(at, "student"),
            impartial: is(at, "impartial"),
            took_part: is(at, "present"),
        })
        .collect()
}

/// Records the meeting and the decision, or shows the form again with what is wrong.
pub(super) async fn decided(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let new = read(&mut form);
    let Some(new) = new.filter(|_| form.is_valid()) else {
        return again(&posted, id, form, Vec::new()).await;
    };
    let mut act = posted.act().await?;
    let new = Decide { not_told: not_told(act.node(), &form).await?, ..new };
    match super::decide(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.decide", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-decided"))
        }
        Err(Error::Invalid(faults)) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
            again(&posted, id, form, Vec::new()).await
        }
        Err(Error::Refused(refused)) if refused.code != "wrong-state" => {
            let refused = *refused;
            let all = refused.all;
            form.refuse("", &Refusal { all, ..Refusal::new(refused.code, refused.text) });
            again(&posted, id, form, refused.because).await
        }
        Err(error) => {
            posted.refused(error, posted.typed(&[("minutes", key("misconduct-minutes"))]))
        }
    }
}

async fn again(
    posted: &Posted,
    id: MisconductId,
    form: ui::Form,
    refused: Vec<Reason>,
) -> Result<Response> {
    let shown = decision_page(&posted.signed, id, form, refused).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
