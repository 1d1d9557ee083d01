//! Committees of a case, their members and whether they have their package.

use crate::appeal::case::{Case, CaseCommittee};
use crate::examiners::CommitteeKind;
use crate::{Act, AppealId, CommitteeId, MemberId, PackageId, PersonId, Result};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;

/// A member of a committee, by name.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) workplace: String,
    pub(crate) external: bool,
}

struct MemberRow {
    person_id: uuid::Uuid,
    external: bool,
    given_name: String,
    family_name: String,
    title_nb: String,
    title_nn: String,
    title_en: String,
    workplace: String,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            person: PersonId(row.person_id),
            name: format!("{} {}", row.given_name, row.family_name),
            title: Text::new(row.title_nb, row.title_nn, row.title_en),
            workplace: row.workplace,
            external: row.external,
        }
    }
}

/// The members of a committee in the order of their seats.
pub(crate) async fn members(
    conn: &mut PgConnection,
    committee: CommitteeId,
) -> sqlx::Result<Vec<Member>> {
    let rows = sqlx::query_file_as!(MemberRow, "src/appeal/members.sql", committee.0)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// The members of the committees of earlier appeals about the same answer.
pub(in crate::appeal) async fn sat_before(
    conn: &mut PgConnection,
    appeal: AppealId,
) -> sqlx::Result<Vec<Member>> {
    let rows = sqlx::query_file_as!(MemberRow, "src/appeal/sat_before.sql", appeal.0)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// An approved examiner of the register, or `None`.
pub(in crate::appeal) async fn examiner(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<Member>> {
    Ok(examiners(conn, Some(person)).await?.pop())
}

/// The approved examiners of the register, or the one asked for.
pub(in crate::appeal) async fn examiners(
    conn: &mut PgConnection,
    one: Option<PersonId>,
) -> sqlx::Result<Vec<Member>> {
    let rows =
        sqlx::query_file_as!(MemberRow, "src/appeal/examiners.sql", one.map(|person| person.0))
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// A package as stored.
pub(crate) struct PackageRow {
    pub(crate) id: PackageId,
    pub(crate) candidate_number: String,
    pub(crate) built_at: Timestamp,
    pub(crate) sent_at: Option<Timestamp>,
    pub(crate) proof_sha256: String,
}

/// The committees of a case with members and package, the first one first.
pub(in crate::appeal) async fn committees(
    conn: &mut PgConnection,
    appeal: AppealId,
) -> sqlx::Result<Vec<CaseCommittee>> {
    let rows =
        sqlx::query_file!("src/appeal/committees.sql", appeal.0).fetch_all(&mut *conn).await?;
    let mut committees = Vec::new();
    for row in rows {
        let id = CommitteeId(row.id);
        let package = match (row.package_id, row.candidate_number, row.built_at, row.proof_sha256) {
            (Some(id), Some(candidate_number), Some(built_at), Some(proof_sha256)) => {
                Some(PackageRow {
                    id: PackageId(id),
                    candidate_number,
                    built_at: built_at.to_jiff(),
                    sent_at: row.sent_at.map(|at| at.to_jiff()),
                    proof_sha256,
                })
            }
            _ => None,
        };
        committees.push(CaseCommittee {
            id,
            kind: CommitteeKind::stored(&row.kind)?,
            appointed_on: row.appointed_on.to_jiff(),
            members: members(conn, id).await?,
            package,
        });
    }
    Ok(committees)
}

pub(in crate::appeal) async fn seat(
    act: &mut Act,
    case: &Case,
    kind: CommitteeKind,
    members: &[Member],
    case_ref: &str,
) -> Result<CommitteeId> {
    let (id, today) = (CommitteeId::new(), act.today());
    sqlx::query_file!(
        "src/appeal/insert_committee.sql",
        id.0,
        case.graded.exam.0,
        kind.word(),
        case.id.0,
        today.to_sqlx() as _,
        case.graded.unit.0,
        case_ref,
    )
    .execute(act.conn())
    .await?;
    for (position, member) in (1i32..).zip(members) {
        sqlx::query_file!(
            "src/appeal/insert_member.sql",
            MemberId::new().0,
            id.0,
            member.person.0,
            position,
            member.external,
            today.to_sqlx() as _,
        )
        .execute(act.conn())
        .await?;
    }
    Ok(id)
}
