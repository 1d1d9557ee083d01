//! Who may use a route. The table of all routes with their guards is a golden file.

use super::ErrorSlot;
use crate::access::{Principal, Role, session};
use crate::{Error, Node};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Who gets past the guard of a route. What is behind it still checks whose thing it is:
/// the unit of an exam, the candidate of a result, the member of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allow {
    /// Everybody, signed in or not.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds one of these roles at some unit.
    Roles(&'static [Role]),
    /// Candidates, for what is their own.
    Student,
    /// Examiners, for the committees they sit in.
    Examiner,
    /// Candidates and examiners, whom letters are written to.
    StudentOrExaminer,
}

impl Allow {
    /// Whether this person gets past.
    pub fn lets(self, who: Option<&Principal>) -> bool {
        match (self, who) {
            (Self::Public, _) => true,
            (_, None) => false,
            (Self::SignedIn, Some(_)) => true,
            (Self::Roles(roles), Some(who)) => who.has(roles),
            (Self::Student, Some(who)) => who.student,
            (Self::Examiner, Some(who)) => who.examiner,
            (Self::StudentOrExaminer, Some(who)) => who.student || who.examiner,
        }
    }
}

/// The session behind the request, put there by [`identify`].
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) who: Arc<Principal>,
    pub(crate) form_token: Arc<str>,
}

/// Finds out who is asking, before any route: roles are read anew at each request.
pub(crate) async fn identify(
    State(node): State<Node>,
    mut request: Request,
    next: Next,
) -> Response {
    match session::read(&node, request.headers()).await {
        Ok(Some(session)) => {
            request.extensions_mut().insert(session);
        }
        Ok(None) => {}
        Err(error) => return super::errors::tell(&node, request, &error).await,
    }
    next.run(request).await
}

/// Lets the request through or says no. Who is not signed in is sent to sign in; whoever
/// may not use a route learns nothing of it.
pub(super) async fn check(allow: Allow, request: Request, next: Next) -> Response {
    let who = request.extensions().get::<Session>().map(|session| &*session.who);
    if allow.lets(who) {
        return next.run(request).await;
    }
    let error = if who.is_some() { Error::NotFound } else { Error::SignInFirst };
    ErrorSlot::response(error)
}
