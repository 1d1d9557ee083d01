//! What is at hand in a case, and what became the package.

use super::set_state;
use crate::appeal::blind::Identity;
use crate::appeal::case::Case;
use crate::appeal::{Prepared, State};
use crate::{Act, AppealId, CommitteeId, Error, PackageId, PersonId, Result};
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

/// A file at hand in the case that may be sent.
pub(in crate::appeal) struct AtHand {
    pub(in crate::appeal) id: Uuid,
    pub(in crate::appeal) kind: String,
    pub(in crate::appeal) language: String,
    pub(in crate::appeal) media_type: String,
    /// Paper or guide that came after the announcement, where none had been.
    pub(in crate::appeal) late: bool,
}

impl AtHand {
    /// Whether a machine can take out of it what stands beside its content.
    pub(in crate::appeal) fn can_be_blinded(&self) -> bool {
        matches!(
            self.media_type.as_str(),
            "application/pdf" | "text/plain" | "image/png" | "image/jpeg"
        )
    }

    /// Whether an officer must open it and say that it names nobody, since it can be sent and a
    /// machine does not read all of it.
    pub(in crate::appeal) fn needs_look(&self) -> bool {
        let unread = self.kind == "answer" && self.media_type != "text/plain" || self.late;
        unread && self.can_be_blinded()
    }
}

/// Everything at hand in the case: files, and the kinds of what is no file.
pub(in crate::appeal) struct Everything {
    pub(in crate::appeal) files: Vec<AtHand>,
    pub(in crate::appeal) other: Vec<String>,
}

pub(in crate::appeal) async fn at_hand(
    conn: &mut PgConnection,
    case: &Case,
) -> sqlx::Result<Everything> {
    let files =
        sqlx::query_file!("src/appeal/files.sql", case.graded.registration.0, case.graded.exam.0)
            .fetch_all(conn)
            .await?;
    let files = files.into_iter().map(|row| AtHand {
        id: row.file_id,
        kind: row.kind,
        language: row.language,
        media_type: row.media_type,
        late: row.late,
    });
    let always = ["identity", "candidate_number", "grade", "standpoints", "protocol", "appeal"];
    let mut other: Vec<String> = always.map(str::to_owned).to_vec();
    if case.graded.explanation.is_some() {
        other.push("explanation".to_owned());
    }
    if !case.grounds.is_empty() {
        other.push("grounds".to_owned());
    }
    Ok(Everything { files: files.collect(), other })
}

/// The files of the case that this person has opened since it was registered.
pub(in crate::appeal) async fn opened(
    conn: &mut PgConnection,
    case: &Case,
    who: PersonId,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_file_scalar!(
        "src/appeal/looked.sql",
        case.graded.person.0,
        who.0,
        case.registered_at.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await
}

/// By what the student could be recognised in a text.
pub(in crate::appeal) async fn identity(
    conn: &mut PgConnection,
    case: &Case,
) -> sqlx::Result<Identity> {
    let row =
        sqlx::query_file!("src/appeal/identity.sql", case.graded.person.0).fetch_one(conn).await?;
    let full = format!("{} {}", row.given_name, row.family_name);
    let turned = format!("{}, {}", row.family_name, row.given_name);
    let words = [Some(full), Some(turned), row.student_number, row.national_id];
    Ok(Identity {
        words: words.into_iter().flatten().collect(),
        candidate_number: case.graded.candidate_number.clone(),
    })
}

/// How often a drawn number may be taken before something is wrong.
const DRAWS_MAX: u32 = 100;

/// A number nobody has had: neither in this exam nor in any package.
pub(in crate::appeal) async fn fresh_number(
    conn: &mut PgConnection,
    case: &Case,
) -> Result<String> {
    for _ in 0..DRAWS_MAX {
        let number: u32 = rand::random_range(100_000..1_000_000);
        let drawn = number.to_string();
        let row = sqlx::query_file!("src/appeal/number_taken.sql", drawn, case.graded.exam.0)
            .fetch_one(&mut *conn)
            .await?;
        if !row.taken {
            return Ok(drawn);
        }
    }
    Err(Error::Internal(anyhow::anyhow!("no free number for a package")))
}

/// One thing in the case: sent as a file, or withheld.
pub(in crate::appeal) struct NewItem {
    pub(in crate::appeal) kind: String,
    pub(in crate::appeal) file: Option<NewFile>,
    /// Sent: what was done to the copy. Withheld: why.
    pub(in crate::appeal) why: Text,
}

/// A stripped copy.
pub(in crate::appeal) struct NewFile {
    pub(in crate::appeal) id: Uuid,
    pub(in crate::appeal) name: String,
    pub(in crate::appeal) size_bytes: i32,
    pub(in crate::appeal) sha256: String,
}

impl NewItem {
    /// Something that the committee must not have, by this provision.
    pub(in crate::appeal) fn withheld(kind: &str, provision: &str) -> Self {
        let because = ui::messages::text("appeal-withheld-why", &[("law", &provision)]);
        Self { kind: kind.to_owned(), file: None, why: because }
    }
}

pub(in crate::appeal) async fn insert_package(
    act: &mut Act,
    id: PackageId,
    prepared: &Prepared,
    committee: CommitteeId,
    appeal: AppealId,
    proof_sha256: &str,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query_file!(
        "src/appeal/insert_package.sql",
        id.0,
        appeal.0,
        committee.0,
        prepared.number,
        now.to_sqlx() as _,
        by.0,
        proof_sha256,
    )
    .execute(act.conn())
    .await?;
    for item in &prepared.items {
        let file = item.file.as_ref();
        sqlx::query_file!(
            "src/appeal/insert_item.sql",
            Uuid::new_v4(),
            id.0,
            item.kind,
            file.is_some(),
            file.map(|file| file.id),
            file.map(|file| file.name.as_str()),
            file.map(|file| file.size_bytes),
            file.map(|file| file.sha256.as_str()),
            item.why.nb,
            item.why.nn,
            item.why.en,
        )
        .execute(act.conn())
        .await?;
    }
    Ok(())
}

/// One line of the proof.
pub(crate) struct Item {
    pub(crate) kind: String,
    pub(crate) name: Option<String>,
    pub(crate) size_bytes: Option<i32>,
    pub(crate) sha256: Option<String>,
    pub(crate) why: Text,
}

/// What a package holds and what was withheld, the files first.
pub(crate) async fn items(conn: &mut PgConnection, package: PackageId) -> sqlx::Result<Vec<Item>> {
    let rows = sqlx::query_file!("src/appeal/items.sql", package.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Item {
            kind: row.kind,
            name: row.name,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            why: Text::new(row.why_nb, row.why_nn, row.why_en),
        })
        .collect())
}

pub(in crate::appeal) async fn set_sent(
    act: &mut Act,
    case: &Case,
    package: PackageId,
) -> Result<()> {
    let now = act.now();
    sqlx::query_file!("src/appeal/set_sent.sql", package.0, now.to_sqlx() as _)
        .execute(act.conn())
        .await?;
    if case.state == State::Accepted {
        set_state(act, case.id, State::Sent, &case.because).await?;
    }
    Ok(())
}
