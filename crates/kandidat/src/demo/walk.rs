//! A person at a browser, over real HTTP: opens pages, fills in the forms that stand on
//! them, sends them. A form that is not on the page cannot be sent.

use super::form::{Form, action_like, first_choice};
use anyhow::{Context, Result, bail, ensure};
use jiff::Timestamp;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header};
use uuid::Uuid;

/// One signed-in person.
pub struct Walker {
    client: Client,
    base: String,
    cookie: String,
}

/// Moves the clock of the node at an address and waits until all due jobs have run.
///
/// # Errors
/// The node says no.
pub async fn set_clock(base: &str, now: Timestamp) -> Result<()> {
    let set = Client::new().post(format!("{base}/demo/clock"));
    let answer = set.json(&serde_json::json!({ "now": now })).send().await?;
    ensure!(answer.status().is_success(), "the clock of {base} to {now}: {}", answer.status());
    Ok(())
}

/// A file to be sent with a form: field, name, media type, content.
pub type File<'a> = (&'a str, &'a str, &'a str, Vec<u8>);

impl Walker {
    /// Signs in as a person of the demonstration.
    ///
    /// # Errors
    /// The office does not let the person in.
    pub async fn sign_in(base: &str, person: Uuid) -> Result<Self> {
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let body = [("person", person.to_string())];
        let answer = client.post(format!("{base}/demo/login")).form(&body).send().await?;
        ensure!(answer.status() == StatusCode::NO_CONTENT, "signing in: {}", answer.status());
        let cookie = answer.headers().get(header::SET_COOKIE).context("no session cookie")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { client, base: base.to_owned(), cookie })
    }

    /// The text of a page that must be there.
    ///
    /// # Errors
    /// It is not there.
    pub async fn page(&self, path: &str) -> Result<String> {
        let answer = self.get(path).await?;
        let status = answer.status();
        ensure!(status == StatusCode::OK, "GET {path}: {status}");
        Ok(answer.text().await?)
    }

    /// What a program reads there.
    ///
    /// # Errors
    /// It is not there, or no JSON.
    pub async fn read(&self, path: &str) -> Result<serde_json::Value> {
        Ok(serde_json::from_str(&self.page(path).await?)?)
    }

    /// The bytes of a file that must be there.
    ///
    /// # Errors
    /// It is not there.
    pub async fn file(&self, path: &str) -> Result<Vec<u8>> {
        let answer = self.get(path).await?;
        ensure!(answer.status() == StatusCode::OK, "GET {path}: {}", answer.status());
        Ok(answer.bytes().await?.to_vec())
    }

    /// The status with which a page is answered.
    ///
    /// # Errors
    /// No answer comes.
    pub async fn status(&self, path: &str) -> Result<StatusCode> {
        Ok(self.get(path).await?.status())
    }

    /// The first action of a form on the page that is like the pattern, in which `*` is an id.
    ///
    /// # Errors
    /// There is no such form.
    pub async fn action(&self, page: &str, pattern: &str) -> Result<String> {
        let text = self.page(page).await?;
        action_like(&text, pattern).with_context(|| format!("no form {pattern} on {page}"))
    }

    /// The first that can be chosen in a list on the page.
    ///
    /// # Errors
    /// There is no such list, or nothing in it.
    pub async fn choice(&self, page: &str, field: &str) -> Result<String> {
        let text = self.page(page).await?;
        first_choice(&text, field)
            .with_context(|| format!("nothing to choose for {field} on {page}"))
    }

    /// Fills in the form with this action on the page and sends it. It must be accepted;
    /// the answer is where the office sends the browser on to.
    ///
    /// # Errors
    /// The form is not on the page, or is not accepted.
    pub async fn send(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Result<String> {
        accepted(action, self.post(page, action, fields).await?).await
    }

    /// As [`Walker::send`], with a file.
    ///
    /// # Errors
    /// As [`Walker::send`].
    pub async fn upload(
        &self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
        (field, name, media_type, bytes): File<'_>,
    ) -> Result<String> {
        let form = self.form(page, action).await?.filled(fields);
        let part = reqwest::multipart::Part::bytes(bytes);
        let part = part.file_name(name.to_owned()).mime_str(media_type)?;
        let mut body = reqwest::multipart::Form::new();
        for (key, value) in form.fields {
            body = body.text(key, value);
        }
        let request = self.client.post(format!("{}{action}", self.base));
        let answer = self.with_cookie(request).multipart(body.part(field.to_owned(), part));
        accepted(action, answer.send().await?).await
    }

    /// Fills in the form and sends it. It must be refused, with this text in the answer.
    ///
    /// # Errors
    /// It is accepted, or refused otherwise.
    pub async fn refused(
        &self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
        with: &str,
    ) -> Result<()> {
        let answer = self.post(page, action, fields).await?;
        let status = answer.status();
        ensure!(status.is_client_error(), "POST {action} was not refused: {status}");
        let text = answer.text().await?;
        ensure!(text.contains(with), "POST {action}: refused without «{with}»: {}", said(&text));
        Ok(())
    }

    /// Calls the API, as a new act; nothing where it answers nothing.
    ///
    /// # Errors
    /// It is refused: the problem as it came.
    pub async fn call(&self, path: &str, body: &serde_json::Value) -> Result<serde_json::Value> {
        self.act(Method::POST, path, body).await
    }

    /// As [`Walker::call`], where a program sets what is there.
    ///
    /// # Errors
    /// As [`Walker::call`].
    pub async fn set(&self, path: &str, body: &serde_json::Value) -> Result<serde_json::Value> {
        self.act(Method::PUT, path, body).await
    }

    async fn act(
        &self,
        method: Method,
        path: &str,
        body: &serde_json::Value,
    ) -> Result<serde_json::Value> {
        let request = self.client.request(method.clone(), format!("{}{path}", self.base));
        let request = request.header("Idempotency-Key", Uuid::now_v7().to_string()).json(body);
        let answer = self.with_cookie(request).send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        ensure!(status.is_success(), "{method} {path}: {status}: {text}");
        if text.is_empty() {
            return Ok(serde_json::Value::Null);
        }
        Ok(serde_json::from_str(&text)?)
    }

    async fn get(&self, path: &str) -> Result<Response> {
        let request = self.client.get(format!("{}{path}", self.base));
        Ok(self.with_cookie(request).send().await?)
    }

    async fn form(&self, page: &str, action: &str) -> Result<Form> {
        let text = self.page(page).await?;
        Form::on(&text, action)
            .with_context(|| format!("no form {action} on {page}: {}", said(&text)))
    }

    async fn post(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Result<Response> {
        let form = self.form(page, action).await?.filled(fields);
        let request = self.client.post(format!("{}{action}", self.base));
        Ok(self.with_cookie(request).form(&form.fields).send().await?)
    }

    fn with_cookie(&self, request: RequestBuilder) -> RequestBuilder {
        request.header(header::COOKIE, &self.cookie)
    }
}

async fn accepted(action: &str, answer: Response) -> Result<String> {
    let status = answer.status();
    let location = answer.headers().get(header::LOCATION);
    let location = location.and_then(|to| to.to_str().ok()).map(ToOwned::to_owned);
    match (status, location) {
        (StatusCode::SEE_OTHER, Some(location)) => Ok(location),
        _ => bail!("POST {action}: {status}: {}", said(&answer.text().await?)),
    }
}

/// The text of the page's content without its tags, for telling what went wrong.
fn said(page: &str) -> String {
    let content = page.split_once("k-content").map_or(page, |(_, content)| content);
    let mut text = String::new();
    let mut inside = true;
    for c in content.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().take(90).collect::<Vec<_>>().join(" ")
}
