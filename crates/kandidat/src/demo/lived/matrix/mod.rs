//! Whose things may who get at? Every route that names a thing is asked for the same things by those
//! whose they are, and by those with the right role at another unit, other students, other examiners,
//! and those who have lost their roles. The list of routes is the office's own, so that a new route is
//! asked by itself; the answers are a golden file beside the matrix of roles.

mod ask;
mod bodies;
mod nobodys;
mod tables;

use super::Lived;
use crate::whole_office;
use anyhow::Result;
use ask::{Asking, Thing};
use nobodys::NOBODYS;
use office::http::RouteRow;
use serde_json::{Value, json};
use std::fmt::Write;
use tables::{ASKED, FREE, NAMED, OWNERS, SHARED, STRANGERS};

/// What is asked: a route, the query of its page, and whether it names a thing.
fn things() -> Vec<Thing> {
    let table = whole_office::routes().table();
    let table = table.into_iter().filter(|row| !row.path.starts_with("/demo/"));
    let mut things = Vec::new();
    for row in table {
        let names = row.path.contains('{') || row.method != "GET" && NAMED.contains(&&*row.path);
        let asked = ASKED.iter().find(|(path, _)| row.method == "GET" && *path == row.path);
        if row.method == "GET" && asked.is_none() || names {
            things.push(Thing { query: "", names, row: row.clone() });
        }
        things.extend(asked.map(|(_, query)| Thing { query, names: true, row }));
    }
    things
}

/// One line of the golden file, and what is wrong in it.
struct Line {
    text: String,
    faults: Vec<String>,
}

fn judged(thing: &Thing, strangers: &[bool], owners: &[bool]) -> Line {
    let mut text = String::new();
    for (at, open) in strangers.iter().chain(owners).enumerate() {
        text.push_str(if at == strangers.len() { "| " } else { "" });
        text.push_str(if *open { "✔ " } else { "· " });
    }
    let label = thing.label();
    let mut faults = Vec::new();
    for ((column, _), open) in STRANGERS.iter().zip(strangers) {
        let shared = SHARED.iter().any(|(path, who, _)| *path == label && who == column);
        if thing.names && *open != shared {
            let what = if shared { "is listed as open to" } else { "is open to" };
            faults.push(format!("{label} {what} {column}"));
        }
    }
    let nobodys = NOBODYS.iter().any(|(path, _)| *path == label);
    if thing.names && owners.contains(&true) == nobodys {
        let what = if nobodys { "somebody gets at it" } else { "nobody gets at it" };
        faults.push(format!("{label}: {what}"));
    }
    let _ = write!(text, "{label}"); // A string can always be written to.
    Line { text, faults }
}

fn head() -> String {
    let mut head = String::new();
    for (at, (name, _)) in STRANGERS.iter().chain(&OWNERS).enumerate() {
        let gap = if at >= STRANGERS.len() { "| " } else { "" };
        let _ = writeln!(head, "{}{gap}{name}", "| ".repeat(at)); // As above.
    }
    head
}

#[test]
fn every_form_without_a_parameter_names_a_thing_or_says_why_not() {
    let table = whole_office::routes().table();
    let known = |path: &str| {
        NAMED.contains(&path) as usize + FREE.iter().filter(|(free, _)| *free == path).count()
    };
    let bare = |row: &&RouteRow| row.method != "GET" && !row.path.contains('{');
    let paths: Vec<_> = table.iter().filter(bare).map(|row| &*row.path).collect();
    let wrong: Vec<_> = paths.iter().filter(|path| known(path) != 1).collect();
    assert_eq!(wrong, Vec::<&&str>::new());
    assert!(NAMED.iter().chain(FREE.iter().map(|(path, _)| path)).all(|p| paths.contains(p)));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_at_what_belongs_to_another() -> Result<()> {
    let lived = Lived::through_the_story(tables::BEFORE).await?;
    an_exclusion(&lived).await?;
    a_degree(&lived).await?;
    a_recognition(&lived).await?;
    an_application(&lived).await?;
    let mut asking = Asking::new(&lived).await?;
    let things = things();
    let mut answers = Vec::new();
    for thing in &things {
        let mut strangers = Vec::new();
        for (_, key) in STRANGERS {
            strangers.push(asking.gets_at(thing, key).await?);
        }
        asking.nobody_is_let_in_unknown(thing).await?;
        asking.nobody_crosses(thing).await?;
        answers.push(strangers);
    }
    let mut faults = std::mem::take(&mut asking.faults);
    let mut golden = head();
    for (thing, strangers) in things.iter().zip(answers) {
        let mut owners = Vec::new();
        for (_, key) in OWNERS {
            owners.push(asking.owner_gets_at(thing, key).await?);
        }
        let line = judged(thing, &strangers, &owners);
        faults.extend(line.faults);
        let _ = writeln!(golden, "{}", line.text); // As above.
    }
    a_missing_guard_is_seen(&mut asking, &things).await?;
    assert!(faults.is_empty(), "{}: {faults:#?}\n{golden}", faults.len());
    insta::with_settings!({ snapshot_path => "../../../../../office/src/http/snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("own_and_others", golden);
    });
    Ok(())
}

/// A call of somebody's, and what it answers.
async fn post(lived: &Lived, key: &str, path: &str, body: Value) -> Result<Value> {
    let cookies = lived.sign_in(key).await?;
    let call = lived.request("POST", path, &cookies)?.json(&body);
    let call = call.header("idempotency-key", uuid::Uuid::now_v7().to_string());
    let answer = call.send().await?.error_for_status()?;
    Ok(serde_json::from_str(&answer.text().await?).unwrap_or_default())
}

/// An exclusion of Amina's, registered by one and controlled by another.
async fn an_exclusion(lived: &Lived) -> Result<()> {
    let national_id: String =
        sqlx::query_scalar("select national_id from person where email = 'amina@nordlys.example'")
            .fetch_one(&lived.store.pool)
            .await?;
    let today = lived.store.clock.now().to_zoned(store::oslo()).date();
    let body = json!({
        "national_id": national_id, "legal_basis": "12-4(3)", "decided_on": today, "from": today,
        "to": today.saturating_add(jiff::Span::new().days(90)),
    });
    let made = post(lived, "tor", "/api/exclusions", body).await?;
    for row in made["rows"].as_array().into_iter().flatten() {
        let path = format!("/api/exclusions/{}/control", row.as_str().unwrap_or_default());
        post(lived, "unni", &path, json!({ "version": 1 })).await?;
    }
    Ok(())
}

/// A degree of Amina's, that rests on what another institution gave her.
async fn a_degree(lived: &Lived) -> Result<()> {
    let national_id: String =
        sqlx::query_scalar("select national_id from person where email = 'amina@nordlys.example'")
            .fetch_one(&lived.store.pool)
            .await?;
    let today = lived.store.clock.now().to_zoned(store::oslo()).date();
    let body = serde_json::json!({
        "national_id": national_id, "unit": "999.10.01", "code": "B-HIS",
        "name_nb": "Bachelor", "name_nn": "Bachelor", "name_en": "Bachelor", "level": 6,
        "credits": "180", "conferred_on": today, "external": [{ "institution": "998",
        "code": "EX", "name": "Examen", "credits": "10" }],
    });
    let call = lived.request("POST", "/api/degrees", &lived.sign_in("ingrid").await?)?.json(&body);
    let call = call.header("idempotency-key", uuid::Uuid::now_v7().to_string());
    call.send().await?.error_for_status()?;
    Ok(())
}

/// What Amina has from elsewhere, as an officer wrote it up, and her application to have it recognised.
async fn a_recognition(lived: &Lived) -> Result<()> {
    let amina: uuid::Uuid =
        sqlx::query_scalar("select id from person where email = 'amina@nordlys.example'")
            .fetch_one(&lived.store.pool)
            .await?;
    let unit: uuid::Uuid = sqlx::query_scalar("select id from unit where place_code = '999.10.01'")
        .fetch_one(&lived.store.pool)
        .await?;
    let post = async |key: &str, path: &str, kind: &str, body: String| -> Result<String> {
        let cookies = lived.sign_in(key).await?;
        let call = lived.request("POST", path, &cookies)?.header("content-type", kind).body(body);
        let call = call.header("idempotency-key", uuid::Uuid::now_v7().to_string());
        Ok(call.send().await?.error_for_status()?.text().await?)
    };
    let json = "application/json";
    let content = serde_json::json!({
        "kind": "course", "institution": { "nb": "Høgskolen i Dalbygda" }, "code": "HIS1000",
        "title": { "nb": "Historie" }, "term": "2025-V", "credits": "10",
    });
    let entered = serde_json::json!({ "issuer": "998", "content": content });
    let path = format!("/api/external-studies/people/{amina}/rows");
    post("tor", &path, json, entered.to_string()).await?;
    let row: uuid::Uuid =
        sqlx::query_scalar("select id from external_row").fetch_one(&lived.store.pool).await?;
    let applied = serde_json::json!({ "unit": unit, "education": "Historie", "rows": [row] });
    let made = post("amina", "/api/my/recognitions", json, applied.to_string()).await?;
    let made: serde_json::Value = serde_json::from_str(&made)?;
    let case = made["id"].as_str().unwrap_or_default();
    let path = format!("/api/my/recognitions/{case}/files");
    let (edge, head) = ("lived-boundary", "content-disposition: form-data; name=");
    let form = format!(
        "--{edge}\r\n{head}\"about\"\r\n\r\nUtskrift\r\n--{edge}\r\n\
        {head}\"file\"; filename=\"utskrift.pdf\"\r\ncontent-type: application/pdf\r\n\r\n\
        %PDF-1.7\r\n--{edge}--\r\n"
    );
    post("amina", &path, &format!("multipart/form-data; boundary={edge}"), form).await?;
    Ok(())
}

/// Amina applies for studies that begin within her exclusion, which are dismissed, and for studies after
/// it.
async fn an_application(lived: &Lived) -> Result<()> {
    let today = lived.store.clock.now().to_zoned(store::oslo()).date();
    let day = |days: i32| today.saturating_add(jiff::Span::new().days(days));
    let programme = json!({
        "code": "B-HIS", "name_nb": "Historie", "name_nn": "Historie", "name_en": "History",
        "unit": "999.10.01", "terms": 6,
    });
    let made = post(lived, "liv", "/api/programmes", programme).await?;
    let path = format!("/api/programmes/{}/starts", made["id"].as_str().unwrap_or_default());
    let mut starts = Vec::new();
    for days in [60, 120] {
        let start = json!({ "starts_on": day(days), "apply_by": day(30) });
        starts.push(post(lived, "liv", &path, start).await?["id"].clone());
    }
    let wish = json!({ "starts": starts });
    let made = post(lived, "amina", "/api/my/applications", wish).await?;
    let path = format!("/api/applications/{}/dismissal", made["id"].as_str().unwrap_or_default());
    let first: uuid::Uuid =
        sqlx::query_scalar("select id from application_choice where priority = 1")
            .fetch_one(&lived.store.pool)
            .await?;
    post(lived, "liv", &path, json!({ "choices": [first] })).await?;
    Ok(())
}

/// The control: to whom everything is open is asked as if he were a stranger, and each answer is a
/// fault; so is a route at which nobody gets.
async fn a_missing_guard_is_seen(asking: &mut Asking<'_>, things: &[Thing]) -> Result<()> {
    let unguarded = [
        "GET  /exams/{exam}/candidates",
        "GET  /letters/{file}",
        "GET  /api/appeals/{appeal}",
        "POST /exams/{exam}/candidates/{registration}/email",
        "PUT  /api/exams/{exam}/candidates/{registration}/email",
    ];
    for label in unguarded {
        let thing = things.iter().find(|thing| thing.label() == label).expect(label);
        let open = asking.gets_at(thing, "unni").await?;
        let told = std::mem::take(&mut asking.faults);
        assert!(told.iter().any(|fault| fault.starts_with(label)), "{label} shows or does nothing");
        assert_eq!(judged(thing, &[open], &[true]).faults.len(), 1, "{label} is open");
        assert_eq!(
            judged(thing, &[false], &[false]).faults.len(),
            1,
            "{label} is there for nobody"
        );
    }
    Ok(())
}
