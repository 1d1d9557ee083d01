//! The pages, in the browsers of those who may and of those who may not.

use super::*;
use axum::http::StatusCode;
use serde_json::json;

async fn national_id(office: &TestOffice, key: &str) -> String {
    sqlx::query_scalar("select national_id from person where id = $1")
        .bind(person(key).0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a number")
}

async fn typed(office: &TestOffice) -> Vec<(&'static str, String)> {
    vec![
        ("national_id", national_id(office, "amina").await),
        ("legal_basis", "12-4(3)".to_owned()),
        ("decided_on", "1.10.2026".to_owned()),
        ("from", "2.11.2026".to_owned()),
        ("to", "30.6.2027".to_owned()),
        ("journal_number", "2026/117".to_owned()),
    ]
}

fn fields<'f>(typed: &'f [(&'static str, String)]) -> Vec<(&'static str, &'f str)> {
    typed.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// Requirements
#[tokio::test]
async fn one_types_the_decision_sees_its_rows_and_another_controls_them() {
    let office = TestOffice::new().await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let empty = tor.post("/exclusions/rows", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["national_id", "legal_basis", "from", "to"] {
        assert!(empty.text().contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let typed = typed(&office).await;
    let rows = tor.post("/exclusions/rows", &fields(&typed)).await;
    assert_eq!(rows.status, StatusCode::OK, "{}", rows.text());
    assert!(rows.text().contains("EKSAMENN ALLE") && rows.text().contains("Amina Farah"));
    let stored: i64 = sqlx::query_scalar("select count(*) from exclusion_row")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(stored, 0, "nothing is stored by looking");
    let made = tor.post("/exclusions", &fields(&typed)).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    assert!(unni.get("/desk").await.text().contains("Kontroller en utestenging"));
    assert!(!tor.get("/desk").await.text().contains("Kontroller en utestenging"));
    let list = unni.get("/api/exclusions").await.json();
    let row = list[0]["id"].as_str().expect("a row").to_owned();
    assert_eq!((&list[0]["status"], &list[0]["controlled"]), (&json!("waiting"), &json!("N")));
    let shown = unni.get(&format!("/exclusions/{row}")).await.text();
    assert!(shown.contains("Det som skal kontrolleres") && shown.contains("30.06.2027"));
    let number = national_id(&office, "amina").await;
    assert!(shown.contains(&number) && shown.contains("Fødselsdato"), "whom it concerns");
    assert!(shown.contains("01.10.2026"), "when it was decided");
    let detail = unni.get(&format!("/api/exclusions/{row}")).await.json();
    assert_eq!((&detail["national_id"], &detail["aggravated"]), (&json!(number), &json!(false)));
    let astrid = office.sign_in("astrid").await;
    assert!(
        !astrid.get(&format!("/exclusions/{row}")).await.text().contains(&number),
        "reads only"
    );
    let own = tor.post(&format!("/exclusions/{row}/control"), &[("version", "1")]).await;
    assert_eq!(own.status, StatusCode::CONFLICT, "{}", own.text());
    let done = unni.post(&format!("/exclusions/{row}/control"), &[("version", "1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let one = unni.get(&format!("/api/exclusions/{row}")).await.json();
    assert_eq!(
        (&one["row"]["status"], &one["row"]["controlled"]),
        (&json!("in-force"), &json!("J"))
    );
}

/// A programme is typed where the row is of this institution alone, and leaves it in none; without a number of
/// the journal a decision is registered all the same.
///
/// Requirements
#[tokio::test]
async fn a_programme_and_the_journal_number_may_be_typed_and_may_be_left_out() {
    let office = TestOffice::new().await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let number = national_id(&office, "amina").await;
    let of = |more: &[(&'static str, &'static str)]| {
        let all = [
            ("legal_basis", "12-5(3)"),
            ("decided_on", "1.10.2026"),
            ("from", "2.11.2026"),
            ("to", "30.6.2027"),
        ];
        all.iter().chain(more).copied().collect::<Vec<_>>()
    };
    let with = async |fields: Vec<(&'static str, &'static str)>| {
        let mut all = vec![("national_id", number.as_str())];
        all.extend(fields);
        tor.post("/exclusions", &all).await
    };
    let without = with(of(&[])).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "the paragraph is of one study");
    assert!(without.text().contains("href=\"#programmes\"") || without.text().contains("program"));
    let made = with(of(&[("programmes", "HIS-B")])).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let mut rows = unni.get("/api/exclusions").await.json().as_array().unwrap().clone();
    rows.sort_by_key(|row| row["type"].to_string());
    let said = |row: &serde_json::Value| {
        let of = |name: &str| row[name].clone();
        (of("type"), of("programme"), of("journal_number"))
    };
    assert_eq!(
        rows.iter().map(said).collect::<Vec<_>>(),
        [
            (json!("EKSAMENN"), json!(null), json!(null)),
            (json!("KARANTENEL"), json!("HIS-B"), json!(null)),
        ],
        "what is transferred has no programme"
    );
    let local = rows[1]["id"].as_str().unwrap();
    let page = unni.get(&format!("/exclusions/{local}")).await.text();
    assert!(page.contains("HIS-B"), "{page}");
    let numbered = [
        ("legal_basis", "12-4(3)"),
        ("decided_on", "2.10.2026"),
        ("from", "2.11.2026"),
        ("to", "30.6.2027"),
        ("journal_number", "2026/117"),
    ];
    let made = with(numbered.to_vec()).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let list = unni.get("/api/exclusions").await.json();
    let numbered =
        list.as_array().unwrap().iter().filter(|row| row["journal_number"] == "2026/117");
    let row = numbered.map(|row| row["id"].as_str().unwrap()).next().expect("a numbered row");
    assert!(unni.get(&format!("/exclusions/{row}")).await.text().contains("2026/117"));
}

/// What was registered directly is told, too; never of studies that give no authorisation.
///
/// Requirements: Q-T1
#[tokio::test]
async fn the_directorate_of_health_is_told_of_what_is_registered_directly_and_of_health_studies_alone()
 {
    for (classification, health) in [("HESOS", true), ("LÆRER", false)] {
        let office = TestOffice::new().await;
        let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
        let number = national_id(&office, "amina").await;
        let typed = [
            ("national_id", number.as_str()),
            ("legal_basis", "12-6(1)"),
            ("classifications", classification),
            ("decided_on", "1.10.2026"),
            ("from", "2.11.2026"),
            ("to", "30.6.2027"),
        ];
        let made = tor.post("/exclusions", &typed).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let task = "Tell the Directorate of Health";
        let desk = async || tor.get("/api/desk").await.text();
        assert!(!desk().await.contains(task), "nobody has controlled it");
        let rows = unni.get("/api/exclusions").await.json().as_array().unwrap().clone();
        for row in &rows {
            let path = format!("/exclusions/{}/control", row["id"].as_str().unwrap());
            let done = unni.post(&path, &[("version", "1")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        }
        assert_eq!(desk().await.matches(task).count() > 0, health, "{classification}");
        let one = format!("/exclusions/{}", rows[0]["id"].as_str().unwrap());
        let page = tor.get(&one).await.text();
        assert_eq!(page.contains("Loven krever at Helsedirektoratet"), health, "{classification}");
        let path = format!("/api{one}/directorate");
        let letter = json!({ "archive_number": "2026/44", "told_on": "2026-11-02" });
        if !health {
            let refused = tor.call(&path, letter).await;
            assert_eq!(refused.json()["code"], "nothing-to-tell");
            continue;
        }
        assert_eq!(
            tor.get(&format!("/api{one}")).await.json()["tell_directorate"],
            "uhl. § 12-6 (3)"
        );
        let early = json!({ "archive_number": "2026/44", "told_on": "2026-09-30" });
        assert_eq!(tor.call(&path, early).await.json()["fields"][0]["field"], "told_on");
        let none = tor.post(&format!("{one}/directorate"), &[("told_on", "2.11.2026")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let entered = [("archive_number", "2026/44"), ("told_on", "2.11.2026")];
        let done = tor.post(&format!("{one}/directorate"), &entered).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(!desk().await.contains(task), "once for the decision");
        assert_eq!(tor.call(&path, letter).await.json()["code"], "nothing-to-tell");
    }
}

/// Requirements
#[tokio::test]
async fn each_role_gets_at_its_own_pages_and_others_learn_nothing() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let path = format!("/exclusions/{row}");
    let reads = ["/exclusions", "/exclusions/report", path.as_str()];
    let (astrid, harald) = (office.sign_in("astrid").await, office.sign_in("harald").await);
    let (ingrid, amina) = (office.sign_in("ingrid").await, office.sign_in("amina").await);
    for page in reads {
        assert_eq!(astrid.get(page).await.status, StatusCode::OK, "{page}");
        for other in [&harald, &ingrid, &amina] {
            assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
    }
    assert_eq!(astrid.get("/exclusions/new").await.status, StatusCode::NOT_FOUND);
    let deletion = [("cause", "reversed"), ("justification", "omgjort")];
    let deleted = astrid.post(&format!("{path}/deletion"), &deletion).await;
    assert_eq!(deleted.status, StatusCode::NOT_FOUND);
    assert_eq!(astrid.get("/exclusions/alerts").await.status, StatusCode::NOT_FOUND);
    assert_eq!(harald.get("/exclusions/alerts").await.status, StatusCode::OK);
    office.grant("per", Role::RustRead).await;
    let per = office.sign_in("per").await;
    assert_eq!(per.get(&path).await.status, StatusCode::NOT_FOUND, "a role at a department");
}

/// Requirements: Q-33
#[tokio::test]
async fn the_log_of_alerts_says_what_is_new_and_who_has_seen_it() {
    let office = TestOffice::new().await;
    a_row(&office, ExclusionType::Eksamenn, true).await;
    let harald = office.sign_in("harald").await;
    let alerts = harald.get("/api/exclusions/alerts").await.json();
    assert_eq!((&alerts[0]["what"], &alerts[0]["type"]), (&json!("new"), &json!("EKSAMENN")));
    assert!(harald.get("/exclusions/alerts").await.text().contains("Nytt vedtak"));
    let seen = format!("/exclusions/alerts/{}/seen", alerts[0]["id"].as_str().unwrap());
    assert_eq!(harald.post(&seen, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(harald.post(&seen, &[]).await.status, StatusCode::CONFLICT, "noted once");
}

/// Requirements: Q-34
#[tokio::test]
async fn the_report_is_narrowed_by_status_period_and_type() {
    let office = TestOffice::new().await;
    a_row(&office, ExclusionType::Eksamenn, true).await;
    let astrid = office.sign_in("astrid").await;
    let count = async |query: &str| {
        let found = astrid.get(&format!("/api/exclusions/report{query}")).await.json();
        found.as_array().expect("rows").len()
    };
    assert_eq!(count("").await, 2);
    assert_eq!(count("?status=in-force").await, 1);
    assert_eq!(count("?status=waiting").await, 1);
    assert_eq!(count("?type=EKSAMENN").await, 1);
    assert_eq!(count("?from=2027-06-30").await, 2, "the last day");
    assert_eq!(count("?from=2027-07-01").await, 0, "the day after");
    assert_eq!(count("?to=2026-11-02").await, 2, "the first day");
    assert_eq!(count("?to=2026-11-01").await, 0, "the day before");
    let page = astrid.get("/exclusions/report?type=EKSAMENN").await.text();
    assert!(page.contains("Farah, Amina"));
}

/// Requirements
#[tokio::test]
async fn whoever_controls_a_change_sees_what_the_person_is_told_and_which_studies_it_is_about() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let page = format!("/exclusions/{row}");
    let change = [
        ("from", "2.11.2026"),
        ("to", "1.3.2027"),
        ("cause", "entry_wrong"),
        ("justification", "Klagen førte fram."),
    ];
    let done = tor.post(&format!("{page}/change"), &change).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let shown = unni.get(&page).await.text();
    let compared = shown.split("id=\"differences\"").nth(1).unwrap_or(&shown);
    for word in ["Studieprogram", "Studieklassifikasjon", "EKSAMENN", "Årsak"] {
        assert!(compared.contains(word), "{word}: {shown}");
    }
    assert!(shown.contains(&office_word("exclusion-cause-entry-wrong")), "{shown}");
    let empty = tor.post(&format!("{page}/withdrawal"), &[("version", "2")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "never in silence");
    let why = [("version", "2"), ("because", "Feil dato.")];
    assert_eq!(tor.post(&format!("{page}/withdrawal"), &why).await.status, StatusCode::SEE_OTHER);
    assert!(unni.get(&page).await.text().contains("Feil dato."), "and it is kept");
}

/// A message in bokmål.
fn office_word(key: &'static str) -> String {
    ui::messages::text(key, &[]).get(Language::Nb).to_owned()
}

/// Requirements: Q-07
#[tokio::test]
async fn she_reads_what_is_registered_about_her_and_who_has_looked() {
    let office = TestOffice::new().await;
    a_row(&office, ExclusionType::Eksamenn, true).await;
    let (amina, bjorn) = (office.sign_in("amina").await, office.sign_in("bjorn").await);
    let mine = amina.get("/my/exclusions").await.text().replace('\u{a0}', " ");
    assert!(mine.contains("eksamenskarantene ved alle institusjoner"), "{mine}");
    assert!(mine.contains("av seg selv når 30.06.2027 er over"));
    let others = bjorn.get("/api/my/exclusions").await.json();
    assert_eq!(others, json!([]));
    office.sign_in("astrid").await.get("/exclusions").await;
    assert!(amina.get("/my/looks").await.text().contains("Utestenging"));
}

/// Requirements: Q-34
#[tokio::test]
async fn the_report_shows_what_others_have_decided_that_has_effect_here() {
    let office = TestOffice::new().await;
    a_row(&office, ExclusionType::Eksamenn, true).await;
    let period = ("2026-08-01", "2027-03-31");
    let told = office.told_of(person("bjorn"), "KARANTENEN", "HESOS", period).await;
    let astrid = office.sign_in("astrid").await;
    let report = async |query: &str| {
        let found = astrid.get(&format!("/api/exclusions/report{query}")).await.json();
        found.as_array().expect("rows").clone()
    };
    let all = report("").await;
    assert_eq!(all.len(), 3, "two of this institution, and one of another");
    let other = all.iter().find(|row| row["own"] == false).expect("of another");
    let said = ["institution", "type", "classification", "from", "to", "status"];
    let said: Vec<_> = said.iter().map(|name| other[name].as_str().unwrap_or_default()).collect();
    assert_eq!(said, ["997", "KARANTENEN", "HESOS", "2026-08-01", "2027-03-31", "in-force"]);
    assert_eq!(other["journal_number"], json!(null), "the register tells no more");
    assert_eq!(report("?type=KARANTENEN").await.len(), 1);
    assert_eq!(report("?from=2027-04-01&type=KARANTENEN").await.len(), 0, "the day after its end");
    assert_eq!(report("?status=in-force").await.len(), 2);
    let page = astrid.get("/exclusions/report?type=KARANTENEN").await.text();
    assert!(page.contains("997") && page.contains("KARANTENEN"), "{page}");
    let own = astrid.get("/api/exclusions").await.json();
    assert!(own.as_array().expect("rows").iter().all(|row| row["own"] == true));
    office.removed(told).await;
    assert_eq!(report("").await.len(), 2, "what is gone has no effect here");
}

#[tokio::test]
async fn a_long_list_is_read_a_page_at_a_time_and_those_of_the_page_alone_are_looked_at() {
    let office = TestOffice::new().await;
    let mut act = office.act().await;
    sqlx::query(
        "insert into exclusion_told_row (row_id, version, person_id, institution, kind,
            classification, from_on, to_on, told_at)
        select gen_random_uuid(), 1, $1, '997', 'EKSAMENN', 'ALLE', '2026-08-01', '2027-03-31',
            '2026-11-01T10:00:00Z'::timestamptz + place * interval '1 second'
        from generate_series(1, 100) place",
    )
    .bind(person("amina").0)
    .execute(act.conn())
    .await
    .expect("rows");
    act.commit(entry()).await.expect("rows");
    office.told_of(person("bjorn"), "EKSAMENN", "ALLE", ("2026-08-01", "2027-03-31")).await;
    let astrid = office.sign_in("astrid").await;
    let page = async |query: &str| {
        let rows = astrid.get(&format!("/api/exclusions/report?{query}")).await.json();
        rows.as_array().expect("rows").len()
    };
    let looked = async || -> bool {
        let sql = "select exists (select from look
            where subject_person = $1 and purpose = 'exclusion')";
        let found = sqlx::query_scalar(sql).bind(person("bjorn").0);
        found.fetch_one(&office.node.store().pool).await.expect("a query")
    };
    assert_eq!((page("").await, page("page=1").await), (100, 100));
    assert!(!looked().await, "he stands on the second page");
    assert_eq!((page("page=2").await, page("page=3").await), (1, 0));
    assert!(looked().await);
    let first = astrid.get("/exclusions/report?status=in-force").await.text();
    assert!(first.contains("status=in-force&amp;page=2") || first.contains("page=2"), "the way on");
    let second = astrid.get("/exclusions/report?page=2").await.text();
    assert_eq!(second.matches("scope=\"row\"").count(), 1, "one row: {second}");
}

/// Requirements: Q-34
#[tokio::test]
async fn whoever_decided_is_called_by_its_name_and_by_its_number_where_the_directory_has_it_no_more()
 {
    let office = TestOffice::new().await;
    office.told_of(person("amina"), "EKSAMENN", "ALLE", ("2026-11-01", "2027-06-30")).await;
    let pages = async |office: &TestOffice| {
        let own = office.sign_in("amina").await.get("/my/exclusions").await.text();
        let report = office.sign_in("astrid").await.get("/exclusions/report").await.text();
        [own, report]
    };
    for page in pages(&office).await {
        assert!(page.contains(">997<"), "{page}");
    }
    let listed = office.listing(&[("997", "Høgskolen i Dalbygda", &["exclusions"])]).await;
    for page in pages(&listed).await {
        assert!(page.contains(">Høgskolen i Dalbygda<") && !page.contains(">997<"), "{page}");
    }
}
