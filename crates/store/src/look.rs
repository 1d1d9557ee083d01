//! The second log: who looked at whose data, when and why. The person concerned can read it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{Actor, Result, Store};

/// The looks of one at a person's data within a day, for one purpose.
pub struct Looks {
    /// The first of them, by the domain's clock.
    pub first_at: Timestamp,
    /// The last of them.
    pub last_at: Timestamp,
    /// How many.
    pub count: i64,
    /// `person`, `system` or `job`.
    pub actor_kind: String,
    /// The person or system that looked; none for a job.
    pub actor_id: Option<Uuid>,
    /// The job that looked.
    pub actor_job: Option<String>,
    /// A code for the purpose, such as `appeal` or `letters-out`; the pages have a text for each.
    pub purpose: String,
    /// What the one who looked gave as reason, where a reason is asked for.
    pub reason: Option<String>,
}

impl Store {
    /// Notes that `actor` looks at the data of `subject_person`. Looking at one's own data is not
    /// noted. When the note cannot be written the data must not be shown: show only after `Ok`.
    pub async fn look(
        &self,
        actor: Actor,
        subject_person: Uuid,
        purpose: &'static str,
        reason: Option<&str>,
    ) -> Result<()> {
        self.note(actor, subject_person, purpose, reason, None).await
    }

    /// As [`look`](Self::look), at one thing alone: a file that is opened, and none beside it.
    pub async fn look_at(
        &self,
        actor: Actor,
        subject_person: Uuid,
        purpose: &'static str,
        object: Uuid,
    ) -> Result<()> {
        self.note(actor, subject_person, purpose, None, Some(object)).await
    }

    async fn note(
        &self,
        actor: Actor,
        subject_person: Uuid,
        purpose: &'static str,
        reason: Option<&str>,
        object: Option<Uuid>,
    ) -> Result<()> {
        if actor == Actor::Person(subject_person) {
            return Ok(());
        }
        sqlx::query!(
            "insert into look (id, at, subject_person, actor_kind, actor_id, actor_job, purpose, reason,
                object_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            Uuid::now_v7(),
            self.clock.now().to_sqlx(),
            subject_person,
            actor.kind(),
            actor.id(),
            actor.job(),
            purpose,
            reason,
            object,
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// As [`look`](Self::look), for everybody on a list: one note for each of them.
    pub async fn look_each(
        &self,
        actor: Actor,
        subjects: &[Uuid],
        purpose: &'static str,
    ) -> Result<()> {
        let subjects: Vec<Uuid> =
            subjects.iter().copied().filter(|one| actor != Actor::Person(*one)).collect();
        let ids: Vec<Uuid> = subjects.iter().map(|_| Uuid::now_v7()).collect();
        sqlx::query!(
            "insert into look (id, at, subject_person, actor_kind, actor_id, actor_job, purpose)
            select noted.id, $3, noted.subject, $4, $5, $6, $7
            from unnest($1::uuid[], $2::uuid[]) as noted(id, subject)",
            &ids,
            &subjects,
            self.clock.now().to_sqlx(),
            actor.kind(),
            actor.id(),
            actor.job(),
            purpose,
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

/// The looks at this person's data, those of one actor for one purpose and reason on one day in
/// Norway together; newest first, at most `limit`.
pub async fn of_person(pool: &PgPool, person: Uuid, limit: u32) -> Result<Vec<Looks>> {
    let rows = sqlx::query!(
        r#"select actor_kind, actor_id, actor_job, purpose, reason,
            min(at) as "first_at!", max(at) as "last_at!", count(*) as "count!"
        from look where subject_person = $1
        group by actor_kind, actor_id, actor_job, purpose, reason,
            (at at time zone 'Europe/Oslo')::date
        order by max(at) desc, purpose, actor_id limit $2"#,
        person,
        i64::from(limit),
    )
    .fetch_all(pool)
    .await?;
    let looks = rows.into_iter().map(|row| Looks {
        first_at: row.first_at.to_jiff(),
        last_at: row.last_at.to_jiff(),
        count: row.count,
        actor_kind: row.actor_kind,
        actor_id: row.actor_id,
        actor_job: row.actor_job,
        purpose: row.purpose,
        reason: row.reason,
    });
    Ok(looks.collect())
}
