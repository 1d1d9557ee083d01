//! Announced grades for tests, as the earlier routines would have left them.

use crate::grading::{Content, Panel, PanelMember};
use crate::letters_out::keep;
use crate::testing::TestOffice;
use crate::world::CastMember;
use crate::{CommitteeId, ExamId, PersonId, ProtocolId, RegistrationId, ResultId};
use ::store::Entry;
use ::store::file::Limits;
use jiff_sqlx::ToSqlx;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

pub(crate) const ANY: Limits = Limits {
    size_max_bytes: 1 << 20,
    media_types: &[
        "application/pdf",
        "text/plain",
        "image/png",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
};

/// One exam of HIS-1001, graded by Marit (internal) and Geir (external).
pub(crate) struct Planted {
    pub(crate) exam: ExamId,
    pub(crate) committee: CommitteeId,
    pub(crate) protocol: ProtocolId,
}

impl Planted {
    pub(crate) async fn exam(office: &TestOffice) -> Self {
        let planted = Self {
            exam: ExamId::new(),
            committee: CommitteeId::new(),
            protocol: ProtocolId::new(),
        };
        let unit = office.world.department().0;
        let mut act = office.act().await;
        let now = act.now().to_sqlx();
        let conn = act.conn();
        run(conn, sqlx::query("insert into exam (id, course_id, term, kind) values ($1, $2, '2026-V', 'ordinary')")
            .bind(planted.exam.0).bind(office.world.course().0)).await;
        run(conn, sqlx::query("insert into committee (id, exam_id, kind, appointed_on, appointed_by) values ($1, $2, 'ordinary', '2011-01-01', $3)")
            .bind(planted.committee.0).bind(planted.exam.0).bind(unit)).await;
        for (position, (key, external)) in
            [("marit", false), ("geir", true)].into_iter().enumerate()
        {
            run(conn, sqlx::query("insert into committee_member (id, committee_id, person_id, position, external, appointed_on) values ($1, $2, $3, $4, $5, '2011-01-01')")
                .bind(Uuid::now_v7()).bind(planted.committee.0).bind(CastMember::named(key).id().0)
                .bind(i32::try_from(position).unwrap() + 1).bind(external)).await;
        }
        run(conn, sqlx::query("insert into protocol (id, exam_id, committee_id, kind, content, content_sha256, sealed_at, sealed_by, received_at, received_by) values ($1, $2, $3, 'original', '[]', $4, $5, $6, $5, $7)")
            .bind(planted.protocol.0).bind(planted.exam.0).bind(planted.committee.0).bind("0".repeat(64))
            .bind(now).bind(CastMember::named("ingrid").id().0).bind(CastMember::named("liv").id().0)).await;
        run(
            conn,
            sqlx::query("update examiner set approved_on = '2010-01-01', approved_by = $1")
                .bind(unit),
        )
        .await;
        act.commit(Entry::new("test.exam", "exam", planted.exam.0)).await.unwrap();
        planted
    }

    /// The student's grade, announced now.
    pub(crate) async fn grade(
        &self,
        office: &TestOffice,
        key: &str,
        number: i32,
        grade: &str,
    ) -> ResultId {
        let (registration, result) = (RegistrationId::new(), ResultId::new());
        let mut act = office.act().await;
        let now = act.now().to_sqlx();
        let conn = act.conn();
        run(conn, sqlx::query("insert into exam_registration (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number) values ($1, $2, $3, 'nb', 'registered', $4, $4, $5)")
            .bind(registration.0).bind(self.exam.0).bind(CastMember::named(key).id().0).bind(now).bind(number)).await;
        run(conn, sqlx::query("insert into result (id, registration_id, grade, protocol_id, origin, announced_at) values ($1, $2, $3, $4, 'ordinary', $5)")
            .bind(result.0).bind(registration.0).bind(grade).bind(self.protocol.0).bind(now)).await;
        act.commit(Entry::new("test.grade", "result", result.0)).await.unwrap();
        result
    }

    /// The student's answer as it was handed in.
    pub(crate) async fn answer(
        &self,
        office: &TestOffice,
        key: &str,
        media_type: &str,
        bytes: &[u8],
    ) -> Uuid {
        let file = keep(&office.node, media_type, ANY, bytes).await.unwrap();
        let (student, desk) = (CastMember::named(key).id().0, CastMember::named("eva").id().0);
        let delivery = Uuid::now_v7();
        let mut act = office.act().await;
        let now = act.now().to_sqlx();
        let conn = act.conn();
        run(conn, sqlx::query("insert into delivery (id, registration_id, received_at, channel, copies, candidate_number_ok, front_page_ok, received_by)
            select $1, id, $2, 'upload', 1, true, true, $3 from exam_registration where exam_id = $4 and person_id = $5")
            .bind(delivery).bind(now).bind(desk).bind(self.exam.0).bind(student)).await;
        run(conn, sqlx::query("insert into delivery_file (id, delivery_id, file_id, added_at) values ($1, $2, $3, $4)")
            .bind(Uuid::now_v7()).bind(delivery).bind(file).bind(now)).await;
        act.commit(Entry::new("test.answer", "delivery", delivery)).await.unwrap();
        file
    }

    /// The paper or the grading guide.
    pub(crate) async fn document(&self, office: &TestOffice, kind: &str, bytes: &[u8]) {
        let file = keep(&office.node, "text/plain", ANY, bytes).await.unwrap();
        let mut act = office.act().await;
        let now = act.now().to_sqlx();
        run(act.conn(), sqlx::query("insert into exam_document (id, exam_id, kind, language, file_id, added_at, added_by) values ($1, $2, $3, 'nb', $4, $5, $6)")
            .bind(Uuid::now_v7()).bind(self.exam.0).bind(kind).bind(file).bind(now).bind(CastMember::named("siri").id().0)).await;
        act.commit(Entry::new("test.document", "exam", self.exam.0)).await.unwrap();
    }

    /// A diploma issued today.
    pub(crate) async fn diploma(&self, office: &TestOffice, key: &str) {
        let mut act = office.act().await;
        let today = act.today().to_sqlx();
        run(act.conn(), sqlx::query("insert into diploma (id, person_id, title, issued_on) values ($1, $2, 'Bachelor i historie', $3)")
            .bind(Uuid::now_v7()).bind(CastMember::named(key).id().0).bind(today)).await;
        act.commit(Entry::new("test.diploma", "person", Uuid::nil())).await.unwrap();
    }
}

pub(crate) async fn run(
    conn: &mut PgConnection,
    query: sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments>,
) {
    query.execute(conn).await.unwrap();
}

/// What a new committee seals about its one answer.
fn sealed(panel: &Panel, registration: RegistrationId, grade: &str) -> Content {
    let examiner =
        |member: &PanelMember| json!({ "person": member.person, "external": member.external });
    let examiners: Vec<_> = panel.members.iter().map(examiner).collect();
    let row = json!({ "number": "K-1", "registration": registration, "status": "graded", "grade": grade });
    let content = json!({
        "exam": panel.exam.id, "course": panel.exam.code, "term": panel.exam.term.to_string(),
        "committee": panel.id, "rectifies": null, "reason": "", "examiners": examiners, "rows": [row],
    });
    serde_json::from_value(content).unwrap()
}

/// A new committee's protocol with its one grade, signed by these.
pub(crate) async fn signed_protocol(
    office: &TestOffice,
    committee: CommitteeId,
    registration: RegistrationId,
    grade: &str,
    signed_by: &[PersonId],
) {
    let id = Uuid::now_v7();
    let mut act = office.act().await;
    let now = act.now().to_sqlx();
    let conn = act.conn();
    let content = sealed(&Panel::load(conn, committee).await.unwrap(), registration, grade);
    let (text, hash) = (content.canonical().unwrap(), content.sha256().unwrap());
    run(conn, sqlx::query("insert into protocol (id, exam_id, committee_id, kind, appeal_id, content, content_sha256, sealed_at, sealed_by)
        select $1, exam_id, id, 'regrade', appeal_id, $2, $3, $4, $5 from committee where id = $6")
        .bind(id).bind(&text).bind(&hash).bind(now)
        .bind(CastMember::named("ingrid").id().0).bind(committee.0)).await;
    for person in signed_by {
        run(conn, sqlx::query("insert into protocol_signature (protocol_id, person_id, signed_at, content_sha256) values ($1, $2, $3, $4)")
            .bind(id).bind(person.0).bind(now).bind(&hash)).await;
    }
    act.commit(Entry::new("test.protocol", "protocol", id)).await.unwrap();
}
