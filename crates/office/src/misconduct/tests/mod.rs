//! From the report of a suspicion to the student's comment: who does what, and what must come first.

mod appeal;
mod close;
mod decide;
mod hold;
mod notice;
mod other_matters;
mod registered;
mod removal;
mod report;
mod story;
mod told;

use crate::RegistrationId;
use crate::testing::{Browser, TestOffice};
use ::store::Entry;
use rules::Language;
use serde_json::{Value, json};

/// An exam that Amina sits as number 7, with the office on the day after it.
pub(super) struct Suspected {
    pub(super) office: TestOffice,
    pub(super) registration: RegistrationId,
}

impl Suspected {
    /// In spring 2011, under the Act of 2005.
    pub(super) async fn in_2011() -> Self {
        Self::at("2011-06-09T10:00:00+02:00", "uit-2011", "2011-06-08").await
    }

    /// In autumn 2026, under the Act of 2024.
    pub(super) async fn in_2026() -> Self {
        Self::at("2026-12-02T10:00:00+01:00", "demo-2026", "2026-12-01").await
    }

    async fn at(now: &str, rule_set: &str, held_on: &str) -> Self {
        let office = TestOffice::at(now, rule_set).await;
        let exam = office.exam(office.world.course(), held_on).await;
        let registration = office.registered(exam, "amina", Language::Nb).await;
        let mut act = office.act().await;
        sqlx::query("update exam_registration set candidate_number = 7 where id = $1")
            .bind(registration.0)
            .execute(act.conn())
            .await
            .unwrap();
        act.commit(Entry::new("test.number", "registration", registration.0)).await.unwrap();
        Self { office, registration }
    }

    /// The day on which the office stands.
    pub(super) fn today(&self) -> String {
        self.office.node.today().to_string()
    }

    /// What an invigilator at a school exam saw (P-01).
    pub(super) fn seen(&self) -> Value {
        json!({
            "registration": self.registration, "matter": "cheating", "source": "invigilation",
            "suspected": "forbidden_aids", "reported_on": self.today(), "told_on": self.today(),
            "chose": "to_finish", "observed": "Notater i et oppslagsverk.",
            "reporters": [{ "title": "eksamensvakt", "name": "Ola Prøve" }],
        })
    }

    /// What a committee found in what was handed in (P-02).
    pub(super) fn found(&self) -> Value {
        json!({
            "registration": self.registration, "matter": "cheating", "source": "committee",
            "suspected": "copied_without_source", "reported_on": self.today(),
            "observed": "To sider er avskrift av en nettside.",
            "reporters": [{ "title": "sensor", "name": "Marit Foss" }],
        })
    }

    /// Ingrid writes the report; its id.
    pub(super) async fn reported(&self, report: Value) -> String {
        let made = self.office.sign_in("ingrid").await.call("/api/misconduct", report).await;
        assert_eq!(made.status, 200, "{}", made.text());
        made.json()["id"].as_str().unwrap().to_owned()
    }

    /// As [`Self::reported`], signed by Berit and taken up by Tor.
    pub(super) async fn taken(&self, report: Value) -> String {
        let id = self.reported(report).await;
        for (key, step) in [("berit", "signature"), ("tor", "handling")] {
            let path = format!("/api/misconduct/{id}/{step}");
            let done = self.office.sign_in(key).await.call(&path, json!({})).await;
            assert_eq!(done.status, 204, "{step}: {}", done.text());
        }
        id
    }

    /// As [`Self::taken`], with Tor's advance notice: comments until ten days on.
    pub(super) async fn noticed(&self, report: Value, legal_basis: &str) -> String {
        let id = self.taken(report).await;
        let comment_by = self.office.node.today() + jiff::Span::new().days(10);
        let body = json!({ "legal_basis": legal_basis, "comment_by": comment_by.to_string() });
        let tor = self.office.sign_in("tor").await;
        let sent = tor.call(&format!("/api/misconduct/{id}/notice"), body).await;
        assert_eq!(sent.status, 204, "{}", sent.text());
        id
    }

    /// The last day for comment passes.
    pub(super) async fn heard(&self) {
        let later = self.office.node.now() + jiff::SignedDuration::from_hours(24 * 11);
        self.office.clock(&later.to_string()).await;
    }

    /// The letters of a kind, as data.
    pub(super) async fn letters(&self, kind: &str) -> Vec<Value> {
        sqlx::query_scalar("select data from letter where kind = $1 order by created_at")
            .bind(kind)
            .fetch_all(&self.office.node.store().pool)
            .await
            .unwrap()
    }
}

/// The code of a refusal.
pub(super) async fn refused(browser: &Browser, path: &str, body: Value) -> String {
    let answer = browser.call(path, body).await;
    assert_eq!(answer.status, 409, "{}", answer.text());
    answer.json()["code"].as_str().unwrap().to_owned()
}

/// The fields that are wrong.
pub(super) async fn invalid(browser: &Browser, path: &str, body: Value) -> Vec<String> {
    let answer = browser.call(path, body).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    let body = answer.json();
    let fields = body["fields"].as_array().unwrap().iter();
    fields.map(|field| field["field"].as_str().unwrap().to_owned()).collect()
}
