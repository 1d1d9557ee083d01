//! Those who work: students sign up and withdraw, an officer puts papers in, another changes the
//! plan. Each request carries the key of its act and is sent until it is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use reqwest::{Client, Method, RequestBuilder, StatusCode, header};
use serde_json::{Value, json};
use uuid::Uuid;

/// A request that is not answered in this time means that the office does not recover.
const ANSWERED_WITHIN: Duration = Duration::from_secs(60);
const STUDENTS: [&str; 5] =
    ["Amina Farah", "Bjørn Åsen", "Daniel Wang", "Isak Utsi", "Lina Oksavik"];
const OFFICER: &str = "Ingrid Solberg";
/// A course of the invented university that has no exam in the autumn yet, and a day that leaves
/// time to sign up and to withdraw.
const COURSE: &str = "0193a000-0000-7000-8000-000000000011";
const EXAM_DAY: &str = "2026-12-01";

/// What somebody does again and again.
enum Task {
    /// Signs up, withdraws, signs up, …
    Registration,
    /// Puts in one paper after the other, each with a content of its own.
    Papers,
    /// Changes how many copies the exam needs, which leaves a job each time.
    Plan,
}

/// Somebody who works.
pub struct Worker {
    client: Client,
    base: String,
    cookie: String,
    exam: String,
    task: Task,
}

/// What somebody was told is done.
#[derive(Default)]
pub struct Worked {
    /// The keys of the acts.
    pub done: Vec<Uuid>,
    /// The contents of the papers.
    pub papers: Vec<String>,
    /// What was told did not last.
    pub forgotten: u64,
    /// What was said to requests that were neither carried out nor known as done.
    pub refused: Vec<String>,
}

/// Why somebody stops before the day is over.
enum Stopped {
    /// What this person was told before is gone: the login, the exam, the registration.
    Forgotten,
    /// The request was not carried out, and not because it was done before.
    Refused(String),
    /// The drill cannot go on.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Stopped {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl Worker {
    /// Everybody, signed in, with the exam they work on.
    pub async fn all(base: &str) -> Result<Vec<Self>> {
        let client = Client::builder().timeout(Duration::from_secs(20)).build()?;
        let people: Value = client.get(format!("{base}/demo/people")).send().await?.json().await?;
        let id = |name: &str| {
            let found = people.as_array()?.iter().find(|person| person["name"] == name)?;
            found["id"].as_str().map(ToOwned::to_owned)
        };
        let sign_in = async |name: &str, task: Task| {
            let person = id(name).with_context(|| format!("nobody is called {name}"))?;
            let login = client.post(format!("{base}/demo/login"));
            let answer = login.json(&json!({ "person": person })).send().await?;
            let cookie = answer.headers().get(header::SET_COOKIE).context("no session")?;
            let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
            let (client, base) = (client.clone(), base.to_owned());
            Ok::<_, anyhow::Error>(Self { client, base, cookie, exam: String::new(), task })
        };
        let mut all =
            vec![sign_in(OFFICER, Task::Papers).await?, sign_in(OFFICER, Task::Plan).await?];
        for name in STUDENTS {
            all.push(sign_in(name, Task::Registration).await?);
        }
        let exam = all[0].exam().await?;
        all.iter_mut().for_each(|worker| worker.exam.clone_from(&exam));
        Ok(all)
    }

    /// Works until told to stop; every request that was begun gets its answer.
    pub async fn work(self, stop: Arc<AtomicBool>) -> Result<Worked> {
        let mut worked = Worked::default();
        while !stop.load(Ordering::Relaxed) {
            let turn = match self.task {
                Task::Registration => self.sign_up_or_withdraw(&mut worked).await,
                Task::Papers => self.put_in_a_paper(&mut worked).await,
                Task::Plan => self.change_the_plan(&mut worked).await,
            };
            match turn {
                Ok(()) => continue,
                Err(Stopped::Forgotten) => worked.forgotten += 1,
                Err(Stopped::Refused(told)) => worked.refused.push(told),
                Err(Stopped::Failed(error)) => return Err(error),
            }
            break;
        }
        Ok(worked)
    }

    /// The exam of the drill, made when it is not there yet.
    async fn exam(&self) -> Result<String> {
        let list = self.request(Method::GET, "/api/exams?term=2026-H").send().await?;
        let list: Value = list.error_for_status()?.json().await?;
        let exams = list["exams"].as_array().context("a list of exams")?;
        if let Some(exam) = exams.iter().find(|exam| exam["date"] == EXAM_DAY) {
            return Ok(exam["id"].as_str().context("an exam's id")?.to_owned());
        }
        let key = Uuid::now_v7();
        let made = self.insist(key, || self.request(Method::POST, "/api/exams").json(&plan(1)));
        made.await.map_err(|_| anyhow!("the exam cannot be made"))?;
        Box::pin(self.exam()).await
    }

    async fn sign_up_or_withdraw(&self, worked: &mut Worked) -> Result<(), Stopped> {
        let (before, key) = (self.registration().await?, Uuid::now_v7());
        let registered = before["status"] == "registered";
        if registered {
            let id = before["id"].as_str().context("a registration's id")?;
            let path = format!("/api/registrations/{id}/withdrawal");
            self.insist(key, || self.request(Method::POST, &path)).await?;
        } else {
            let wish = json!({ "exam": self.exam, "language": "nb" });
            let path = "/api/my/registrations";
            self.insist(key, || self.request(Method::POST, path).json(&wish)).await?;
        }
        worked.done.push(key);
        // Nobody else acts for this student: the next look must show what was acknowledged.
        let after = self.registration().await?;
        worked.forgotten += u64::from((after["status"] == "registered") == registered);
        Ok(())
    }

    async fn put_in_a_paper(&self, worked: &mut Worked) -> Result<(), Stopped> {
        let key = Uuid::now_v7();
        let (path, paper) = (
            format!("/api/exams/{}/documents?kind=paper&language=nb", self.exam),
            format!("Paper {key}\n"),
        );
        let request = || {
            let request = self.request(Method::POST, &path).body(paper.clone());
            request.header(header::CONTENT_TYPE, "text/plain")
        };
        self.insist(key, request).await?;
        worked.done.push(key);
        worked.papers.push(paper.clone());
        // As after a double click.
        self.insist(key, request).await?;
        Ok(())
    }

    async fn change_the_plan(&self, worked: &mut Worked) -> Result<(), Stopped> {
        let (key, copies) = (Uuid::now_v7(), rand::random_range(1..=9));
        let path = format!("/api/exams/{}", self.exam);
        self.insist(key, || self.request(Method::PUT, &path).json(&plan(copies))).await?;
        worked.done.push(key);
        Ok(())
    }

    /// This student's registration for the exam; null if there is none.
    async fn registration(&self) -> Result<Value, Stopped> {
        let request = || self.request(Method::GET, "/api/my/registrations");
        let all = self.insist(Uuid::now_v7(), request).await?;
        let all: Value = serde_json::from_str(&all).context("an answer of the API")?;
        let own =
            all.as_array().context("a list")?.iter().find(|one| one["exam"] == self.exam.as_str());
        Ok(own.cloned().unwrap_or_default())
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        request.header(header::COOKIE, &self.cookie)
    }

    /// Sends a request until it is done, now or by an attempt whose answer was lost.
    async fn insist(
        &self,
        key: Uuid,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<String, Stopped> {
        let begun = Instant::now();
        loop {
            let answer = request().header("idempotency-key", key.to_string()).send().await;
            if let Ok(answer) = answer {
                let status = answer.status();
                // An answer that breaks off is none.
                if let Ok(text) = answer.text().await
                    && !status.is_server_error()
                {
                    let done_before = status == StatusCode::CONFLICT
                        && text.contains("urn:kandidat:already-done");
                    return match status {
                        _ if status.is_success() || done_before => Ok(text),
                        StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND => Err(Stopped::Forgotten),
                        _ => Err(Stopped::Refused(format!("{status}: {text}"))),
                    };
                }
                if status == StatusCode::INTERNAL_SERVER_ERROR {
                    return Err(anyhow!("the office failed: {status}").into());
                }
            }
            if begun.elapsed() > ANSWERED_WITHIN {
                return Err(anyhow!("no answer within {} s", ANSWERED_WITHIN.as_secs()).into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }
}

fn plan(copies: u32) -> Value {
    json!({
        "course": COURSE, "term": "2026-H", "kind": "ordinary", "date": EXAM_DAY,
        "starts_at": "09:00:00", "duration_minutes": 240, "copies": copies
    })
}
