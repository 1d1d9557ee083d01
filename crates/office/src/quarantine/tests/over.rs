//! When a row is over nothing here leads from what stays of it to whose it was.

use crate::testing::TestOffice;
use crate::world::CastMember;
use axum::http::StatusCode;
use rules::Language;
use serde_json::json;
use uuid::Uuid;

/// Where the id of a row stands, of all columns that could hold it.
async fn stands(office: &TestOffice, row: Uuid) -> Vec<String> {
    let pool = &office.node.store().pool;
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select c.table_name::text, c.column_name::text from information_schema.columns c
        join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.data_type = 'uuid' and t.table_type = 'BASE TABLE'
        order by 1, 2",
    )
    .fetch_all(pool)
    .await
    .expect("the columns");
    let mut found = Vec::new();
    for (table, column) in columns {
        let sql = format!("select exists (select from {table} where {column} = $1)");
        let there: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(row)
            .fetch_one(pool)
            .await
            .expect("a table");
        if there {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

/// Of Amina one registration is withdrawn and one try refused and answered, each because of this row.
async fn refused(office: &TestOffice, row: Uuid) {
    let courses = office.world.courses;
    let stood = office.exam(courses.history, "2027-03-15").await;
    let tried = office.exam(courses.sources, "2027-03-16").await;
    let stood = office.registered(stood, "amina", Language::Nb).await;
    let amina = office.sign_in("amina").await;
    let wish = json!({ "exam": tried, "language": "nb" });
    assert_eq!(amina.call("/api/my/registrations", wish).await.status, StatusCode::CONFLICT);
    let ingrid = office.sign_in("ingrid").await;
    let body = json!({ "registrations": [stood] });
    let done = ingrid.call("/api/quarantines/withdrawals", body).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.text());
    let before = stands(office, row).await;
    for column in ["quarantine_refusal.row_id", "refused_sign_up.row_id"] {
        assert!(before.iter().any(|found| found == column), "{before:?}");
    }
}

/// What stays of a row, for counting and for the order of messages: it names nobody.
const STAYS: [&str; 6] = [
    "audit_entry.subject_id",
    "exclusion_alert.row_id",
    "exclusion_row.id",
    "exclusion_row_version.row_id",
    "exclusion_told_gone.row_id",
    "exclusion_told_row.row_id",
];

async fn nothing_else(office: &TestOffice, row: Uuid) {
    let mut left = stands(office, row).await;
    left.retain(|column| !STAYS.contains(&column.as_str()));
    assert_eq!(left, Vec::<String>::new());
}

/// Requirements
#[tokio::test]
async fn the_day_after_the_period_no_refusal_and_no_try_says_which_row_it_was() {
    let office = TestOffice::new().await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let number: String = sqlx::query_scalar("select national_id from person where id = $1")
        .bind(CastMember::named("amina").id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a number");
    let decision = json!({ "national_id": number, "legal_basis": "12-4(3)",
        "decided_on": "2026-10-01", "from": "2026-11-02", "to": "2027-08-15" });
    let made = tor.call("/api/exclusions", decision).await.json();
    let mut exams = None;
    for row in made["rows"].as_array().expect("rows") {
        let row = row.as_str().expect("an id");
        let done =
            unni.call(&format!("/api/exclusions/{row}/control"), json!({ "version": 1 })).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
        if unni.get(&format!("/api/exclusions/{row}")).await.json()["row"]["type"] == "EKSAMENN" {
            exams = Some(row.parse::<Uuid>().expect("an id"));
        }
    }
    let row = exams.expect("a row that bars from exams");
    refused(&office, row).await;
    office.clock("2027-08-15T23:59:59+02:00").await;
    assert!(!stands(&office, row).await.is_empty());
    office.clock("2027-08-16T00:00:00+02:00").await;
    nothing_else(&office, row).await;
    let case = office.sign_in("ingrid").await.get("/api/quarantines/refusals").await;
    assert_eq!(case.status, StatusCode::OK, "the case itself stays: {}", case.text());
}

/// Requirements
#[tokio::test]
async fn of_another_institution_s_row_that_is_over_or_taken_back_nothing_says_whose_it_was() {
    let amina = CastMember::named("amina").id();
    for taken_back in [false, true] {
        let office = TestOffice::new().await;
        let period = ("2026-11-02", "2027-08-15");
        let row = office.told_of(amina, "EKSAMENN", "ALLE", period).await;
        refused(&office, row).await;
        let mut act = office.act().await;
        sqlx::query(
            "update exclusion_told_row set removed_at = told_at, removed = $2, person_id = null,
                programme = null, case_officer = null where row_id = $1",
        )
        .bind(row)
        .bind(if taken_back { "deleted" } else { "expired" })
        .execute(act.conn())
        .await
        .expect("removed");
        if taken_back {
            let now = act.now();
            act.enqueue("exclusion.taken_back", json!({ "row": row }), now).await.expect("a job");
        }
        act.commit(::store::Entry::new("test.removed", "exclusion", row)).await.expect("removed");
        crate::jobs::run_due(&office.node).await.expect("the jobs");
        nothing_else(&office, row).await;
        let back: i64 = sqlx::query_scalar("select count(*) from quarantine_taken_back")
            .fetch_one(&office.node.store().pool)
            .await
            .expect("a count");
        assert_eq!(back, i64::from(taken_back), "and what was taken back is taken up again");
    }
}
