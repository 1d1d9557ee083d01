//! Who is asking, and whether he may use a route.

use crate::error_pages::{ErrorSlot, tell};
use crate::{Allow, Error, Node, session};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// The session behind the request, put there by [`identify`].
pub(crate) struct Session<P> {
    pub(crate) who: Arc<P>,
    pub(crate) form_token: Arc<str>,
}

impl<P> Clone for Session<P> {
    fn clone(&self) -> Self {
        Self { who: self.who.clone(), form_token: self.form_token.clone() }
    }
}

/// Finds out who is asking, before any route: roles are read anew at each request.
pub(crate) async fn identify<N: Node>(
    State(node): State<N>,
    mut request: Request,
    next: Next,
) -> Response {
    match session::read(&node, request.headers()).await {
        Ok(Some(session)) => {
            request.extensions_mut().insert(session);
        }
        Ok(None) => {}
        Err(error) => return tell(&node, request, &error).await,
    }
    next.run(request).await
}

/// Lets the request through or says no. Who is not signed in is sent to sign in; whoever
/// may not use a route learns nothing of it.
pub(crate) async fn check<N: Node>(allow: N::Allow, request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session<N::Principal>>();
    let who = session.map(|session| &*session.who);
    if allow.lets(who) {
        return next.run(request).await;
    }
    let error = if who.is_some() { Error::NotFound } else { Error::SignInFirst };
    ErrorSlot::response(error)
}
