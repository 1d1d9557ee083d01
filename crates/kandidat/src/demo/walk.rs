//! A person at a browser, over real HTTP: opens pages, fills in their forms, sends them.

use anyhow::{Context, Result, bail, ensure};
use reqwest::{Client, StatusCode, header};
use uuid::Uuid;

/// One signed-in person.
pub struct Walker {
    client: Client,
    base: String,
    cookie: String,
}

/// What a form led to.
pub struct Sent {
    /// Where the office sent the browser on to.
    pub location: String,
}

impl Walker {
    /// Signs in as a person of the demonstration.
    pub async fn sign_in(base: &str, person: Uuid) -> Result<Self> {
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let answer = client
            .post(format!("{base}/demo/login"))
            .form(&[("person", person.to_string())])
            .send()
            .await?;
        ensure!(answer.status() == StatusCode::NO_CONTENT, "signing in: {}", answer.status());
        let cookie = answer.headers().get(header::SET_COOKIE).context("no session cookie")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { client, base: base.to_owned(), cookie })
    }

    /// The text of a page that must be there.
    pub async fn page(&self, path: &str) -> Result<String> {
        let (status, text) = self.get(path).await?;
        ensure!(status == StatusCode::OK, "GET {path}: {status}");
        Ok(text)
    }

    /// A page, whatever its status.
    pub async fn get(&self, path: &str) -> Result<(StatusCode, String)> {
        let request = self.client.get(format!("{}{path}", self.base));
        let answer = request.header(header::COOKIE, &self.cookie).send().await?;
        Ok((answer.status(), answer.text().await?))
    }

    /// The bytes of a file that must be there.
    pub async fn file(&self, path: &str) -> Result<Vec<u8>> {
        let request = self.client.get(format!("{}{path}", self.base));
        let answer = request.header(header::COOKIE, &self.cookie).send().await?;
        ensure!(answer.status() == StatusCode::OK, "GET {path}: {}", answer.status());
        Ok(answer.bytes().await?.to_vec())
    }

    /// Opens a page and sends one of its forms, which must be accepted.
    pub async fn send(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Result<Sent> {
        let (status, location, text) = self.post(page, action, fields).await?;
        match (status, location) {
            (StatusCode::SEE_OTHER, Some(location)) => Ok(Sent { location }),
            _ => bail!("POST {action}: {status}: {}", said(&text)),
        }
    }

    /// Opens a page and sends one of its forms, which must be refused with this text in
    /// the answer.
    pub async fn refused(
        &self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
        with: &str,
    ) -> Result<()> {
        let (status, _, text) = self.post(page, action, fields).await?;
        ensure!(status.is_client_error(), "POST {action} was not refused: {status}");
        ensure!(text.contains(with), "POST {action}: refused without «{with}»: {}", said(&text));
        Ok(())
    }

    /// Opens a page and sends one of its forms with a file.
    pub async fn upload(
        &self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
        (field, name, media_type, bytes): (&str, &str, &str, Vec<u8>),
    ) -> Result<Sent> {
        let token = form_token(&self.page(page).await?).context("no form on the page")?;
        let part = reqwest::multipart::Part::bytes(bytes)
            .file_name(name.to_owned())
            .mime_str(media_type)?;
        let mut form = reqwest::multipart::Form::new()
            .text("csrf", token)
            .text("act_id", Uuid::now_v7().to_string());
        for (key, value) in fields {
            form = form.text((*key).to_owned(), (*value).to_owned());
        }
        let request = self.client.post(format!("{}{action}", self.base));
        let request = request.header(header::COOKIE, &self.cookie);
        let answer = request.multipart(form.part(field.to_owned(), part)).send().await?;
        let status = answer.status();
        let location = location_of(&answer);
        let text = answer.text().await?;
        match (status, location) {
            (StatusCode::SEE_OTHER, Some(location)) => Ok(Sent { location }),
            _ => bail!("POST {action}: {status}: {}", said(&text)),
        }
    }

    async fn post(
        &self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Result<(StatusCode, Option<String>, String)> {
        let token = form_token(&self.page(page).await?).context("no form on the page")?;
        let act_id = Uuid::now_v7().to_string();
        let mut form = vec![("csrf", token.as_str()), ("act_id", act_id.as_str())];
        form.extend_from_slice(fields);
        let request = self.client.post(format!("{}{action}", self.base));
        let answer = request.header(header::COOKIE, &self.cookie).form(&form).send().await?;
        Ok((answer.status(), location_of(&answer), answer.text().await?))
    }
}

fn location_of(answer: &reqwest::Response) -> Option<String> {
    let location = answer.headers().get(header::LOCATION)?;
    location.to_str().ok().map(ToOwned::to_owned)
}

fn form_token(page: &str) -> Option<String> {
    let (_, rest) = page.split_once(r#"name="csrf" value=""#)?;
    rest.split('"').next().map(ToOwned::to_owned)
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
    let words: Vec<_> = text.split_whitespace().take(80).collect();
    words.join(" ")
}
