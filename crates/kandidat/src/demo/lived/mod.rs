//! What is tried on a university that has lived through the whole story: nothing personal gets out
//! where it does not belong.

mod again;
mod bad_input;
mod canary;
mod heard;
mod kept;
mod matrix;

use super::story::{Era, Story};
use crate::whole_office;
use again::Accepted;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use edge::station::StationConfig;
use heard::Heard;
use jiff::civil::date;
use letters::{Document, PdfFuture, Press};
use office::exclusion::Seal;
use office::world::{CastMember, World};
use office::{Mail, Mode, Node, NodeConfig};
use reqwest::{Client, RequestBuilder, header};
use rules::RuleSets;
use std::sync::Arc;
use store::{Actor, Clock, Entry, Store};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Sets no type: PDF files are tested where they are made.
struct PlainPress;

impl Press for PlainPress {
    fn pdf<'a>(&'a self, document: &'a Document) -> PdfFuture<'a> {
        let text = format!("%PDF-1.7\n{}", letters::plain_text(document));
        Box::pin(async move { Ok(text.into_bytes()) })
    }
}

/// A university after the story of one term, with everything heard that its office said on the way.
struct Lived {
    store: Store,
    url: String,
    client: Client,
    heard: Heard,
    accepted: Accepted,
    _office: JoinSet<()>,
}

impl Lived {
    /// `before` may change the people before anything happens.
    async fn through_the_story(before: &'static str) -> Result<Self> {
        let era = Era::beginning(date(2026, 8, 20), "demo-2026")?;
        let begins = era.begins.to_zoned(store::oslo())?.timestamp();
        let url = testkit::Database::fresh(&whole_office::migrations()).await?.url;
        let store = Store::connect_with(&url, Clock::running(begins)).await?;
        let mut act = store.act(Actor::Job("demo"), Uuid::now_v7()).await?;
        let planted = World::plant(act.conn(), &era.rule_set).await;
        planted.map_err(|error| anyhow::anyhow!("{error:?}"))?;
        sqlx::raw_sql(before).execute(act.conn()).await?;
        act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await?;
        let lived = Self::open(store).await?;
        Story::new(&lived.url, era, false).tell().await?;
        Ok(lived)
    }

    async fn open(store: Store) -> Result<Self> {
        let config = NodeConfig {
            store: store.clone(),
            rule_sets: RuleSets::shipped().clone(),
            press: Arc::new(PlainPress),
            mail: Some(Mail::kept("https://kandidat.example")),
            mode: Mode::Demo,
            station: StationConfig::default(),
            seal: Seal::default(),
            above: whole_office::ROUTINES,
        };
        let node = Node::open(config).await.map_err(|error| anyhow::anyhow!("{error:?}"))?;
        let heard = Heard::default();
        heard.listen_to_the_log();
        let (listens, accepted) = (heard.clone(), Accepted::default());
        let accepts = accepted.clone();
        let router: Router =
            office::router(node.clone()).layer(from_fn(move |request: Request, next: Next| {
                let (heard, accepted) = (listens.clone(), accepts.clone());
                async move {
                    let (request, sent) = Accepted::copy(request).await;
                    let response = listen(heard, request, next).await;
                    accepted.keep(sent, response.status());
                    response
                }
            }));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let (mut tasks, linked) = (JoinSet::new(), store.clone());
        tasks.spawn(async move { drop(axum::serve(listener, router).await) });
        tasks.spawn(async move { office::jobs::worker(&node).run(std::future::pending()).await });
        tasks.spawn(async move {
            store::audit::sequencer::run(&linked, std::future::pending()).await;
        });
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { store, url, client, heard, accepted, _office: tasks })
    }

    /// The cookies of a member of the cast, who reads nynorsk.
    async fn sign_in(&self, key: &str) -> Result<String> {
        let person = serde_json::json!({ "person": CastMember::named(key).id() });
        let login = self.client.post(format!("{}/demo/login", self.url)).json(&person);
        let answer = login.send().await?;
        let cookie = answer.headers().get(header::SET_COOKIE).context("a session")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default();
        Ok(format!("{cookie}; kandidat_language=nn"))
    }

    /// The cookies of a member of the cast, and the token of the forms.
    async fn session(&self, key: &str) -> Result<(String, String)> {
        let cookies = self.sign_in(key).await?;
        let page = self.request("GET", "/my/letters", &cookies)?.send().await?.text().await?;
        let token = page.split("name=\"csrf\" value=\"").nth(1).context("a token")?;
        Ok((cookies, token.split('"').next().unwrap_or_default().to_owned()))
    }

    fn request(&self, method: &str, path: &str, cookies: &str) -> Result<RequestBuilder> {
        let request = self.client.request(method.parse()?, format!("{}{path}", self.url));
        Ok(request.header(header::COOKIE, cookies))
    }
}

/// Hears address, headers and, of what went wrong, the content.
async fn listen(heard: Heard, request: Request, next: Next) -> Response {
    heard.add("request", &format!("{} {}", request.method(), request.uri()));
    let response = next.run(request).await;
    let (parts, body) = response.into_parts();
    for (name, value) in &parts.headers {
        heard.add("header", &format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())));
    }
    // A form that is shown again (422) holds what its sender typed and may see, and a refusal (409)
    // may name whom it is about to those who know the case.
    if parts.status.as_u16() < 400 || matches!(parts.status.as_u16(), 409 | 422) {
        return Response::from_parts(parts, body);
    }
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let page = String::from_utf8_lossy(&bytes);
    // The frame greets the reader by name.
    let content = page.split_once("k-content").map_or(&*page, |(_, content)| content);
    heard.add("error", content);
    Response::from_parts(parts, bytes.into())
}
