//! The list of all routes. Each names who may use it and, if it changes anything, the
//! audit entry it writes; a route cannot be added without saying so.

use crate::{Node, api_description, guard};
use axum::handler::Handler;
use axum::middleware::from_fn;
use axum::routing::{MethodRouter, get, post};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

/// One route in the authorization matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow<A> {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path with its parameters, e.g. `/exams/{exam}`.
    pub path: String,
    /// Who gets past the guard.
    pub allow: A,
    /// The action that stands in the audit entry; `None` for what changes nothing.
    pub action: Option<&'static str>,
}

/// Routes in the making: the router and the table beside it.
pub struct Routes<N: Node> {
    router: OpenApiRouter<N>,
    table: Vec<RouteRow<N::Allow>>,
    /// The bodies that calls describe, each by its name: the description of the API keeps one of
    /// a name.
    #[cfg(any(test, feature = "testing"))]
    bodies: Vec<(String, String)>,
}

impl<N: Node> Default for Routes<N> {
    fn default() -> Self {
        Self {
            router: OpenApiRouter::default(),
            table: Vec::new(),
            #[cfg(any(test, feature = "testing"))]
            bodies: Vec::new(),
        }
    }
}

impl<N: Node> Routes<N> {
    /// A page that shows something.
    pub fn page<H, T>(self, path: &str, allow: N::Allow, handler: H) -> Self
    where
        H: Handler<T, N>,
        T: 'static,
    {
        self.add("GET", path, allow, None, get(handler))
    }

    /// A form that is sent in. `action` is the audit entry it writes.
    pub fn form<H, T>(self, path: &str, allow: N::Allow, action: &'static str, handler: H) -> Self
    where
        H: Handler<T, N>,
        T: 'static,
    {
        self.add("POST", path, allow, Some(action), post(handler))
    }

    /// A form that changes no domain state: login, choice of language.
    pub fn technical<H, T>(self, path: &str, allow: N::Allow, handler: H) -> Self
    where
        H: Handler<T, N>,
        T: 'static,
    {
        self.add("POST", path, allow, None, post(handler))
    }

    /// A question that is sent in like a form and changes nothing: what it asks for, a name or a
    /// number of somebody, must not stand in an address.
    pub fn search<H, T>(self, path: &str, allow: N::Allow, handler: H) -> Self
    where
        H: Handler<T, N>,
        T: 'static,
    {
        self.add("POST", path, allow, None, post(handler))
    }

    /// A call of the API, from `utoipa_axum::routes!(handler)`; its description comes
    /// from the handler's `#[utoipa::path]`.
    pub fn api(
        mut self,
        allow: N::Allow,
        action: Option<&'static str>,
        (schemas, paths, methods): UtoipaMethodRouter<N>,
    ) -> Self {
        #[cfg(any(test, feature = "testing"))]
        self.bodies.extend(
            schemas.iter().map(|(name, body)| {
                (name.clone(), serde_json::to_string(body).unwrap_or_default())
            }),
        );
        for (path, item) in &paths.paths {
            for method in methods_of(item) {
                self.table.push(RouteRow { method, path: path.clone(), allow, action });
            }
        }
        let methods =
            methods.layer(from_fn(move |request, next| guard::check::<N>(allow, request, next)));
        self.router = self.router.routes((schemas, paths, methods));
        self
    }

    /// Takes in the routes of another routine.
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        #[cfg(any(test, feature = "testing"))]
        self.bodies.extend(other.bodies);
        self
    }

    /// The table of all routes, in order of path and method.
    pub fn table(&self) -> Vec<RouteRow<N::Allow>> {
        let mut table = self.table.clone();
        table.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
        table
    }

    /// Every body that a call describes, with its name.
    #[cfg(any(test, feature = "testing"))]
    pub fn bodies(&self) -> &[(String, String)] {
        &self.bodies
    }

    /// The router and the description of the API.
    pub fn split(self) -> (axum::Router<N>, utoipa::openapi::OpenApi) {
        let (router, mut api) = self.router.split_for_parts();
        api_description::complete::<N>(&mut api, &self.table);
        (router, api)
    }

    fn add(
        mut self,
        method: &str,
        path: &str,
        allow: N::Allow,
        action: Option<&'static str>,
        methods: MethodRouter<N>,
    ) -> Self {
        let methods =
            methods.layer(from_fn(move |request, next| guard::check::<N>(allow, request, next)));
        self.router = self.router.route(path, methods);
        self.table.push(RouteRow {
            method: method.to_owned(),
            path: path.to_owned(),
            allow,
            action,
        });
        self
    }
}

fn methods_of(item: &utoipa::openapi::PathItem) -> Vec<String> {
    [
        ("GET", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("DELETE", item.delete.is_some()),
        ("PATCH", item.patch.is_some()),
    ]
    .into_iter()
    .filter(|(_, there)| *there)
    .map(|(method, _)| method.to_owned())
    .collect()
}
