//! The doors: what others send to.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use bytes::{Bytes, BytesMut};
use http::{HeaderValue, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::json;
use tokio::sync::Semaphore;
use wire::message::BODY_BYTES_MAX;
use wire::port::KeyRing;
use wire::receive::{Answerer, receive_message, receive_question};
use wire::{Fault, Problem, Route, Station};

/// The public page of a station: its protocol, who it is and the keys it holds.
pub const STATUS_PATH: &str = "/wire/v1/status";
/// The version of the protocol that is spoken.
const PROTOCOL: u32 = 1;
/// How long a request's body may take to arrive.
const BODY_WITHIN: Duration = Duration::from_secs(30);
/// As many requests are taken at each door at once, so that a flood of them leaves the rest of the node alive.
const AT_ONCE: usize = 64;
/// As many questions are answered at once. Each holds a connection of the database until it is
/// answered and needs another meanwhile, so that more would wait for each other and for nothing.
const ANSWERED_AT_ONCE: usize = 4;
/// How long a question waits for its turn.
const TURN_WITHIN: Duration = Duration::from_secs(10);
/// When whoever came too many is asked to come again, in seconds.
const RETRY_AFTER_SECONDS: u32 = 5;

struct Doors<S, A> {
    station: Arc<S>,
    answerer: A,
    messages: Semaphore,
    questions: Semaphore,
    turns: Semaphore,
}

/// The routes of a station: messages, questions and its status. They need no session and no form's
/// token: whoever sends is known by his signature.
pub fn doors<S, A>(station: Arc<S>, answerer: A) -> Router
where
    S: Station + 'static,
    A: Answerer<S::Mailbox> + 'static,
{
    let doors = Doors {
        station,
        answerer,
        messages: Semaphore::new(AT_ONCE),
        questions: Semaphore::new(AT_ONCE),
        turns: Semaphore::new(ANSWERED_AT_ONCE),
    };
    Router::new()
        .route(Route::Message.path(), any(messages::<S, A>))
        .route(Route::Question.path(), any(questions::<S, A>))
        .route(STATUS_PATH, get(status::<S, A>))
        .with_state(Arc::new(doors))
}

async fn messages<S, A>(State(at): State<Arc<Doors<S, A>>>, request: Request<Body>) -> Response
where
    S: Station + 'static,
    A: Answerer<S::Mailbox> + 'static,
{
    let Ok(_place) = at.messages.try_acquire() else { return unsigned(Fault::TooMany) };
    match read(request).await {
        Ok(request) => receive_message(&*at.station, request).await.map(Body::from),
        Err(answer) => answer,
    }
}

async fn questions<S, A>(State(at): State<Arc<Doors<S, A>>>, request: Request<Body>) -> Response
where
    S: Station + 'static,
    A: Answerer<S::Mailbox> + 'static,
{
    let Ok(_place) = at.questions.try_acquire() else { return unsigned(Fault::TooMany) };
    let request = match read(request).await {
        Ok(request) => request,
        Err(answer) => return answer,
    };
    let Ok(Ok(_turn)) = tokio::time::timeout(TURN_WITHIN, at.turns.acquire()).await else {
        return unsigned(Fault::TooMany);
    };
    receive_question(&*at.station, &at.answerer, request).await.map(Body::from)
}

async fn status<S, A>(State(at): State<Arc<Doors<S, A>>>) -> Response
where
    S: Station + 'static,
    A: Answerer<S::Mailbox> + 'static,
{
    let keys: Vec<String> = at.station.keys().held().iter().map(ToString::to_string).collect();
    let party = at.station.me().to_string();
    axum::Json(json!({ "protocol": PROTOCOL, "party": party, "keys": keys })).into_response()
}

/// The request with its body, of which at most one byte more is read than may be sent. A body that
/// breaks off or takes too long is answered unsigned: nobody knows what was meant.
async fn read(request: Request<Body>) -> Result<Request<Bytes>, Response> {
    let (head, body) = request.into_parts();
    let body = tokio::time::timeout(BODY_WITHIN, bounded(body)).await;
    let body = body.map_err(|_| StatusCode::REQUEST_TIMEOUT.into_response())?;
    let body = body.map_err(|_| StatusCode::BAD_REQUEST.into_response())?;
    Ok(Request::from_parts(head, body))
}

async fn bounded(mut body: Body) -> Result<Bytes, axum::Error> {
    let mut read = BytesMut::new();
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame?.into_data() {
            let room = BODY_BYTES_MAX + 1 - read.len();
            read.extend_from_slice(&data[..data.len().min(room)]);
        }
        if read.len() > BODY_BYTES_MAX {
            break;
        }
    }
    Ok(read.freeze())
}

/// A problem that is told without looking at the request. It counts as no answer, so the message is
/// tried again.
fn unsigned(fault: Fault) -> Response {
    let problem = Problem::from(fault);
    let status = StatusCode::from_u16(problem.status).unwrap_or_default();
    let mut response = (status, axum::Json(problem)).into_response();
    let media = HeaderValue::from_static(wire::exchange::PROBLEM_JSON);
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER_SECONDS.into());
    response
}
