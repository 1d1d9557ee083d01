//! A room with its protocol: who may see it, and what its counts come to.

use super::Status;
use super::store::{self, Protocol};
use crate::BookingId;
use crate::room_folder::store::{self as folder, FolderExam, FolderRoom, Which};
use crate::room_folder::{SENDERS, may};
use office::access::Principal;
use office::catalogue::KNOW_CANDIDATES;
use office::{Act, Error, ExamId, Result};
use sqlx::PgConnection;

/// A room, and what its protocol says.
pub struct ProtocolRoom {
    /// The room with its candidates.
    pub room: FolderRoom,
    /// What has been entered.
    pub protocol: Protocol,
}

/// What the counts of an exam in a room come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were to come.
    pub expected: usize,
    /// How many came.
    pub came: usize,
    /// How many did not.
    pub absent: usize,
    /// How many left without handing in.
    pub withdrew: usize,
    /// How many handed in, blank ones counted.
    pub answered: usize,
    /// How many papers were given out.
    pub papers: Option<i32>,
    /// How many answers were counted.
    pub answers: Option<i32>,
}

impl Tally {
    /// By how many papers and answers are more or fewer than they should be; nothing while uncounted.
    pub fn differences(&self) -> (Option<i64>, Option<i64>) {
        let off = |counted: Option<i32>, should: usize| {
            counted.map(|count| i64::from(count) - i64::try_from(should).unwrap_or(i64::MAX))
        };
        (off(self.papers, self.came), off(self.answers, self.answered))
    }

    /// Whether both are counted and as many as they should be.
    pub fn agrees(&self) -> bool {
        self.differences() == (Some(0), Some(0))
    }

    fn add(&mut self, status: Option<Status>) {
        let Some(status) = status else { return };
        let one = |is: bool| usize::from(is);
        self.came += one(status.came());
        self.absent += one(status == Status::Absent);
        self.withdrew += one(status == Status::Withdrew);
        self.answered += one(status.is_answer());
    }
}

impl ProtocolRoom {
    /// The counts of one exam.
    pub fn tally(&self, exam: ExamId) -> Tally {
        let counted = self.protocol.count_of(exam);
        let mut tally =
            Tally { papers: counted.papers, answers: counted.answers, ..Tally::default() };
        for one in self.room.candidates.iter().filter(|one| one.exam == exam) {
            tally.expected += 1;
            tally.add(self.protocol.of(one.registration).map(|attended| attended.status));
        }
        tally
    }

    /// The counts of all exams in the room.
    pub fn tallies(&self) -> Vec<(&FolderExam, Tally)> {
        self.room.exams.iter().map(|exam| (exam, self.tally(exam.id))).collect()
    }

    /// How many nobody has said the last thing of.
    pub fn open(&self) -> usize {
        let is_final = |one: &&folder::Candidate| {
            self.protocol.of(one.registration).is_some_and(|attended| attended.status.is_final())
        };
        self.room.candidates.iter().filter(|one| !is_final(one)).count()
    }
}

/// The protocols of the rooms asked for, whoever may see them.
pub async fn rooms(conn: &mut PgConnection, which: Which) -> Result<Vec<ProtocolRoom>> {
    let rooms = folder::rooms(conn, which).await?;
    let protocols = store::protocols(conn, &rooms).await?;
    Ok(rooms
        .into_iter()
        .zip(protocols)
        .map(|(room, protocol)| ProtocolRoom { room, protocol })
        .collect())
}

/// Whether this person enters what happens in a room: whoever has charge of it, and the officers of all its
/// exams.
pub async fn enters(
    conn: &mut PgConnection,
    who: &Principal,
    room: &FolderRoom,
) -> sqlx::Result<bool> {
    Ok(may(who, SENDERS, room) || store::has_charge(conn, room.booking, who.person).await?)
}

/// One room, for those who may see it: who knows all its candidates, or has charge of it. With whether this
/// person enters what happens there.
pub async fn seen(
    conn: &mut PgConnection,
    who: &Principal,
    id: BookingId,
) -> Result<(ProtocolRoom, bool)> {
    let which = Which { booking: Some(id), ..Which::default() };
    let found = rooms(conn, which).await?.into_iter().next().ok_or(Error::NotFound)?;
    let enters = enters(conn, who, &found.room).await?;
    if enters || may(who, KNOW_CANDIDATES, &found.room) {
        Ok((found, enters))
    } else {
        Err(Error::NotFound)
    }
}

/// One room held until the act ends, for those who enter what happens there.
pub async fn held(act: &mut Act, id: BookingId) -> Result<ProtocolRoom> {
    let room = folder::lock_room(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let (officer, person) = (may(act.who()?, SENDERS, &room), act.person()?);
    if !officer && !store::has_charge(act.conn(), id, person).await? {
        return Err(Error::NotFound);
    }
    let mut protocols = store::protocols(act.conn(), std::slice::from_ref(&room)).await?;
    Ok(ProtocolRoom { room, protocol: protocols.pop().unwrap_or_default() })
}
