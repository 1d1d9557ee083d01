//! Who applies, what an exclusion does to it, who is offered a place, and who may study.

mod appeal;
mod dismiss;
mod kinds;
mod national;
mod offer;
mod police_certificate;
mod programmes;
mod study_right;

use crate::PersonId;
use crate::testing::{Answer, Browser, TestOffice};
use crate::world::CastMember;
use ::store::Entry;
use axum::http::StatusCode;
use jiff::civil::date;
use rules::national_id::NationalId;
use serde_json::{Value, json};
use uuid::Uuid;

/// What an answer says: its status and the code of a refusal.
fn said(answer: &Answer) -> (u16, String) {
    let code = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
    (answer.status.as_u16(), code["code"].as_str().unwrap_or_default().to_owned())
}

fn no(code: &str) -> (u16, String) {
    (409, code.to_owned())
}

fn yes(status: u16) -> (u16, String) {
    (status, String::new())
}

fn person(key: &str) -> PersonId {
    CastMember::named(key).id()
}

/// A synthetic national id with right check digits.
fn kims_id() -> String {
    let id = NationalId::synthetic(date(2004, 5, 6), 77).expect("a national id");
    id.expose().to_owned()
}

/// Somebody who is no student here, with a synthetic national id: whoever applies.
async fn somebody(office: &TestOffice) -> PersonId {
    let id = PersonId::new();
    let mut act = office.act().await;
    sqlx::query(
        "insert into person (id, national_id, given_name, family_name, email)
        values ($1, $2, 'Kim', 'Prøve', 'kim@post.example')",
    )
    .bind(id.0)
    .bind(kims_id())
    .execute(act.conn())
    .await
    .expect("a person");
    act.commit(Entry::new("test.person", "person", id.0)).await.expect("a person");
    id
}

/// A programme of the department, made by Liv of the faculty's office.
async fn programme(office: &TestOffice, code: &str, classification: Option<&str>) -> String {
    let liv = office.sign_in("liv").await;
    let made = liv.call("/api/programmes", fields(code, classification)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().expect("an id").to_owned()
}

fn fields(code: &str, classification: Option<&str>) -> Value {
    json!({
        "code": code, "name_nb": "Sykepleie", "name_nn": "Sjukepleie", "name_en": "Nursing",
        "unit": "999.10.01", "terms": 6, "classification": classification,
    })
}

/// A study start of a programme; one applies until 1 December 2026.
async fn start(office: &TestOffice, programme: &str, on: &str) -> String {
    let liv = office.sign_in("liv").await;
    let path = format!("/api/programmes/{programme}/starts");
    let made = liv.call(&path, json!({ "starts_on": on, "apply_by": "2026-12-01" })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().expect("an id").to_owned()
}

/// An application of Kim's, with its choices in their order.
struct Applied {
    office: TestOffice,
    kim: PersonId,
    id: String,
    choices: Vec<String>,
}

impl Applied {
    /// For these study starts of one programme of a classification.
    async fn to(classification: Option<&str>, starts: &[&str]) -> Self {
        let office = TestOffice::new().await;
        let kim = somebody(&office).await;
        let programme = programme(&office, "SYK", classification).await;
        let mut ids = Vec::new();
        for on in starts {
            ids.push(start(&office, &programme, on).await);
        }
        Self::apply(office, kim, &ids).await
    }

    async fn apply(office: TestOffice, kim: PersonId, starts: &[String]) -> Self {
        let browser = office.sign_in_as(kim).await;
        let body = json!({ "starts": starts, "results_may_be_fetched": true });
        let made = browser.call("/api/my/applications", body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let id = made.json()["id"].as_str().expect("an id").to_owned();
        let own = browser.get(&format!("/api/my/applications/{id}")).await.json();
        let choices = own["application"]["choices"].as_array().expect("choices").iter();
        let choices = choices.map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
        Self { office, kim, id, choices }
    }

    /// A row of another institution about Kim.
    async fn told(&self, kind: &str, classification: &str, to: &str) -> Uuid {
        self.office.told_of(self.kim, kind, classification, ("2026-11-01", to)).await
    }

    async fn kim(&self) -> Browser {
        self.office.sign_in_as(self.kim).await
    }

    async fn seen(&self) -> Value {
        let liv = self.office.sign_in("liv").await;
        let seen = liv.get(&format!("/api/applications/{}", self.id)).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
        seen.json()
    }

    async fn offer(&self, choice: usize, body: Value) -> (u16, String) {
        let liv = self.office.sign_in("liv").await;
        let path = format!("/api/applications/choices/{}/offer", self.choices[choice]);
        said(&liv.call(&path, body).await)
    }

    async fn dismiss(&self, choices: &[usize], assessed: bool) -> (u16, String) {
        let liv = self.office.sign_in("liv").await;
        let chosen: Vec<_> = choices.iter().map(|at| &self.choices[*at]).collect();
        let body = json!({ "choices": chosen, "assessed": assessed });
        said(&liv.call(&format!("/api/applications/{}/dismissal", self.id), body).await)
    }

    async fn answer(&self, choice: usize, accept: bool) -> (u16, String) {
        let path = format!("/api/my/applications/choices/{}/answer", self.choices[choice]);
        said(&self.kim().await.call(&path, json!({ "accept": accept })).await)
    }
}

/// An offer to be answered by 15 December 2026.
fn by() -> Value {
    json!({ "answer_by": "2026-12-15" })
}
