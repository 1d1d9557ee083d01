//! What the register is asked and what it tells: which of this institution's own students stand on its
//! list, and what of them is registered. So it is of everybody who applies here. Of everybody else the office learns nothing, and of those who
//! do not stand there the register learns nothing but their number.
//!
//! [`look`] asks for what is missing: the newest list, tokens of students who have none, and the rows
//! of those whose token is on the list. What comes back is handled here, each answer in its own act.

use super::found::{self, Rows};
use super::not_taken::{self, not_taken};
use super::room::{self, Room};
use super::seal::Seal;
use super::store::matches::{self, Anew, Known, Match, Question};
use super::store::{limits, told};
use super::watch;
use crate::{Act, Error, Node, Result};
use ::store::Entry;
use edge::station::{From, Messages, Returned, body};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use protocol::exclusion::{
    ASK, Ask, Blinding, CHANGED, DELETED, EVALUATE, EVALUATE_MAX, Evaluate, Evaluated, LIST,
    LISTED, List, ListPage, Listed, Proof, REGISTERED, REMOVED, Removed, Row, TAKEN, Taken, Why,
};
use serde::de::DeserializeOwned;
use std::time::Duration;
use uuid::Uuid;
use wire::{Answer, Envelope, Party};

/// How often somebody looks whether something is to be asked.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How old the list may be before it is asked for though nobody has said that it changed.
const LIST_AGAIN: SignedDuration = SignedDuration::from_mins(15);
/// A question that nobody has answered for so long is asked anew.
const ASK_AGAIN: SignedDuration = SignedDuration::from_mins(30);
/// An answer about somebody that is not there after so long was lost: nothing waits for it, and it is asked
/// anew.
const LOST: SignedDuration = SignedDuration::from_hours(48);
/// The register's word for having answered as much as it does in a day.
const ENOUGH: &str = "urn:kandidat:exclusion:quota";

/// What the office takes from the register of exclusions.
pub(crate) fn messages() -> Messages<Node> {
    Messages::default()
        .message::<Listed>(LISTED, From::Register, |act, envelope| {
            Box::pin(async move { listed(act, envelope).await })
        })
        .message::<Taken>(TAKEN, From::Register, |act, envelope| {
            Box::pin(async move { not_taken::became(act, envelope).await })
        })
        .message::<Row>(CHANGED, From::Register, |act, envelope| {
            Box::pin(async move { changed(act, envelope).await })
        })
        .message::<Removed>(REMOVED, From::Register, |act, envelope| {
            Box::pin(async move { removed(act, envelope).await })
        })
        .returned(LIST, |act, returned| Box::pin(async move { list_came(act, returned).await }))
        .returned(EVALUATE, |act, returned| Box::pin(async move { evaluated(act, returned).await }))
        .returned(ASK, |act, returned| Box::pin(async move { answered(act, returned).await }))
        .returned(REGISTERED, |act, returned| {
            Box::pin(async move { not_taken(act, returned).await })
        })
        .returned(DELETED, |act, returned| Box::pin(async move { not_taken(act, returned).await }))
}

/// Looks again and again until `stop`.
pub async fn run(node: &Node, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = look(node).await {
            tracing::warn!(?error, "the register is asked later");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Asks the register for what is missing. An office that stands alone asks nothing.
///
/// # Errors
/// The database is away.
pub async fn look(node: &Node) -> Result<()> {
    if !edge::Node::station(node).has_register() {
        return Ok(());
    }
    if !something_is_due(node).await? {
        return Ok(());
    }
    let mut act = Act::of_job(node, "exclusion.look").await?;
    let Done { asked, forgotten } = ask(&mut act).await?;
    if asked == 0 && forgotten == 0 {
        return Ok(());
    }
    let entry = Entry::new("exclusion.look", "institution", Uuid::nil());
    act.commit(entry.fact("questions", asked).fact("forgotten", forgotten)).await
}

/// Whether [`ask`] would ask something: read without an act, since nearly always nothing is.
async fn something_is_due(node: &Node) -> Result<bool> {
    let mut conn = edge::Node::store(node).pool.acquire().await?;
    let (wall, today, seal) = (edge::Node::wall(node), node.today(), node.seal().id());
    let (old, lost) = (wall - LIST_AGAIN, wall - ASK_AGAIN);
    if matches::list_is_due(&mut conn, (old, lost), &seal).await? {
        return Ok(true);
    }
    let may = limits::may_evaluate(&mut conn, today, wall).await?;
    if let Some(epoch) = matches::newest_epoch(&mut conn).await?.filter(|_| may) {
        let without = matches::without_token(&mut conn, epoch, &seal, (today, 1)).await?;
        if !without.is_empty() || matches::is_unanswered(&mut conn, lost).await? {
            return Ok(true);
        }
    }
    if matches::unasked(&mut conn, anew(today, wall), &seal).await?.is_empty() {
        return Ok(false);
    }
    Ok(room::left(&mut conn, wall).await? != Room::Waits)
}

/// What a look has done.
struct Done {
    /// How much was asked.
    asked: usize,
    /// Of how many persons what was known is deleted.
    forgotten: usize,
}

async fn ask(act: &mut Act) -> Result<Done> {
    let (mut asked, mut forgotten) = (0, 0);
    let (wall, seal) = (act.wall(), act.node().seal().id());
    let (old, lost) = (wall - LIST_AGAIN, wall - ASK_AGAIN);
    if matches::list_is_due(act.conn(), (old, lost), &seal).await? {
        // As often as the list: whom nothing has to be known of any more need not be matched with it.
        forgotten = watch::forget(act).await?;
        ask_list(act, 0).await?;
        asked += 1;
    }
    if let Some(epoch) = matches::newest_epoch(act.conn()).await? {
        asked += evaluate(act, epoch).await?;
    }
    asked += ask_about_matches(act).await?;
    Ok(Done { asked, forgotten })
}

async fn ask_list(act: &mut Act, page: u32) -> Result<()> {
    let (wall, seal) = (act.wall(), act.node().seal().id());
    let known = matches::list_version(act.conn(), &seal).await?;
    act.ask((LIST, Party::Register), None, &List { known, page }).await?;
    Ok(matches::list_asked(act.conn(), wall).await?)
}

/// Has the tokens evaluated of students who have none under the newest key, until the register has said
/// that it is enough for the day.
async fn evaluate(act: &mut Act, epoch: u32) -> Result<usize> {
    let (wall, seal, today) = (act.wall(), act.node().seal().id(), act.today());
    if !limits::may_evaluate(act.conn(), today, wall).await? {
        return Ok(0);
    }
    matches::forget_unanswered(act.conn(), wall - ASK_AGAIN).await?;
    let without = matches::without_token(act.conn(), epoch, &seal, (today, EVALUATE_MAX)).await?;
    let mut blindings = Vec::with_capacity(without.len());
    for (whose, national_id) in without {
        if let Ok(blinding) = Blinding::of(&national_id) {
            blindings.push((whose, blinding));
        }
    }
    if blindings.is_empty() {
        return Ok(0);
    }
    let blinded = blindings.iter().map(|(_, blinding)| blinding.blinded()).collect();
    let question = Evaluate { epoch, blinded };
    let id = act.ask((EVALUATE, Party::Register), None, &question).await?;
    matches::blinded(act.conn(), id.uuid(), epoch, &blindings, wall).await?;
    Ok(1)
}

/// Asks about everybody whose token stands on the list, under each id and for each purpose, once for every
/// version of it, and anew where that was refused on an earlier day or lost. When there are too many for a day,
/// it says so and waits.
async fn ask_about_matches(act: &mut Act) -> Result<usize> {
    let (wall, seal) = (act.wall(), act.node().seal().id());
    let anew = anew(act.today(), wall);
    let found = matches::unasked(act.conn(), anew, &seal).await?;
    if found.is_empty() {
        return Ok(0);
    }
    let mut room = match room::left(act.conn(), wall).await? {
        Room::For(persons) => persons,
        Room::Waits => return Ok(0),
        Room::Full(step) => {
            room::halt(act, wall, step).await?;
            return Ok(1);
        }
    };
    let (mut asked, mut last) = (0, None);
    for one in found {
        // Room is for persons: under another id, or for something else, it is the same.
        let person = Some(one.whose.person);
        room -= i64::from(!one.again && last != person);
        if room < 0 {
            break;
        }
        ask_about(act, one).await?;
        (asked, last) = (asked + 1, person);
    }
    Ok(asked)
}

/// When a question about somebody is asked anew.
fn anew(today: Date, wall: Timestamp) -> Anew {
    Anew { today, lost: wall - LOST, counted: wall.to_zoned(::store::oslo()).date() }
}

async fn ask_about(act: &mut Act, one: Match) -> Result<()> {
    let (case, wall) = (Uuid::new_v4(), act.wall());
    let about = case.to_string().parse().map_err(|not| internal(&not))?;
    let question = Ask { national_id: one.national_id.clone(), purpose: one.purpose };
    let id = act.ask((ASK, Party::Register), Some(about), &question).await?;
    let Match { whose, list_version, purpose, .. } = one;
    let asked = Question { message: id.uuid(), whose, list_version, purpose, case };
    Ok(matches::asked(act.conn(), &asked, wall).await?)
}

async fn listed(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let Listed { version } = body(envelope)?;
    let seal = act.node().seal().id();
    if version > matches::list_version(act.conn(), &seal).await? {
        ask_list(act, 0).await?;
    }
    let entry = Entry::new("exclusion.listed", "message", envelope.id.uuid());
    Ok(entry.fact("version", version))
}

async fn list_came(act: &mut Act, returned: &Returned<'_>) -> Result<Entry> {
    let entry = |what| Entry::new(what, "message", returned.outgoing().envelope().id.uuid());
    let Some(page) = answer::<ListPage>(returned)? else { return Ok(entry("exclusion.no_list")) };
    let List { known, page: number } = body(returned.outgoing().envelope())?;
    for key in &page.epochs {
        let public = key.public_key.to_string();
        matches::epoch(act.conn(), key.epoch, &public).await?;
    }
    act.erase_sent(returned.outgoing().envelope().id).await?;
    let seal = act.node().seal().clone();
    super::store::register::lock_list(act.conn()).await?;
    let have = matches::list_version(act.conn(), &seal.id()).await?;
    if page.version < have {
        return Ok(entry("exclusion.list_late").fact("version", page.version));
    }
    let same = page.version == known && known != have;
    if same || number > 0 && !matches::has_page(act.conn(), page.version, &seal.id()).await? {
        // Another version came in between, or another secret: all pages are asked for anew.
        ask_list(act, 0).await?;
        return Ok(entry("exclusion.list_anew").fact("version", page.version));
    }
    let sealed: Vec<_> = page.tokens.iter().map(|token| seal.seal(token)).collect();
    matches::page(act.conn(), page.version, (&sealed, &seal.id())).await?;
    match page.version != known && number + 1 < page.pages {
        true => ask_list(act, number + 1).await?,
        false => {
            let whole = (page.as_of, &seal.id());
            matches::list_is_whole(act.conn(), page.version, whole).await?;
            ask_about_matches(act).await?;
        }
    }
    Ok(entry("exclusion.list").fact("version", page.version))
}

async fn evaluated(act: &mut Act, returned: &Returned<'_>) -> Result<Entry> {
    let message = returned.outgoing().envelope().id.uuid();
    let entry = |what| Entry::new(what, "message", message);
    let kept = matches::take_blindings(act.conn(), message).await?;
    let Some(Evaluated { epoch, evaluations, proof }) = answer(returned)? else {
        let (today, wall) = (act.today(), act.wall());
        let (today, not_before) = match returned {
            Returned::Refused(_, no) if no.kind == ENOUGH => (Some(today), wall),
            _ => (None, wall + ASK_AGAIN),
        };
        limits::enough(act.conn(), today, not_before).await?;
        return Ok(entry("exclusion.not_evaluated"));
    };
    let Some(tokens) = finished(act, &kept, (epoch, &evaluations, &proof)).await? else {
        let later = act.wall() + ASK_AGAIN;
        limits::enough(act.conn(), None, later).await?;
        return Ok(entry("exclusion.forged"));
    };
    let seal: Seal = act.node().seal().clone();
    for ((whose, _, _), token) in kept.iter().zip(&tokens) {
        matches::token(act.conn(), (*whose, epoch), &seal.seal(token), &seal.id()).await?;
    }
    act.erase_sent(returned.outgoing().envelope().id).await?;
    ask_about_matches(act).await?;
    Ok(entry("exclusion.tokens").fact("count", tokens.len()))
}

type Kept = (Known, Option<String>, Vec<u8>);

/// The tokens, if all were evaluated by the key that everybody has.
async fn finished(
    act: &mut Act,
    kept: &[Kept],
    (epoch, evaluations, proof): (u32, &[protocol::exclusion::Evaluation], &Proof),
) -> Result<Option<Vec<protocol::exclusion::Token>>> {
    let Some(key) = matches::epoch_key(act.conn(), epoch).await? else { return Ok(None) };
    let mut blindings = Vec::with_capacity(kept.len());
    for (_, national_id, bytes) in kept {
        // An id that was corrected meanwhile is nobody's: what is left is asked anew.
        let (Some(national_id), Ok(blinding)) = (national_id, Blinding::restore(bytes)) else {
            return Ok(None);
        };
        blindings.push((national_id.as_str(), blinding));
    }
    Ok(Blinding::finish(&blindings, evaluations, proof, &key).ok())
}

async fn answered(act: &mut Act, returned: &Returned<'_>) -> Result<Entry> {
    let envelope = returned.outgoing().envelope();
    let (question, wall, today) = (envelope.id.uuid(), act.wall(), act.today());
    let entry = |what| Entry::new(what, "message", question);
    let Some(rows) = answer::<Rows>(returned)? else {
        matches::refused(act.conn(), question, today).await?;
        act.erase_sent(envelope.id).await?;
        return Ok(entry("exclusion.not_told"));
    };
    let (count, registered) = (rows.rows.len(), rows.registered);
    // What was asked names the person, and so does the answer; the rows stand in their table.
    act.erase_sent(envelope.id).await?;
    let answered = matches::answered(act.conn(), question, (count, registered), wall).await?;
    let Some(about) = answered else {
        return Ok(entry("exclusion.unasked"));
    };
    found::take(act, &about, &rows).await?;
    Ok(entry("exclusion.told").fact("rows", count))
}

async fn changed(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let row: Row = body(envelope)?;
    after_its_answer(act, row.id).await?;
    let now = act.now();
    act.erase_received(envelope.from, envelope.id).await?;
    let person = told::person(act.conn(), row.id).await?;
    let about = (row.id, row.version.cast_signed());
    if !found::is_sound(&row) {
        told::alert(act.conn(), about, told::What::Unsound, person, now).await?;
    } else if told::tell(act.conn(), &row, None, now).await? {
        told::alert(act.conn(), about, told::What::Changed, person, now).await?;
    }
    Ok(Entry::new("exclusion.changed", "exclusion", row.id).fact("version", row.version))
}

async fn removed(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let Removed { id, version, why } = body(envelope)?;
    after_its_answer(act, id).await?;
    let now = act.now();
    let last = version.cast_signed();
    let (what, word) = match why {
        Why::Deleted => (told::What::Deleted, "deleted"),
        Why::Expired => (told::What::Expired, "expired"),
        Why::NotSharing => {
            not_shared(act, (id, last)).await?;
            return Ok(Entry::new("exclusion.not_shared", "exclusion", id).fact("version", version));
        }
    };
    if told::remove(act.conn(), (id, last), word, now).await? {
        told::forget(act.conn(), id).await?;
        told::alert(act.conn(), (id, last), what, None, now).await?;
        if what == told::What::Deleted {
            super::own::taken_back(act, id).await?;
        }
    }
    Ok(Entry::new("exclusion.removed", "exclusion", id).fact("version", version))
}

/// This institution shares exclusions no more: nothing of the row is left here, but it stands. So nothing
/// that rests on it is taken back, whoever it concerns is uncertain until she is asked about again, and the
/// same version comes back when the register tells of it anew.
async fn not_shared(act: &mut Act, row: (Uuid, i32)) -> Result<()> {
    let now = act.now();
    let Some(person) = told::not_shared(act.conn(), row, now).await? else { return Ok(()) };
    matches::forget_asked(act.conn(), person).await?;
    told::forget(act.conn(), row.0).await?;
    Ok(told::alert(act.conn(), row, told::What::NotShared, None, now).await?)
}

/// No order between messages is promised: what tells of a row that is not known here waits as long as
/// the answer that it follows may still have to be handled, and is tried again after it.
async fn after_its_answer(act: &mut Act, row: Uuid) -> Result<()> {
    let after = act.wall() - LOST;
    if told::is_known(act.conn(), row).await? || !matches::is_asking(act.conn(), after).await? {
        return Ok(());
    }
    Err(Error::Internal(anyhow::anyhow!("an answer is to be handled first")))
}

/// The answer in its form; none where the register refused.
fn answer<T: DeserializeOwned>(returned: &Returned<'_>) -> Result<Option<T>> {
    let Returned::Answered(_, answer) = returned else { return Ok(None) };
    let read = Answer::read(&answer.body).map(|answer| serde_json::Value::Object(answer.body));
    let read = read.and_then(|body| T::deserialize(body).ok());
    read.map(Some).ok_or_else(|| Error::Internal(anyhow::anyhow!("an answer not in form")))
}

fn internal(not: &wire::NotA) -> Error {
    Error::Internal(anyhow::anyhow!("{not}"))
}
