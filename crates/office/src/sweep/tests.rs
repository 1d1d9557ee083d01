//! Only what no act has pointed to is swept, and the running office does it by itself.

use super::{Swept, once, run};
use crate::explanation::tests::planted::{ANY, Planted};
use crate::letters_out::keep;
use crate::testing::TestOffice;
use uuid::Uuid;

/// Everything that was uploaded, was so two days ago.
async fn two_days_pass(office: &TestOffice) {
    sqlx::raw_sql(
        "alter table file_chunk disable trigger never_changed;
        update file_chunk set stored_at = stored_at - interval '48 hours';
        alter table file_chunk enable trigger never_changed",
    )
    .execute(&office.node.store().pool)
    .await
    .unwrap();
}

async fn upload(office: &TestOffice) -> Uuid {
    keep(&office.node, "text/plain", ANY, b"Lagt inn").await.unwrap()
}

async fn files(office: &TestOffice) -> Vec<Uuid> {
    let files =
        sqlx::query_scalar("select file_id from file_chunk where file_id in (select id from file)");
    files.fetch_all(&office.node.store().pool).await.unwrap()
}

#[tokio::test]
async fn an_upload_that_no_act_points_to_is_swept_after_a_day_and_an_answer_never() {
    let office = TestOffice::at("2011-06-22T12:00:00+02:00", "uit-2011").await;
    let planted = Planted::exam(&office).await;
    planted.grade(&office, "amina", 7, "C").await;
    once(&office.node).await.unwrap();
    let before = files(&office).await;
    let answer = planted.answer(&office, "amina", "text/plain", b"Mitt svar").await;
    let unused = upload(&office).await;
    assert_eq!(once(&office.node).await.unwrap().files, 0, "may still be used");
    two_days_pass(&office).await;
    let fresh = upload(&office).await;
    assert_eq!(once(&office.node).await.unwrap().files, 1);
    let left = files(&office).await;
    assert!(left.contains(&answer) && left.contains(&fresh) && !left.contains(&unused));
    assert!(before.iter().all(|file| left.contains(file)), "what the office held before");
}

#[tokio::test]
async fn a_cv_that_was_exchanged_stays() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/examiners/{}/cv", crate::world::CastMember::named("geir").id());
    for _ in 0..2 {
        let cv = ("cv", "cv.pdf", "application/pdf", b"%PDF-1.7 cv".as_slice());
        let kept = ingrid.upload(&path, &[], cv).await;
        assert!(kept.status.is_redirection(), "{}", kept.text());
    }
    let before = files(&office).await;
    two_days_pass(&office).await;
    assert_eq!(once(&office.node).await.unwrap().files, 0);
    assert_eq!(files(&office).await.len(), before.len());
}

#[tokio::test]
async fn every_column_that_points_to_a_file_keeps_it() {
    let office = TestOffice::new().await;
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text from information_schema.columns
        where table_schema = current_schema() and column_name like '%file%' and data_type = 'uuid'
            and table_name <> 'file_chunk'",
    )
    .fetch_all(&office.node.store().pool)
    .await
    .unwrap();
    assert!(columns.len() >= 6, "the query of this test finds them");
    let swept = include_str!("unused_files.sql");
    for (table, column) in columns {
        let kept = format!("not exists (select from {table} where {table}.{column} = file.id)");
        assert!(swept.contains(&kept), "{table}.{column} may point to a file");
    }
}

#[tokio::test]
async fn the_running_office_sweeps_by_itself_and_stops_when_it_is_told() {
    let office = TestOffice::new().await;
    office.sign_in("ingrid").await;
    upload(&office).await;
    two_days_pass(&office).await;
    let sessions = "update web_session set expires_at = seen_at - interval '1 hour'";
    sqlx::raw_sql(sessions).execute(&office.node.store().pool).await.unwrap();
    run(&office.node, async {}).await;
    assert_eq!(once(&office.node).await.unwrap(), Swept::default(), "nothing is left to sweep");
}
