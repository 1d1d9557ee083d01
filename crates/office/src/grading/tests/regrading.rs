//! A committee of an appeal: the package's number, its files, and a third from outside.

use crate::testing::Sat;
use crate::world::CastMember;
use crate::{AppealId, CommitteeId};
use serde_json::json;
use store::Entry;
use store::file::{DatabaseFiles, Files, Limits, NoScanner};
use uuid::Uuid;

/// Amina has appealed; solveig and terje assess anew what the package holds under K-77.
async fn regrade(sat: &mut Sat) -> Uuid {
    let limits = Limits { size_max_bytes: 1000, media_types: &["text/plain"] };
    let files = DatabaseFiles::new(sat.office.node.store().clone(), std::sync::Arc::new(NoScanner));
    let mut upload = files.begin("text/plain", limits).unwrap();
    upload.write(b"svar").await.unwrap();
    let file = upload.finish().await.unwrap().id;
    let (appeal, committee, package) = (AppealId::new(), CommitteeId::new(), Uuid::now_v7());
    let mut act = sat.office.act().await;
    for sql in [
        "insert into appeal (id, registration_id, result_id, case_number, lodged_on, channel, registered_at, registered_by, state, rule_set, rule_set_hash)
            select $1, registration_id, id, '2026/1', '2026-11-02', 'desk', announced_at, (select id from person limit 1), 'sent', 'demo-2026', ''
            from result where $2::uuid <> $3::uuid and $4::uuid <> $3 limit 1",
        "insert into committee (id, exam_id, kind, appeal_id, appointed_on, appointed_by)
            select $2, id, 'regrade', $1, '2026-11-02', (select id from unit where place_code = '999.10.01') from exam where $3::uuid <> $4::uuid",
        "insert into regrade_package (id, appeal_id, committee_id, candidate_number, built_at, built_by, sent_at, proof_sha256)
            select $3, $1, $2, 'K-77', registered_at, (select id from person limit 1), registered_at, '' from appeal where $4::uuid <> $3",
        "insert into regrade_package_item (id, package_id, kind, included, file_id, name, size_bytes, sha256, why_nb, why_nn, why_en)
            select $4, $3, 'answer', true, $4, 'svar.txt', 4, repeat('0', 64), '', '', '' where $1::uuid <> $2::uuid",
    ] {
        let ids = sqlx::query(sql).bind(appeal.0).bind(committee.0).bind(package).bind(file);
        ids.execute(act.conn()).await.unwrap();
    }
    act.commit(Entry::new("test.regrade", "appeal", appeal.0)).await.unwrap();
    sat.committee = committee;
    sat.seat("solveig", 1, true).await;
    sat.seat("terje", 2, true).await;
    file
}

pub(super) async fn appealed() -> (Sat, Uuid) {
    let mut sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    sat.announced().await;
    let file = regrade(&mut sat).await;
    (sat, file)
}

/// Requirements: L-12
#[tokio::test]
async fn a_new_committee_knows_the_packages_number_and_nothing_of_the_old_one() {
    let (sat, file) = appealed().await;
    let solveig = sat.as_("solveig").await;
    let page = solveig.get(&format!("/examining/{}", sat.committee)).await.text();
    assert!(page.contains("K-77") && !page.contains(">101<") && !page.contains("Farah"));
    let answer = format!("/examining/{}/answers/K-77/{file}", sat.committee);
    assert_eq!(solveig.get(&answer).await.body, b"svar");
    assert_eq!(sat.as_("geir").await.get(&answer).await.status, 404, "geir graded it first");
    assert_eq!(sat.give("solveig", &[("101", "A")]).await.status, 422);
    assert_eq!(sat.give("solveig", &[("K-77", "A")]).await.status, 200);
    assert_eq!(sat.give("terje", &[("K-77", "A")]).await.status, 200);
    let protocol = sat.seal("solveig").await.json()["id"].as_str().unwrap().to_owned();
    for key in ["solveig", "terje"] {
        assert_eq!(sat.sign(key, &protocol).await.status, 204);
    }
    let page = sat.as_("liv").await.get(&format!("/protocols/{protocol}")).await.text();
    assert!(!page.contains("Registrer protokollen som mottatt"), "it is the case's");
    for step in ["receipt", "announcement"] {
        let refused = sat.step("liv", &protocol, step).await;
        assert_eq!(refused.json()["code"], "regrade-by-appeal", "{step}");
    }
    assert_eq!(sat.count(FILED).await, 0, "without the case's access code");
}

/// Entries of a re-grading's protocol outside its case.
const FILED: &str = "select count(*) from archive_entry join protocol on protocol.id = subject_id
    where protocol.kind = 'regrade'";

/// Requirements: M-13
#[tokio::test]
async fn two_who_disagree_about_an_appeal_get_a_third_who_is_new_to_it() {
    let (sat, _) = appealed().await;
    sat.give("solveig", &[("K-77", "A")]).await;
    sat.give("terje", &[("K-77", "B")]).await;
    let jon = sat.as_("jon").await;
    let path = format!("/committees/{}/third", sat.committee);
    assert!(jon.get("/desk").await.text().contains(&path));
    assert_eq!(jon.get(&path).await.status, 200);
    assert_eq!(sat.as_("ingrid").await.get(&path).await.status, 404);
    let third =
        |key: &str| json!({ "examiner": CastMember::named(key).id(), "case_ref": "2026/50" });
    let api = format!("/api{path}");
    assert_eq!(jon.call(&api, third("knut")).await.json()["code"], "third-must-be-external");
    assert_eq!(jon.call(&api, third("geir")).await.json()["code"], "sat-before");
    assert_eq!(jon.call(&api, third("hilde")).await.status, 204);
    sat.give("hilde", &[("K-77", "A")]).await;
    assert_eq!(sat.seen("hilde", "K-77").await["grade"], "A");
}

/// Requirements: M-13
#[tokio::test]
async fn a_third_is_called_into_an_appeal_only_while_two_disagree_and_nothing_is_sealed() {
    let (sat, _) = appealed().await;
    let (jon, hilde) = (sat.as_("jon").await, CastMember::named("hilde").id());
    let path = format!("/api/committees/{}/third", sat.committee);
    let call_in = async || {
        let wanted = json!({ "examiner": hilde, "case_ref": "2026/50" });
        let answer = jon.call(&path, wanted).await;
        (answer.status.as_u16(), answer.json()["code"].as_str().unwrap_or_default().to_owned())
    };
    let no_dispute = (409, "no-dispute".to_owned());
    assert_eq!(call_in().await, no_dispute, "neither stands");
    sat.give("solveig", &[("K-77", "A")]).await;
    assert_eq!(call_in().await, no_dispute, "one stands");
    sat.give("terje", &[("K-77", "A")]).await;
    assert_eq!(call_in().await, no_dispute, "they agree");
    assert_eq!(sat.seal("solveig").await.status, 201);
    assert_eq!(call_in().await, (409, "protocol-closed".to_owned()));
}

/// Requirements: O-07
#[tokio::test]
async fn a_third_who_can_read_the_case_is_not_called_in() {
    let (sat, _) = appealed().await;
    sat.give("solveig", &[("K-77", "A")]).await;
    sat.give("terje", &[("K-77", "B")]).await;
    let path = format!("/api/committees/{}/third", sat.committee);
    let hilde = json!({ "examiner": CastMember::named("hilde").id(), "case_ref": "2026/50" });
    sat.office.grant("hilde", crate::access::Role::ExamCoordinator).await;
    let refused = sat.as_("jon").await.call(&path, hilde).await;
    assert_eq!(refused.json()["code"], "not-blind", "{}", refused.text());
}
