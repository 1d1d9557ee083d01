//! A register under test: what it is told and asked, and what of its answers is believed.

use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use protocol::exclusion::{
    ASK, Ask, Blinding, DELETED, Deleted, EVALUATE, EpochKey, Evaluate, Evaluated, Found, LIST,
    List, ListPage, Period, Purpose, REGISTERED, Registered, Row, Token,
};
use rules::NationalId;
use rules::exclusion::{Classification, ExclusionType};
use serde::Serialize;
use uuid::Uuid;
use wire::{InstitutionNumber, Network, Receipt};

use crate::World;
use crate::exchange::{Asked, By, Said, Wrong, asked, message, question, read, refused};

/// How long until it is looked first whether something has been acted on; then twice as long each time,
/// since a register answers so many questions in a day.
const LOOK_AFTER: Duration = Duration::from_millis(50);
const CASE: &str = "conformance-1";
/// So many invented persons share a day of birth.
const SERIALS: usize = 300;

/// What the checks have in common, in their order.
pub(super) struct Trial<'a, N> {
    world: &'a World,
    network: &'a N,
    patience: Duration,
    /// Whom the row is about that is registered, whom no row is about, and for two on the way.
    pub(super) persons: [String; 4],
    /// The row that is registered first, in its highest version.
    pub(super) row: Option<Row>,
    drawn: usize,
}

impl<'a, N: Network> Trial<'a, N> {
    pub(super) fn new(world: &'a World, network: &'a N, patience: Duration) -> Self {
        let mut trial =
            Self { world, network, patience, persons: Default::default(), row: None, drawn: 0 };
        trial.persons = [(); 4].map(|()| trial.somebody());
        trial
    }

    /// An invented person whom nobody has registered: drawn anew in each trial.
    fn somebody(&mut self) -> String {
        self.drawn += 1;
        let random = usize::from(rand::random::<u16>()) * 4 + self.drawn;
        let days = i64::try_from(random / SERIALS % 3000).unwrap_or_default();
        let born = date(1990, 1, 1).saturating_add(days.days());
        let person = NationalId::synthetic(born, random % SERIALS);
        person.map(|id| id.expose().to_owned()).unwrap_or_default()
    }

    /// A row of the sender's about whomever, in force from today on for a month.
    pub(super) fn new_row(&self) -> Row {
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        Row {
            id: Uuid::new_v4(),
            version: 1,
            institution: self.institution(By::Sender),
            period: Period { from: today, to: today.saturating_add(30.days()) },
            kind: ExclusionType::Karantenen,
            classification: Classification::Alle,
            programme: None,
            case_officer: None,
        }
    }

    /// The number of whoever writes.
    pub(super) fn institution(&self, by: By) -> InstitutionNumber {
        let party = match by {
            By::Sender => self.world.sender(),
            By::Other | By::Register => self.world.other(),
        };
        party.to_string().parse().expect("an institution writes")
    }

    /// Sends a message, which must be acknowledged.
    pub(super) async fn tell(
        &self,
        by: By,
        kind: &'static str,
        body: &impl Serialize,
    ) -> Result<Receipt, Wrong> {
        message(self.world, self.network, asked(by, kind, None, body)?).await
    }

    pub(super) async fn register(&self, person: &str, row: &Row) -> Result<Receipt, Wrong> {
        let body = Registered { national_id: person.to_owned(), row: row.clone() };
        self.tell(By::Sender, REGISTERED, &body).await
    }

    pub(super) async fn delete(&self, id: Uuid, version: u32) -> Result<Receipt, Wrong> {
        self.tell(By::Sender, DELETED, &Deleted { id, version }).await
    }

    /// Sends a message that must not be taken for its kind or form: status and type of the problem.
    pub(super) async fn not_taken(
        &self,
        kind: &'static str,
        body: &impl Serialize,
    ) -> Result<(u16, String), Wrong> {
        refused(self.world, self.network, asked(By::Sender, kind, None, body)?).await
    }

    pub(super) async fn question(
        &self,
        by: By,
        kind: &'static str,
        about: Option<&'static str>,
        body: &impl Serialize,
    ) -> Result<Said, Wrong> {
        question(self.world, self.network, asked(by, kind, about, body)?).await
    }

    /// The same question twice, with one id.
    pub(super) async fn question_twice(
        &self,
        kind: &'static str,
        body: &impl Serialize,
    ) -> Result<[Said; 2], Wrong> {
        let first = asked(By::Sender, kind, Some(CASE), body)?;
        let again = Asked { id: first.id, ..asked(By::Sender, kind, Some(CASE), body)? };
        let first = question(self.world, self.network, first).await?;
        Ok([first, question(self.world, self.network, again).await?])
    }

    pub(super) async fn list(&self, known: u64, page: u32) -> Result<ListPage, Wrong> {
        let said = self.question(By::Sender, LIST, None, &List { known, page }).await?;
        read(said.body()?, "a page of the list")
    }

    /// All tokens of one version of the list.
    pub(super) async fn tokens(&self) -> Result<Vec<Token>, Wrong> {
        let first = self.list(0, 0).await?;
        let (mut tokens, mut page) = (first.tokens, 1);
        while page < first.pages {
            let next = self.list(0, page).await?;
            if next.version != first.version {
                return Err("the list has changed while its pages were asked for".to_owned());
            }
            tokens.extend(next.tokens);
            page += 1;
        }
        Ok(tokens)
    }

    pub(super) async fn newest_key(&self) -> Result<EpochKey, Wrong> {
        self.list(0, 0).await?.epochs.last().copied().ok_or_else(|| "no key".to_owned())
    }

    /// The tokens of persons, by the proof against the newest key of the list.
    pub(super) async fn evaluate(&self, persons: &[&str]) -> Result<Vec<Token>, Wrong> {
        let key = self.newest_key().await?;
        let mut blindings = Vec::new();
        for person in persons {
            blindings.push((*person, Blinding::of(person).map_err(|not| not.to_string())?));
        }
        let blinded = blindings.iter().map(|(_, one)| one.blinded()).collect();
        let body = Evaluate { epoch: key.epoch, blinded };
        let said = self.question(By::Sender, EVALUATE, None, &body).await?;
        let said: Evaluated = read(said.body()?, "what was evaluated")?;
        if said.epoch != key.epoch {
            return Err(format!("evaluated under the key of epoch {}", said.epoch));
        }
        let tokens = Blinding::finish(&blindings, &said.evaluations, &said.proof, &key);
        tokens.map_err(|forged| forged.to_string())
    }

    /// What is registered about a person that bars admission.
    pub(super) async fn ask(&self, person: &str) -> Result<Vec<Row>, Wrong> {
        Ok(self.ask_for(person, Purpose::Admission).await?.rows)
    }

    /// What is answered about a person to who asks for something.
    pub(super) async fn ask_for(&self, person: &str, purpose: Purpose) -> Result<Found, Wrong> {
        let body = Ask { national_id: person.to_owned(), purpose };
        let said = self.question(By::Sender, ASK, Some(CASE), &body).await?;
        read(said.body()?, "what was found")
    }

    /// Asks about a person until this is what is registered: messages are acted on later.
    pub(super) async fn until(&self, person: &str, expected: &[Row]) -> Result<(), Wrong> {
        let (begun, mut pause) = (Instant::now(), LOOK_AFTER);
        loop {
            let found = self.ask(person).await?;
            if found == expected {
                return Ok(());
            }
            if begun.elapsed() > self.patience {
                return Err(format!("{} where {} should stand", told(&found), told(expected)));
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
    }

    /// A row that comes and goes, so that whatever was sent before it has been acted on as well.
    pub(super) async fn pass(&self) -> Result<(), Wrong> {
        let (row, person) = (self.new_row(), &self.persons[3]);
        self.register(person, &row).await?;
        self.until(person, std::slice::from_ref(&row)).await?;
        self.delete(row.id, 2).await?;
        self.until(person, &[]).await
    }
}

/// Rows without what is in them.
fn told(rows: &[Row]) -> String {
    let versions: Vec<String> = rows.iter().map(|row| row.version.to_string()).collect();
    format!("{} rows (versions: {})", rows.len(), versions.join(", "))
}
