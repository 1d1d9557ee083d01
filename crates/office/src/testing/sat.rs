//! An exam that has been sat, with its committee, for the tests of grading and of what follows it.

use super::{Answer, Browser, TestOffice};
use crate::world::CastMember;
use crate::{CommitteeId, ExamId, MemberId, PersonId, RegistrationId};
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx;
use serde_json::{Value, json};
use store::Entry;
use uuid::Uuid;

/// An exam held on 2 November 2026 from eight to nine, graded by marit (internal) and geir (external).
pub struct Sat {
    /// The office in which it was held.
    pub office: TestOffice,
    /// The exam.
    pub exam: ExamId,
    /// Its committee.
    pub committee: CommitteeId,
    /// Those who have delivered, by their keys in the cast.
    pub students: Vec<(&'static str, RegistrationId)>,
}

fn person(key: &str) -> PersonId {
    CastMember::named(key).id()
}

impl Sat {
    /// These students have delivered; their numbers are 101, 102, … in this order.
    pub async fn by(students: &[&'static str]) -> Self {
        Self::on(TestOffice::new().await, date(2026, 11, 2), students).await
    }

    /// The same on another day.
    pub async fn on(office: TestOffice, day: Date, students: &[&'static str]) -> Self {
        let (exam, committee) = (ExamId::new(), CommitteeId::new());
        let mut act = office.act().await;
        let (now, today) = (act.now(), act.today());
        let conn = act.conn();
        sqlx::query(
            "insert into exam (id, course_id, term, kind, exam_date, starts_at, duration_minutes)
            values ($1, $2, $3, 'ordinary', $4, '08:00', 60)",
        )
        .bind(exam.0)
        .bind(office.world.course().0)
        .bind(rules::Term::of(day).to_string())
        .bind(day.to_sqlx())
        .execute(&mut *conn)
        .await
        .unwrap();
        let mut sat = Vec::new();
        for (at, key) in students.iter().enumerate() {
            let registration = RegistrationId::new();
            sqlx::query(
                "insert into exam_registration
                    (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number)
                values ($1, $2, $3, 'nb', 'registered', $4, $4, $5)",
            )
            .bind(registration.0)
            .bind(exam.0)
            .bind(person(key).0)
            .bind(now.to_sqlx())
            .bind(101 + at as i32)
            .execute(&mut *conn)
            .await
            .unwrap();
            sqlx::query(
                "insert into delivery
                    (id, registration_id, received_at, channel, copies, candidate_number_ok, front_page_ok, received_by)
                values ($1, $2, $3, 'desk', 1, true, true, $4)",
            )
            .bind(Uuid::now_v7())
            .bind(registration.0)
            .bind(now.to_sqlx())
            .bind(person("eva").0)
            .execute(&mut *conn)
            .await
            .unwrap();
            sat.push((*key, registration));
        }
        sqlx::query(
            "insert into committee (id, exam_id, kind, appointed_on, appointed_by, case_ref)
            values ($1, $2, 'ordinary', $3, $4, '2026/7')",
        )
        .bind(committee.0)
        .bind(exam.0)
        .bind(today.to_sqlx())
        .bind(office.world.department().0)
        .execute(&mut *conn)
        .await
        .unwrap();
        let this = Self { office, exam, committee, students: sat };
        act.commit(Entry::new("test.plant", "exam", exam.0)).await.unwrap();
        this.seat("marit", 1, false).await;
        this.seat("geir", 2, true).await;
        this
    }

    /// Gives somebody a seat and the answers.
    pub async fn seat(&self, key: &str, position: i32, external: bool) {
        let mut act = self.office.act().await;
        sqlx::query(
            "insert into committee_member (id, committee_id, person_id, position, external, appointed_on,
                handed_over_at, handed_over_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(MemberId::new().0)
        .bind(self.committee.0)
        .bind(person(key).0)
        .bind(position)
        .bind(external)
        .bind(act.today().to_sqlx())
        .bind(act.now().to_sqlx())
        .bind(person("ingrid").0)
        .execute(act.conn())
        .await
        .unwrap();
        act.commit(Entry::new("test.seat", "committee", self.committee.0)).await.unwrap();
    }

    /// Takes the answers back from whoever sits there.
    pub async fn take_back(&self, position: i32) {
        let mut act = self.office.act().await;
        sqlx::query(
            "update committee_member set handed_over_at = null, handed_over_by = null
            where committee_id = $1 and position = $2",
        )
        .bind(self.committee.0)
        .bind(position)
        .execute(act.conn())
        .await
        .unwrap();
        act.commit(Entry::new("test.seat", "committee", self.committee.0)).await.unwrap();
    }

    /// A statement of the test's own within an act; the error if the database refuses.
    pub async fn try_sql(&self, sql: &'static str, id: Uuid) -> Result<(), sqlx::Error> {
        let mut act = self.office.act().await;
        sqlx::query(sql).bind(id).execute(act.conn()).await?;
        act.commit(Entry::new("test.sql", "exam", self.exam.0)).await.unwrap();
        Ok(())
    }

    /// Counts rows.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.office.node.store().pool).await.unwrap()
    }

    /// A browser in which a member of the cast is signed in.
    pub async fn as_(&self, key: &str) -> Browser {
        self.office.sign_in(key).await
    }

    /// Gives standpoints as an examiner: numbers and grades.
    pub async fn give(&self, key: &str, grades: &[(&str, &str)]) -> Answer {
        let given: Vec<Value> =
            grades.iter().map(|(n, grade)| json!({ "number": n, "grade": grade })).collect();
        let path = format!("/api/examining/{}/standpoints", self.committee);
        self.as_(key).await.call(&path, json!(given)).await
    }

    /// What an examiner sees of one candidate.
    pub async fn seen(&self, key: &str, number: &str) -> Value {
        let path = format!("/api/examining/{}", self.committee);
        let all = self.as_(key).await.get(&path).await.json();
        let found = all["answers"].as_array().unwrap().iter().find(|line| line["number"] == number);
        found.cloned().unwrap_or(Value::Null)
    }

    /// An examiner seals the protocol.
    pub async fn seal(&self, key: &str) -> Answer {
        let path = format!("/api/committees/{}/protocols", self.committee);
        self.as_(key).await.call(&path, json!({})).await
    }

    /// An examiner signs a protocol as it stands.
    pub async fn sign(&self, key: &str, protocol: &str) -> Answer {
        let browser = self.as_(key).await;
        let path = format!("/api/protocols/{protocol}");
        let sha256 = browser.get(&path).await.json()["sha256"].clone();
        browser.call(&format!("{path}/signatures"), json!({ "sha256": sha256 })).await
    }

    /// Somebody takes a protocol a step on: `receipt`, `announcement`.
    pub async fn step(&self, key: &str, protocol: &str, step: &str) -> Answer {
        let path = format!("/api/protocols/{protocol}/{step}");
        self.as_(key).await.call(&path, json!({})).await
    }

    /// Seals, has both sign, receives and announces; answers the protocol.
    pub async fn announced(&self) -> String {
        let sealed = self.seal("marit").await;
        assert_eq!(sealed.status, 201, "{}", sealed.text());
        let protocol = sealed.json()["id"].as_str().unwrap().to_owned();
        self.through(&protocol).await;
        protocol
    }

    /// Has both sign, receives and announces.
    pub async fn through(&self, protocol: &str) {
        for key in ["marit", "geir"] {
            assert_eq!(self.sign(key, protocol).await.status, 204);
        }
        assert_eq!(self.step("liv", protocol, "receipt").await.status, 204);
        assert_eq!(self.step("liv", protocol, "announcement").await.status, 200);
    }
}
