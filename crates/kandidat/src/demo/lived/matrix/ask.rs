//! One asks for a thing, with what the route needs to get as far as whose it is.

use super::super::Lived;
use super::bodies::BODIES;
use super::tables::{
    CROSSED, FIELDS, HERE, IDS, MARKS, OTHERWISE, OWNERS, REGISTER, SHARED, STRANGERS, TELLS,
};
use anyhow::{Context, Result};
use office::http::RouteRow;
use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, header};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What is asked for.
pub(super) struct Thing {
    pub(super) row: RouteRow,
    pub(super) query: &'static str,
    /// Whether it names somebody's thing; else it is a list.
    pub(super) names: bool,
}

impl Thing {
    pub(super) fn label(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{:4} {}{mark}{}", self.row.method, self.row.path, self.query)
    }

    fn is_call(&self) -> bool {
        self.row.path.starts_with("/api/")
    }
}

/// Somebody at a browser.
struct Asker {
    cookies: String,
    token: String,
    /// Own names and addresses, which may stand in what the person reads.
    own: Vec<String>,
}

pub(super) struct Asking<'a> {
    lived: &'a Lived,
    people: HashMap<&'static str, Asker>,
    ids: BTreeMap<&'static str, String>,
    api: Value,
    pub(super) faults: Vec<String>,
}

impl<'a> Asking<'a> {
    pub(super) async fn new(lived: &'a Lived) -> Result<Self> {
        let mut people = HashMap::new();
        for (_, key) in STRANGERS.into_iter().chain(OWNERS) {
            let (cookies, token) = lived.session(key).await?;
            let own = sqlx::query_scalar("select unnest(array[given_name, family_name,
                postal_address[1], student_number]) from person where email = $1 || '@nordlys.example'");
            let own: Vec<Option<String>> = own.bind(key).fetch_all(&lived.store.pool).await?;
            people.insert(key, Asker { cookies, token, own: own.into_iter().flatten().collect() });
        }
        let api = lived.request("GET", "/api/openapi.json", "")?.send().await?.json().await?;
        let ids = ids(lived).await?;
        let mut asking = Self { lived, people, ids, api, faults: Vec::new() };
        asking.propose_regulation().await?;
        asking.keep_cv().await?;
        asking.plan_at_the_neighbour().await?;
        asking.suspect().await?;
        asking.take_roles("odd").await?;
        Ok(asking)
    }

    /// Takes all roles from somebody, on the page of those who may.
    async fn take_roles(&mut self, key: &'static str) -> Result<()> {
        let (cookies, token) = self.lived.session("anne").await?;
        let grants = sqlx::query_scalar(
            "select role_grant.id from role_grant
            join person on person.id = person_id where email = $1 || '@nordlys.example'",
        );
        let grants: Vec<Uuid> = grants.bind(key).fetch_all(&self.lived.store.pool).await?;
        for grant in grants {
            let act = Uuid::now_v7().to_string();
            let form = [("csrf", &token), ("act_id", &act)];
            let path = format!("/access/grants/{grant}/end");
            let answer = self.lived.request("POST", &path, &cookies)?.form(&form).send().await?;
            anyhow::ensure!(answer.status() == 303, "a role is not taken: {}", answer.status());
        }
        Ok(())
    }

    /// Whether somebody gets at a thing that is not hers. Whoever does not must have read of nobody
    /// and changed nothing; nobody may read of others where she is let in either.
    pub(super) async fn gets_at(&mut self, thing: &Thing, key: &'static str) -> Result<bool> {
        let before = self.done_by(key).await?;
        let (open, pages) = self.tries(thing, key).await?;
        let label = thing.label();
        let tells = TELLS.iter().any(|(path, _)| *path == label);
        for page in pages.into_iter().filter(|_| !tells) {
            let mut page = page;
            for own in &self.people[key].own {
                page = page.replace(own, "");
            }
            if let Some(at) = MARKS.iter().find_map(|mark| page.find(mark)) {
                let from = page.floor_char_boundary(at.saturating_sub(60));
                let to = page.floor_char_boundary(at + 20);
                self.faults.push(format!("{label} tells {key} of somebody: {}", &page[from..to]));
            }
        }
        let after = self.done_by(key).await?;
        let shared = SHARED.iter().any(|(path, _, reason)| *path == label && *reason == REGISTER);
        if thing.names && !shared && after != before {
            self.faults.push(format!("{label} lets {key} do something: {before:?} {after:?}"));
        }
        Ok(open)
    }

    /// Under an address that begins with her own, nobody gets at another's: the neighbour's exam
    /// with our candidate, the new committee with the first one's answers.
    pub(super) async fn nobody_crosses(&mut self, thing: &Thing) -> Result<()> {
        let several = thing.row.path.matches('{').count() > 1;
        for (parameter, own, key) in CROSSED {
            let reads = thing.row.method == "GET" || parameter == "exam";
            if several && reads && thing.row.path.contains(&format!("{{{parameter}}}")) {
                let theirs = self.ids.insert(parameter, self.ids[own].clone());
                if self.gets_at(thing, key).await? {
                    self.faults.push(format!("{} is open to {key} by his own", thing.label()));
                }
                self.ids.extend(theirs.map(|id| (parameter, id)));
            }
        }
        Ok(())
    }

    /// Whether the one whose it is gets at it.
    pub(super) async fn owner_gets_at(&mut self, thing: &Thing, key: &'static str) -> Result<bool> {
        if thing.row.path.contains("{regulation}") {
            self.propose_regulation().await?;
        }
        if thing.row.path.contains("absences/{registration}") {
            self.record_absence().await?;
        }
        Ok(self.tries(thing, key).await?.0)
    }

    /// Who has not signed in is sent to do so.
    pub(super) async fn nobody_is_let_in_unknown(&mut self, thing: &Thing) -> Result<()> {
        let public = thing.row.allow == office::http::Allow::Public;
        let answer =
            self.lived.request(&thing.row.method, &self.address(thing), "")?.send().await?;
        let expected = if thing.is_call() { 401 } else { 303 };
        if !public && answer.status() != expected {
            let said = format!("{} answers {} to nobody", thing.label(), answer.status());
            self.faults.push(said);
        }
        Ok(())
    }

    async fn tries(&self, thing: &Thing, key: &str) -> Result<(bool, Vec<String>)> {
        let (mut open, mut pages) = (false, Vec::new());
        for request in self.requests(thing, key)? {
            let answer = request.send().await?;
            open |= answer.status() != 404;
            let place = answer.headers().get(header::LOCATION).cloned();
            pages.push(format!("{place:?} {}", answer.text().await?));
        }
        Ok((open, pages))
    }

    fn requests(&self, thing: &Thing, key: &str) -> Result<Vec<RequestBuilder>> {
        let asker = &self.people[key];
        let address = self.address(thing);
        let request = || self.lived.request(&thing.row.method, &address, &asker.cookies);
        if thing.row.method == "GET" {
            return Ok(vec![request()?]);
        }
        if thing.is_call() {
            let request = request()?.header("idempotency-key", Uuid::now_v7().to_string());
            return Ok(vec![self.with_body(thing, request)]);
        }
        let form = |fields: Vec<(String, String)>| {
            let mut all = vec![("csrf".to_owned(), asker.token.clone())];
            all.push(("act_id".to_owned(), Uuid::now_v7().to_string()));
            all.extend(fields);
            anyhow::Ok(request()?.form(&all))
        };
        let here = HERE.iter().filter(|(path, ..)| thing.row.path.ends_with(path));
        let here = here.map(|(_, name, value)| (name, value));
        let fields = here.chain(FIELDS.iter().map(|(name, value)| (name, value)));
        let filled = fields.map(|(name, value)| (self.put(name), self.put(value)));
        if !thing.row.path.contains('{') {
            return Ok(vec![form(filled.collect())?]);
        }
        Ok(vec![form(Vec::new())?, form(filled.collect())?])
    }

    /// A body as the description of the API has it.
    fn with_body(&self, thing: &Thing, request: RequestBuilder) -> RequestBuilder {
        let call = &self.api["paths"][&thing.row.path][thing.row.method.to_lowercase()];
        if let Some((_, body)) = BODIES.iter().find(|(path, _)| *path == thing.row.path) {
            return request.header(header::CONTENT_TYPE, "application/json").body(self.put(body));
        }
        let Some(content) = call["requestBody"]["content"].as_object() else { return request };
        if let Some(json) = content.get("application/json") {
            return request.json(&self.made(thing, "", &json["schema"]));
        }
        match content.get("multipart/form-data") {
            Some(form) => request.multipart(self.with_file(thing, &form["schema"])),
            None => request.header(header::CONTENT_TYPE, "text/plain").body("A text."),
        }
    }

    /// A form with a file, as the description of the API has it: every field, and a document.
    fn with_file(&self, thing: &Thing, schema: &Value) -> Form {
        let made = self.made(thing, "", schema);
        let document = Part::bytes(b"%PDF-1.7 document".to_vec()).file_name("document.pdf");
        let fields = made.as_object().into_iter().flatten().filter(|(name, _)| *name != "file");
        fields.fold(Form::new().part("file", document), |form, (name, value)| {
            form.text(name.clone(), value.as_str().unwrap_or_default().to_owned())
        })
    }

    /// A value of a schema; what has a name among the fields is that.
    fn made(&self, thing: &Thing, name: &str, schema: &Value) -> Value {
        if let Some(to) = schema["$ref"].as_str() {
            let named = to.rsplit('/').next().unwrap_or_default();
            return self.made(thing, name, &self.api["components"]["schemas"][named]);
        }
        if let Some(all) = schema["allOf"].as_array().or(schema["oneOf"].as_array()) {
            let parts: Vec<Value> = all.iter().map(|part| self.made(thing, name, part)).collect();
            let objects: Map<String, Value> = parts
                .iter()
                .filter_map(Value::as_object)
                .flatten()
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect();
            return if objects.is_empty() {
                parts.into_iter().find(|v| !v.is_null()).unwrap_or_default()
            } else {
                objects.into()
            };
        }
        let kind = &schema["type"];
        let is = |word: &str| {
            kind == word || kind.as_array().is_some_and(|all| all.contains(&json!(word)))
        };
        if kind == "null" {
            return Value::Null;
        }
        if is("object") || schema["properties"].is_object() {
            let properties = schema["properties"].as_object().into_iter().flatten();
            return properties
                .map(|(name, schema)| (name.clone(), self.made(thing, name, schema)))
                .collect::<Map<_, _>>()
                .into();
        }
        if is("array") {
            return json!([self.made(thing, name, &schema["items"])]);
        }
        let here =
            HERE.iter().find(|(path, field, _)| thing.row.path.ends_with(path) && *field == name);
        let usual =
            || FIELDS.iter().find(|(field, _)| *field == name).map(|(_, value)| self.put(value));
        let typed = here.map(|(.., value)| self.put(value)).or_else(usual);
        if let (Some(all), Some(typed)) = (schema["enum"].as_array(), &typed)
            && all.contains(&json!(typed))
        {
            return json!(typed);
        }
        if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
            return first.clone();
        }
        if is("integer") || is("number") {
            return json!(typed.and_then(|value| value.parse::<i64>().ok()).unwrap_or(1));
        }
        if is("boolean") {
            return json!(true);
        }
        match schema["format"].as_str() {
            Some("date") => json!("2026-10-20"),
            // A moment that is left out is now.
            Some("date-time") => Value::Null,
            Some("uuid") => json!(
                typed
                    .filter(|id| Uuid::parse_str(id).is_ok())
                    .unwrap_or_else(|| self.ids["examiner"].clone())
            ),
            _ => json!(typed.unwrap_or_else(|| "x".to_owned())),
        }
    }

    fn address(&self, thing: &Thing) -> String {
        let mut path = thing.row.path.clone();
        for (route, parameter, instead) in OTHERWISE {
            if path.contains(route) {
                path = path.replace(&format!("{{{parameter}}}"), instead);
            }
        }
        let query = match thing.query {
            "" if thing.is_call() && thing.row.method == "POST" => "kind=paper&language=nb",
            query => query,
        };
        let mark = if query.is_empty() { "" } else { "?" };
        self.put(&format!("{path}{mark}{query}"))
    }

    /// The text with the ids of the things in their places.
    fn put(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, id) in &self.ids {
            text = text.replace(&format!("{{{name}}}"), id);
        }
        text
    }

    /// How often the person has done something, and looked at somebody.
    async fn done_by(&self, key: &str) -> Result<(i64, i64)> {
        let count = sqlx::query_as(
            "select
            (select count(*) from act join person on person.id = actor_id
                where email = $1 || '@nordlys.example'),
            (select count(*) from look join person on person.id = actor_id
                where email = $1 || '@nordlys.example')",
        );
        Ok(count.bind(key).fetch_one(&self.lived.store.pool).await?)
    }

    /// An absence to take back, once it has been taken back.
    async fn record_absence(&self) -> Result<()> {
        let path = self.put("/api/exams/{exam}/absences");
        let number: i32 = self.ids["absent_number"].parse()?;
        let call = self.lived.request("POST", &path, &self.people["unni"].cookies)?;
        let call = call.header("idempotency-key", Uuid::now_v7().to_string());
        call.json(&json!({ "candidate_number": number, "kind": "absent" })).send().await?;
        Ok(())
    }

    /// An exam of the neighbouring department.
    async fn plan_at_the_neighbour(&mut self) -> Result<()> {
        let plan = json!({ "course": "0193a000-0000-7000-8000-000000000013", "term": "2026-H",
            "kind": "ordinary", "date": "2026-12-10", "copies": 1 });
        let call = self.lived.request("POST", "/api/exams", &self.people["per"].cookies)?;
        let call = call.header("idempotency-key", Uuid::now_v7().to_string()).json(&plan);
        let made: Value = call.send().await?.json().await?;
        let id = made["id"].as_str().context("an exam at the neighbour's")?;
        self.ids.insert("neighbours_exam", id.to_owned());
        Ok(())
    }

    /// A case of misconduct that the student knows of.
    async fn suspect(&mut self) -> Result<()> {
        let report = json!({ "registration": self.ids["registration"], "matter": "cheating",
            "source": "committee", "suspected": "copied_without_source", "observed": "Avskrift.",
            "reported_on": "2026-10-20", "reporters": [{ "name": "Ola", "title": "sensor" }] });
        let made = self.step("ingrid", "/api/misconduct", &report).await?;
        let id = made["id"].as_str().context("a case of misconduct")?.to_owned();
        let notice = json!({ "comment_by": "2026-12-31" });
        for (key, step, body) in [
            ("unni", "signature", json!({})),
            ("tor", "handling", json!({})),
            ("tor", "notice", notice),
        ] {
            self.step(key, &format!("/api/misconduct/{id}/{step}"), &body).await?;
        }
        self.ids.insert("misconduct", id);
        Ok(())
    }

    /// A call that must be taken.
    async fn step(&self, key: &'static str, path: &str, body: &Value) -> Result<Value> {
        let (cookies, _) = self.lived.session(key).await?;
        let call = self.lived.request("POST", path, &cookies)?;
        let call = call.header("idempotency-key", Uuid::now_v7().to_string()).json(body);
        let answer = call.send().await?;
        anyhow::ensure!(answer.status().is_success(), "{path}: {}", answer.text().await?);
        Ok(answer.json().await.unwrap_or_default())
    }

    /// The CV of the examiner.
    async fn keep_cv(&self) -> Result<()> {
        let (cookies, csrf) = self.lived.session("ingrid").await?;
        let file = reqwest::multipart::Part::bytes(b"%PDF-1.7 cv".to_vec());
        let file = file.file_name("cv.pdf").mime_str("application/pdf")?;
        let form = reqwest::multipart::Form::new().text("csrf", csrf);
        let form = form.text("act_id", Uuid::now_v7().to_string()).part("cv", file);
        let path = self.put("/examiners/{examiner}/cv");
        let answer = self.lived.request("POST", &path, &cookies)?.multipart(form).send().await?;
        anyhow::ensure!(answer.status() == 303, "no CV is kept: {}", answer.status());
        Ok(())
    }

    /// A regulation that waits, so that there is something to decide.
    async fn propose_regulation(&mut self) -> Result<()> {
        let (cookies, _) = self.lived.session("tor").await?;
        let call = self.lived.request("POST", "/api/regulations", &cookies)?;
        let earlier = sqlx::query_scalar("select count(*) from regulation_edit");
        let earlier: i64 = earlier.fetch_one(&self.lived.store.pool).await?;
        let waits = json!({
            "valid_from": format!("2027-08-{:02}", earlier + 1),
            "case_ref": "Sak 2",
            "numbers": { "appeal.deadline": 4 + earlier },
        });
        let call = call.header("idempotency-key", Uuid::now_v7().to_string()).json(&waits);
        let answer = call.send().await?.text().await?;
        let id = sqlx::query_scalar(
            "select id::text from regulation_edit order by proposed_at desc limit 1",
        );
        let id: Option<String> = id.fetch_optional(&self.lived.store.pool).await?;
        self.ids.insert("regulation", id.context(answer)?);
        Ok(())
    }
}

async fn ids(lived: &Lived) -> Result<BTreeMap<&'static str, String>> {
    let exam: Uuid = sqlx::query_scalar("select exam_id from protocol where kind = 'original'")
        .fetch_one(&lived.store.pool)
        .await?;
    let mut ids = BTreeMap::new();
    for (name, sql) in IDS {
        let sql = format!("select id::text from ({sql} limit 1) found (id)");
        // The queries stand in the tables of the matrix.
        let id = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(exam);
        let id = id.fetch_one(&lived.store.pool).await;
        ids.insert(name, id.with_context(|| name.to_owned())?);
    }
    Ok(ids)
}
