//! False documents, and gross misconduct towards patients: what is asked, and who is told.

use super::decide::meeting;
use super::registered::controlled;
use super::{Suspected, invalid, refused};
use serde_json::{Value, json};

/// A case of another matter than cheating, taken up by Tor; its address.
async fn taken(case: &Suspected, more: Value) -> String {
    let number = crate::world::CastMember::named("amina").student_number();
    let mut report = json!({
        "student_number": number, "source": "other", "reported_on": case.today(),
        "observed": "Vitnemålet er ikke utstedt av skolen.",
        "reporters": [{ "title": "rådgiver", "name": "Ola Prøve" }],
    });
    for (name, value) in more.as_object().unwrap() {
        report[name] = value.clone();
    }
    report.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    format!("/api/misconduct/{}", case.taken(report).await)
}

async fn noticed(case: &Suspected, path: &str, basis: &str) {
    let comment_by = case.office.node.today() + jiff::Span::new().days(10);
    let body = json!({ "legal_basis": basis, "comment_by": comment_by.to_string() });
    let tor = case.office.sign_in("tor").await;
    let sent = tor.call(&format!("{path}/notice"), body).await;
    assert_eq!(sent.status, 204, "{}", sent.text());
    case.heard().await;
}

/// The Act has one paragraph on admission and recognition and one on exams, and excludes whoever acted with
/// intent or gross negligence.
///
/// Requirements: P-10, P-11, Q-T1
#[tokio::test]
async fn false_documents_fall_under_the_paragraph_on_what_they_were_used_for_and_take_intent() {
    for (used_for, basis, other) in [
        ("admission", "12-1(1)", "12-1(2)"),
        ("recognition", "12-1(1)", "12-1(2)"),
        ("exam", "12-1(2)", "12-1(1)"),
    ] {
        let case = Suspected::in_2026().await;
        let more = json!({ "matter": "false_documents", "used_for": used_for });
        let path = taken(&case, more).await;
        let tor = case.office.sign_in("tor").await;
        let wrong = json!({ "legal_basis": other, "comment_by": "2026-12-20" });
        let faults = invalid(&tor, &format!("{path}/notice"), wrong).await;
        assert_eq!(faults, ["legal_basis"], "{used_for}");
        let page = tor.get(&path.replace("/api", "")).await.text();
        assert!(page.contains(&format!("\"{basis}\"")), "{used_for}");
        assert!(!page.contains(&format!("\"{other}\"")), "{used_for}");
        noticed(&case, &path, basis).await;
        let tor = case.office.sign_in("tor").await;
        let mut new = meeting(&case, basis);
        new["ruling"]["annulled"] = json!(false);
        new["ruling"]["intent"] = json!(null);
        let decide = format!("{path}/decision");
        if used_for == "exam" {
            assert_eq!(refused(&tor, &decide, new.clone()).await, "intent-missing");
            new["ruling"]["intent"] = json!("grossly_negligent");
        }
        let done = tor.call(&decide, new).await;
        assert_eq!(done.status, 204, "{used_for}: {}", done.text());
    }
}

/// Requirements: Q-T1, P-12
#[tokio::test]
async fn the_directorate_of_health_is_told_of_health_studies_alone_once_another_has_controlled() {
    for (classification, health) in [("HESOS", true), ("LÆRER", false)] {
        let case = Suspected::in_2026().await;
        let more = json!({ "matter": "gross_misconduct", "placement": "Fjordvik sykehus" });
        let path = taken(&case, more).await;
        noticed(&case, &path, "12-6(1)").await;
        let tor = case.office.sign_in("tor").await;
        let mut new = meeting(&case, "12-6(1)");
        new["ruling"]["annulled"] = json!(false);
        new["ruling"]["intent"] = json!(null);
        new["ruling"]["classifications"] = json!([classification]);
        let done = tor.call(&format!("{path}/decision"), new).await;
        assert_eq!(done.status, 204, "{}", done.text());
        let told = case.letters("misconduct_decision").await.remove(0)["outcome"]["told"].clone();
        let promised = if health { "register_and_directorate_of_health" } else { "register" };
        assert_eq!(told, promised, "{classification}");
        let to_directorate = async || {
            crate::jobs::run_due(&case.office.node).await.unwrap();
            let mut all = case.letters("exclusion_information").await;
            all.retain(|one| one["head"]["addressee"]["name"] == "Helsedirektoratet");
            all
        };
        assert!(to_directorate().await.is_empty(), "one alone tells nobody");
        controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
        let told = to_directorate().await;
        assert_eq!(told.len(), usize::from(health), "{classification}");
        if let Some(letter) = told.first() {
            assert_eq!(letter["recipient"]["told_law"], "uhl. § 12-6 (3)");
            assert!(letter["recipient"]["national_id"].is_string());
        }
    }
}

/// Requirements: P-05, P-13, Q-27
#[tokio::test]
async fn nobody_signs_or_settles_by_a_role_from_whoever_she_is_to_be_the_second_to() {
    let case = Suspected::in_2026().await;
    let id = case.reported(case.found()).await;
    let sign = format!("/api/misconduct/{id}/signature");
    let role = |role: &'static str, by: &'static str, unit: &'static str| {
        let case = &case;
        async move {
            let mut act = case.office.act().await;
            sqlx::query(
                "insert into role_grant (id, person_id, unit_id, role, valid_from, granted_by)
                select $1, $2, id, $3, '2020-01-01', $4 from unit where place_code = $5",
            )
            .bind(uuid::Uuid::now_v7())
            .bind(crate::world::CastMember::named("liv").id().0)
            .bind(role)
            .bind(crate::world::CastMember::named(by).id().0)
            .bind(unit)
            .execute(act.conn())
            .await
            .unwrap();
            let entry = ::store::Entry::new("test.role", "person", uuid::Uuid::nil());
            act.commit(entry).await.unwrap();
        }
    };
    role("head_of_office", "ingrid", "999.10.01").await;
    let liv = case.office.sign_in("liv").await;
    assert_eq!(refused(&liv, &sign, json!({})).await, "role-from-other", "made by the writer");
    let by_sql = format!(
        "insert into misconduct_signature (misconduct_id, signed_as, person_id, signed_on)
        values ('{id}', 'head_of_unit', ME, '2026-12-02')"
    );
    assert!(!case.office.lets("liv", &by_sql).await);
    let own = "update misconduct set person_id = ME";
    assert!(!case.office.lets("tor", own).await, "whose a case is stays");

    let other = Suspected::in_2026().await;
    let id = super::appeal::decided(&other, "12-4(3)").await;
    let case = other;
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await;
    let unni = case.office.sign_in("unni").await;
    unni.call(&format!("/api/misconduct/{id}/forwarding"), json!({})).await;
    let mut act = case.office.act().await;
    sqlx::query(
        "insert into role_grant (id, person_id, unit_id, role, valid_from, granted_by)
        select $1, $2, id, 'central_officer', '2020-01-01', $3 from unit where level = 'institution'",
    )
    .bind(uuid::Uuid::now_v7())
    .bind(crate::world::CastMember::named("liv").id().0)
    .bind(crate::world::CastMember::named("unni").id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(::store::Entry::new("test.role", "person", uuid::Uuid::nil())).await.unwrap();
    let liv = case.office.sign_in("liv").await;
    let settle = format!("/api/misconduct/{id}/outcome");
    let reversed = super::appeal::outcome(&case, "reversed");
    assert_eq!(refused(&liv, &settle, reversed).await, "role-from-other", "made by who forwarded");
}

/// What was given on false documents is annulled, and they are kept: both without a time, decided with two
/// thirds, named in the notice and said in the decision by their paragraph.
///
/// Requirements: P-10, P-12, Q-T1
#[tokio::test]
async fn false_documents_are_confiscated_and_what_was_given_on_them_is_annulled() {
    for (used_for, basis, sanction) in [
        ("admission", "12-1(1)", "admission_annulled"),
        ("recognition", "12-1(1)", "recognition_annulled"),
    ] {
        let case = Suspected::in_2026().await;
        let more = json!({ "matter": "false_documents", "used_for": used_for });
        let path = taken(&case, more).await;
        noticed(&case, &path, basis).await;
        let notice = case.letters("misconduct_notice").await.remove(0).to_string();
        assert!(notice.contains("confiscation") && notice.contains(sanction), "{notice}");
        let tor = case.office.sign_in("tor").await;
        let page = tor.get(&format!("{}/decision", path.replace("/api", ""))).await.text();
        assert!(page.contains("De falske dokumentene blir inndratt"), "{page}");
        let mut new = meeting(&case, basis);
        new["ruling"]["intent"] = json!(null);
        new["ruling"]["legal_basis"] = json!(null);
        new["ruling"]["from"] = json!(null);
        new["ruling"]["to"] = json!(null);
        new["ruling"]["confiscated"] = json!(true);
        let decide = format!("{path}/decision");
        let (all, against) = (new["votes_for"].as_u64().unwrap(), json!(2));
        let mut divided = new.clone();
        divided["votes_for"] = json!(all - 1);
        divided["votes_against"] = against;
        assert_eq!(refused(&tor, &decide, divided).await, "majority-missing", "{used_for}");
        let done = tor.call(&decide, new).await;
        assert_eq!(done.status, 204, "{used_for}: {}", done.text());
        let letter = case.letters("misconduct_decision").await.remove(0);
        let ordered = letter["outcome"]["ordered"].as_array().unwrap();
        let said = |one: &Value| (one["sanction"]["sanction"].clone(), one["law"].clone());
        assert_eq!(
            ordered.iter().map(said).collect::<Vec<_>>(),
            [
                (json!("confiscation"), json!("uhl. § 12-1 (1)")),
                (json!(sanction), json!("uhl. § 12-1 (1)")),
            ]
        );
        let seen = tor.get(&path).await.json();
        assert_eq!(seen["decision"]["confiscated"], true);
        let none = "select count(*) from result_annulment";
        let none = sqlx::query_scalar::<_, i64>(none);
        assert_eq!(none.fetch_one(&case.office.node.store().pool).await.unwrap(), 0);
    }
}

/// Requirements: P-10, Q-T1
#[tokio::test]
async fn an_exam_reached_by_false_documents_is_annulled_and_nothing_else_can_be() {
    for (case, basis, law) in [
        (Suspected::in_2011().await, "4-8(3)", "uhl. (2005) § 4-7 (1) a"),
        (Suspected::in_2026().await, "12-1(2)", "uhl. § 12-1 (2)"),
    ] {
        let more = json!({
            "matter": "false_documents", "used_for": "exam", "registration": case.registration,
            "student_number": null,
        });
        let path = taken(&case, more).await;
        noticed(&case, &path, basis).await;
        let tor = case.office.sign_in("tor").await;
        let decide = format!("{path}/decision");
        let mut new = meeting(&case, basis);
        new["ruling"]["confiscated"] = json!(true);
        assert_eq!(invalid(&tor, &decide, new.clone()).await, ["confiscated"], "{basis}");
        new["ruling"]["confiscated"] = json!(false);
        let done = tor.call(&decide, new).await;
        assert_eq!(done.status, 204, "{basis}: {}", done.text());
        let annulled: String = sqlx::query_scalar("select law from result_annulment")
            .fetch_one(&case.office.node.store().pool)
            .await
            .unwrap();
        assert_eq!(annulled, law);
        let rows = super::registered::rows(&tor).await;
        assert_eq!(rows.len(), 2, "{basis} is registered: {rows:?}");
    }
    let gross = Suspected::in_2026().await;
    let more = json!({ "matter": "gross_misconduct", "placement": "Fjordvik sykehus" });
    let path = taken(&gross, more).await;
    noticed(&gross, &path, "12-6(1)").await;
    let tor = gross.office.sign_in("tor").await;
    let mut new = meeting(&gross, "12-6(1)");
    new["ruling"]["classifications"] = json!(["HESOS"]);
    let faults = invalid(&tor, &format!("{path}/decision"), new).await;
    assert_eq!(faults, ["annulled"]);
}
