//! Bad input for every route that takes any: the list of routes is the office's own, so that a new
//! route is tried by itself. Never our fault (500), always something said.

use super::{Lived, kept};
use crate::whole_office;
use anyhow::{Context, Result};
use office::http::RouteRow;
use reqwest::{RequestBuilder, Response, header};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Those of the cast who between them may use every route.
const PEOPLE: [&str; 14] = [
    "ingrid", "liv", "jon", "siri", "eva", "nils", "anne", "amina", "frida", "marit", "geir",
    "knut", "tor", "rolf",
];
/// Of which table a parameter of an address names a row.
const TABLES: [(&str, &str); 14] = [
    ("appeal", "appeal"),
    ("committee", "committee"),
    ("course", "course"),
    ("delivery", "delivery"),
    ("document", "exam_document"),
    ("exam", "exam"),
    ("examiner", "(select person_id as id from examiner) examiners"),
    ("explanation", "explanation"),
    ("file", "file"),
    ("grant", "role_grant"),
    ("protocol", "protocol"),
    ("registration", "exam_registration"),
    (
        "student",
        "(select student_number as id from person join exam_registration registration
            on registration.person_id = person.id join result on registration_id = registration.id)
            graded",
    ),
    ("number", "(select candidate_number::text as id from exam_registration) numbers"),
];

/// What is typed into every field of a form at once.
fn typed() -> Vec<String> {
    let varied: String = (0..3000).map(|n: u32| char::from(33 + (n * n % 89) as u8)).collect();
    let fixed = [
        "",
        "\u{0}\u{7}\u{202e}x",
        "99999999999999999999999999",
        "-1",
        "2026-02-30",
        "9999-12-31",
        "0193a000-0000-7000-8000-00000000ffff",
        "';drop table person;--<script>",
    ];
    fixed.into_iter().map(str::to_owned).chain([varied, "å".repeat(40_000)]).collect()
}

/// What every property of a call holds at once.
fn called() -> Vec<Value> {
    let mut values: Vec<Value> = typed().into_iter().map(Value::String).collect();
    values.extend([json!(null), json!(-1), json!(1e300), json!(9_007_199_254_740_993_u64)]);
    values.extend([json!([]), json!([null]), json!({}), json!({ "a": { "b": [1] } }), json!(true)]);
    values
}

/// Forms that are not shown again once refused, with the reason.
const FORM_GONE: [(&str, &str); 14] = [
    ("/degrees", "the form is there once a person is found"),
    ("/demo/login", "the demonstration's"),
    (
        "/exclusions",
        "the form stands under the address that shows its rows first, with all that was typed",
    ),
    ("/exchanges/alarms/seen", "a choice with a button"),
    ("/exchanges/batches", "nobody applies for studies that are to start"),
    ("/my/applications", "no study is open to be applied for"),
    ("/my/exchange/consents", "a choice with a button"),
    ("/my/exchange/consents/withdrawal", "a choice with a button"),
    ("/my/registrations", "a choice with a button; the exam is no more among those that are open"),
    ("/my/registrations/{registration}/language", "a choice with a button, and the time is past"),
    ("/term-notices", "a button with each notice that can be sent; nothing is typed"),
    ("/quarantines/answers", "boxes with a button, for whom an exclusion concerns: nobody here"),
    (
        "/quarantines/withdrawals",
        "boxes with a button, for whom an exclusion concerns: nobody here",
    ),
    ("/examining/explanations/{explanation}", "is given already, and stands there as it was given"),
];

/// What is tried, and with what.
struct Trial<'a> {
    lived: &'a Lived,
    /// Cookies and form token of each of the people.
    people: BTreeMap<&'static str, (String, String)>,
    ids: BTreeMap<&'static str, String>,
    fields: BTreeSet<String>,
    api: Value,
    faults: Vec<String>,
    asked: usize,
    broken_off: usize,
    /// Forms that were shown again.
    kept: usize,
}

impl<'a> Trial<'a> {
    async fn new(lived: &'a Lived) -> Result<Self> {
        let mut people = BTreeMap::new();
        for key in PEOPLE {
            people.insert(key, lived.session(key).await?);
        }
        let mut ids = BTreeMap::new();
        for (parameter, table) in TABLES {
            let sql = format!("select id::text from {table} order by id limit 1");
            // The tables are named above.
            let id = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&lived.store.pool);
            ids.insert(parameter, id.await.with_context(|| table.to_owned())?);
        }
        let api = lived.request("GET", "/api/openapi.json", "")?.send().await?.json().await?;
        Ok(Self {
            lived,
            people,
            ids,
            fields: fields()?,
            api,
            faults: Vec::new(),
            asked: 0,
            broken_off: 0,
            kept: 0,
        })
    }

    async fn route(&mut self, row: &RouteRow) -> Result<()> {
        let path = self.address(&row.path, None);
        let somebody = self.somebody(row, &path).await?;
        if row.path.contains('{') {
            for bad in [
                "none",
                "%00",
                "99999999999999999999",
                "%ff%fe",
                "0193a000-0000-7000-8000-00000000ffff",
            ] {
                let path = self.address(&row.path, Some(bad));
                let request = self.request(row, &path, somebody)?;
                self.send(&row.path, bad, request).await?;
            }
        }
        if row.method == "GET" {
            let query =
                "q=%00%ff&page=99999999999999999999&sort=%27&term=x&unit=%00&exam=x&result=x";
            let request = self.request(row, &format!("{path}?{query}"), somebody)?;
            self.send(&row.path, "query", request).await?;
            return Ok(());
        }
        if row.path.starts_with("/api/") {
            self.call(row, &path, somebody).await
        } else {
            self.form(row, &path, somebody).await
        }
    }

    /// The first who reaches what is behind the guard.
    async fn somebody(&mut self, row: &RouteRow, path: &str) -> Result<&'static str> {
        for key in PEOPLE {
            let request = self.request(row, path, key)?;
            let (status, _) = self.judge(&row.path, "nothing", request.send().await?).await?;
            if !matches!(status, 401 | 404) {
                return Ok(key);
            }
        }
        Ok("ingrid")
    }

    async fn form(&mut self, row: &RouteRow, path: &str, who: &'static str) -> Result<()> {
        let token = self.people[who].1.clone();
        for value in typed() {
            let act = Uuid::now_v7().to_string();
            let mut fields = vec![("csrf", token.as_str()), ("act_id", act.as_str())];
            // A form of many such texts is refused as a whole, which is another trial.
            let many = if value.len() > 10_000 { 2 } else { usize::MAX };
            let (names, student) = (self.fields.clone(), self.ids["student"].clone());
            // A form for a student is there once a student is found.
            let typed = |name| if name == "student" { student.as_str() } else { value.as_str() };
            fields.extend(names.iter().take(many).map(|name| (name.as_str(), typed(name))));
            let request = self.request(row, path, who)?.form(&fields);
            let page = self.send(&row.path, &value, request).await?;
            if many == usize::MAX && !value.is_empty() {
                self.keeps(row, who, page, fields.clone()).await?;
            }
            if !value.is_empty() {
                continue;
            }
            let file = reqwest::multipart::Part::bytes(value.clone().into_bytes());
            let file = file.file_name("x.pdf").mime_str("application/pdf")?;
            let mut form = reqwest::multipart::Form::new();
            for (name, value) in
                fields.iter().filter(|(name, _)| !["file", "answer", "cv"].contains(name))
            {
                form = form.text((*name).to_owned(), (*value).to_owned());
            }
            let field = if path.contains("answer") { "answer" } else { "file" };
            let request = self.request(row, path, who)?.multipart(form.part(field, file));
            self.send(&row.path, "a file", request).await?;
            let forged = vec![("csrf", "forged"), ("act_id", act.as_str())];
            let request = self.request(row, path, who)?.form(&forged);
            self.send(&row.path, "a forged token", request).await?;
        }
        for (kind, body) in [
            ("application/x-www-form-urlencoded", &b"csrf=%ff%fe&x=\xff\xfe&%00=%00"[..]),
            ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
            ("application/json", b"{"),
        ] {
            let request = self.request(row, path, who)?.header(header::CONTENT_TYPE, kind);
            self.send(&row.path, kind, request.body(body)).await?;
        }
        Ok(())
    }

    /// A form that is shown again holds what was typed and what was chosen.
    async fn keeps(
        &mut self,
        row: &RouteRow,
        who: &'static str,
        page: Option<String>,
        fields: Vec<(&str, &str)>,
    ) -> Result<()> {
        let path = self.address(&row.path, None);
        let Some(page) = page else { return Ok(()) };
        let mut sent: Vec<(String, String)> =
            fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        if FORM_GONE.iter().any(|(gone, _)| *gone == row.path) {
            return Ok(());
        }
        self.lost(&row.path, kept::lost(&page, &path, &sent));
        let chosen = kept::chosen(&page, &path);
        if chosen.is_empty() {
            return Ok(());
        }
        sent.retain(|(name, _)| name != "act_id" && chosen.iter().all(|(other, _)| other != name));
        sent.push(("act_id".to_owned(), Uuid::now_v7().to_string()));
        sent.extend(chosen);
        let request = self.request(row, &path, who)?.form(&sent);
        if let Some(page) = self.send(&row.path, "what can be chosen", request).await? {
            self.lost(&row.path, kept::lost(&page, &path, &sent));
        }
        Ok(())
    }

    fn lost(&mut self, route: &str, lost: Option<Vec<String>>) {
        let lost = lost.unwrap_or_else(|| vec!["the whole form".to_owned()]);
        self.faults.extend(lost.into_iter().map(|field| format!("{route} loses {field}")));
        self.kept += 1;
    }

    async fn call(&mut self, row: &RouteRow, path: &str, who: &'static str) -> Result<()> {
        for body in ["", "null", "[]", "{}", "{\"x\":1}", "\u{feff}{", &"[".repeat(5000)] {
            let request = self.request(row, path, who)?.body(body.to_owned());
            let request = request.header(header::CONTENT_TYPE, "application/json");
            self.send(&row.path, body, request).await?;
        }
        let names = self.properties(row);
        for value in called() {
            let body: Map<String, Value> =
                names.iter().map(|name| (name.clone(), value.clone())).collect();
            let path = format!("{path}?kind=paper&language=nb");
            let request = self.request(row, &path, who)?.json(&body);
            self.send(&row.path, &value.to_string(), request).await?;
        }
        Ok(())
    }

    /// The properties that the description of the API gives the body of this call.
    fn properties(&self, row: &RouteRow) -> Vec<String> {
        let method = row.method.to_lowercase();
        let body = &self.api["paths"][&row.path][&method]["requestBody"]["content"];
        let schema = &body["application/json"]["schema"]["$ref"];
        let name = schema.as_str().and_then(|to| to.rsplit('/').next()).unwrap_or_default();
        let schema = &self.api["components"]["schemas"][name]["properties"];
        schema.as_object().map(|all| all.keys().cloned().collect()).unwrap_or_default()
    }

    fn address(&self, path: &str, bad: Option<&str>) -> String {
        let part = |part: &str| match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some(name) => {
                bad.unwrap_or_else(|| self.ids.get(name).map_or("none", |id| id)).to_owned()
            }
            None => part.to_owned(),
        };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    fn request(&self, row: &RouteRow, path: &str, who: &str) -> Result<RequestBuilder> {
        let request = self.lived.request(&row.method, path, &self.people[who].0)?;
        Ok(request.header("idempotency-key", Uuid::now_v7().to_string()))
    }

    /// Gives the page if it shows a form again (422).
    async fn send(
        &mut self,
        route: &str,
        what: &str,
        request: RequestBuilder,
    ) -> Result<Option<String>> {
        let Ok(answer) = request.send().await else {
            // Who is refused before all is read may lose the line while still sending.
            self.broken_off += 1;
            return Ok(None);
        };
        let (status, page) = self.judge(route, what, answer).await?;
        Ok(Some(page).filter(|_| status == 422))
    }

    /// What may not be answered is noted; gives the status and the text.
    async fn judge(&mut self, route: &str, what: &str, answer: Response) -> Result<(u16, String)> {
        self.asked += 1;
        let status = answer.status().as_u16();
        let kind = answer.headers().get(header::CONTENT_TYPE).cloned();
        let kind = kind.and_then(|kind| kind.to_str().map(str::to_owned).ok()).unwrap_or_default();
        let text = answer.text().await.unwrap_or_default();
        let said = match status {
            500.. => false,
            400.. if route.starts_with("/api/") => kind == "application/problem+json",
            400.. if !route.starts_with("/demo/") => text.contains("<html lang=\"nn\""),
            _ => true,
        };
        if !said {
            let what: String = what.chars().take(40).collect();
            let told: String = text.chars().take(120).collect();
            self.faults.push(format!("{route} with {what:?}: {status} {kind} {told}"));
        }
        Ok((status, text))
    }
}

/// The names of all fields of all forms, read from the templates.
fn fields() -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![here.join("../office/src"), here.join("../edge/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let text = std::fs::read_to_string(&path)?;
                let quoted = text.split("name=\"").chain(text.split("orm, \"")).skip(1);
                let name = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
                names.extend(quoted.map(name).filter(|name| {
                    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                }));
            }
        }
    }
    names.retain(|name| name != "csrf" && name != "act_id");
    Ok(names)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_input_is_answered_with_our_own_fault_or_with_silence() -> Result<()> {
    /// Moving the clock would end everybody's session.
    const LEFT_OUT: [&str; 2] = ["/demo/clock", "/logout"];
    let lived = Lived::through_the_story("").await?;
    let mut trial = Trial::new(&lived).await?;
    assert!(trial.fields.len() > 30, "only {} fields", trial.fields.len());
    for row in whole_office::routes().table() {
        if !LEFT_OUT.contains(&row.path.as_str()) {
            trial.route(&row).await?;
        }
    }
    assert!(trial.broken_off * 50 < trial.asked, "{} without an answer", trial.broken_off);
    assert!(trial.kept > 100, "only {} forms were shown again", trial.kept);
    assert!(trial.asked > 2000, "only {} requests", trial.asked);
    trial.faults.sort();
    trial.faults.dedup();
    assert!(
        trial.faults.is_empty(),
        "{} of {}: {:#?}",
        trial.faults.len(),
        trial.asked,
        trial.faults
    );
    Ok(())
}
