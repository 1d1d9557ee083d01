//! The rota of a term: what every room needs, what is filled, and who takes what is open.

use super::people::{keeper, law};
use super::rota::{self, Candidate, Need, Rota};
use super::store::{self, Invigilator, RoomNeed, TurnRow, around};
use jiff::Timestamp;
use office::{Act, Error, Node, PersonId, Result};
use rules::invigilation::{
    InvigilationNeed, NeedAnswer, NeedFacts, RoomKind, Turn, WorkingTimeLaw,
};
use rules::{Decision, Reason, Rule, Term};
use sqlx::PgConnection;

/// What a room needs, and what is filled of it.
pub struct RoomRota {
    /// The room, and who sits there when.
    pub room: RoomNeed,
    /// How many it needs.
    pub need: NeedAnswer,
    /// Why so many.
    pub because: Vec<Reason>,
    /// When their turns begin and end.
    pub span: (Timestamp, Timestamp),
    /// The turns that stand.
    pub turns: Vec<TurnRow>,
}

impl RoomRota {
    /// How many are missing: with charge of the room, and others.
    pub fn missing(&self) -> (usize, usize) {
        let heads = self.turns.iter().filter(|turn| turn.head).count();
        let others = self.turns.len() - heads;
        let wanted = usize::try_from(self.need.invigilators).unwrap_or(usize::MAX);
        (usize::from(self.need.head).saturating_sub(heads), wanted.saturating_sub(others))
    }
}

/// How many invigilators a room needs, and why.
///
/// # Errors
/// Refused: the rules of the day say nothing of invigilators.
pub fn need_of(
    node: &Node,
    from: Timestamp,
    seats: i32,
    room: RoomKind,
) -> Result<(NeedAnswer, Vec<Reason>)> {
    let day = ui::in_norway(from).date();
    let candidates = u32::try_from(seats).unwrap_or_default();
    let facts = NeedFacts { held: day.into(), candidates, room };
    let Decision { outcome, because, .. } = InvigilationNeed::decide(&facts, node.rules_on(day)?);
    match outcome {
        Ok(need) => Ok((need, because)),
        Err(refusal) => Err(Error::because(refusal, because)),
    }
}

/// Every room of a term's written exams with its need and its turns.
///
/// # Errors
/// As [`need_of`]; the database is away.
pub async fn rooms(conn: &mut PgConnection, node: &Node, term: Term) -> Result<Vec<RoomRota>> {
    let needs = store::needs(conn, Some(term), None).await?;
    let mut turns = store::turns(conn, store::Which::of(term)?).await?;
    turns.retain(|turn| turn.ended_at.is_none());
    let mut all = Vec::with_capacity(needs.len());
    for room in needs {
        let (own, rest) = turns.into_iter().partition(|turn| turn.booking == room.booking);
        turns = rest;
        let (need, because) = need_of(node, room.from, room.seats, room.kind)?;
        let span = around((room.from, room.until), &need);
        all.push(RoomRota { room, need, because, span, turns: own });
    }
    Ok(all)
}

/// What is open in rooms that are ahead, as the rota asks: each line of it with its room's place in `rooms`.
fn needs(rooms: &[RoomRota], now: Timestamp) -> (Vec<Need>, Vec<usize>) {
    let (mut needs, mut of) = (Vec::new(), Vec::new());
    for (at, room) in rooms.iter().enumerate().filter(|(_, room)| room.span.0 > now) {
        let turn = Turn { from: ui::in_norway(room.span.0), until: ui::in_norway(room.span.1) };
        let (heads, others) = room.missing();
        for (head, count) in [(true, heads), (false, others)] {
            if count > 0 {
                needs.push(Need { turn, head, count });
                of.push(at);
            }
        }
    }
    (needs, of)
}

/// What is asked of the rota of a term.
pub struct Asked {
    /// The rooms with their turns.
    pub rooms: Vec<RoomRota>,
    /// The invigilators who are engaged.
    pub people: Vec<Invigilator>,
    candidates: Vec<Candidate>,
    needs: Vec<Need>,
    of: Vec<usize>,
    law: WorkingTimeLaw,
}

impl Asked {
    /// Reads what there is.
    ///
    /// # Errors
    /// As [`rooms`].
    pub async fn read(conn: &mut PgConnection, node: &Node, term: Term) -> Result<Self> {
        let rooms = rooms(conn, node, term).await?;
        let (needs, of) = needs(&rooms, node.now());
        let (people, candidates) = store::candidates(conn, term).await?.into_iter().unzip();
        let law = law(node, term.first_day())?.working_time.clone();
        Ok(Self { rooms, people, candidates, needs, of, law })
    }

    /// Everybody who has a turn.
    pub fn persons(&self) -> Vec<PersonId> {
        let turns = self.rooms.iter().flat_map(|room| &room.turns);
        turns.map(|turn| turn.person).collect()
    }

    /// Which rooms lack somebody with or without charge of the room, how many, and why.
    pub fn open(&self) -> Vec<(usize, bool, usize, rota::Why)> {
        let open = rota::open(&self.candidates, &self.needs, &self.law, &Rota::default());
        let line =
            |one: rota::Open| (self.of[one.need], self.needs[one.need].head, one.missing, one.why);
        open.into_iter().map(line).collect()
    }
}

/// What was planned.
pub struct Planned {
    /// How many turns were given.
    pub given: usize,
    /// How many are still open.
    pub open: usize,
    /// Whether it is certain that no more could be filled, and hours not shared more evenly.
    pub proven: bool,
}

/// Gives every open turn of a term to whom it suits; turns that stand are left as they are.
///
/// # Errors
/// Not found without the role; as [`rooms`].
pub async fn plan(act: &mut Act, term: Term) -> Result<Planned> {
    keeper(act)?;
    store::lock_all(act.conn()).await?;
    let node = act.node().clone();
    let asked = Asked::read(act.conn(), &node, term).await?;
    let missing: usize = asked.needs.iter().map(|need| need.count).sum();
    let (people, needs, law) = (asked.candidates, asked.needs.clone(), asked.law);
    // It may search for seconds: meanwhile others are served.
    let solved = tokio::task::spawn_blocking(move || rota::solve(&people, &needs, &law)).await;
    let rota = solved.map_err(|error| Error::Internal(error.into()))?;
    for (need, who) in &rota.filled {
        let room = &asked.rooms[asked.of[*need]];
        let whose = (room.room.booking, asked.people[*who].id);
        store::insert_turn(act, whose, asked.needs[*need].head, room.span).await?;
    }
    let given = rota.filled.len();
    Ok(Planned { given, open: missing - given, proven: rota.proven })
}
