//! What the description of the API says of every call alike: who does not get in, what cannot be
//! read, and that an act needs a key of its own. A routine describes only what is its own.

use crate::{Allow, Node, Problem, RouteRow};
use utoipa::openapi::content::Content;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::response::Response;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{Components, OpenApi, PathItem, Ref, RefOr, Required};
use utoipa::{PartialSchema, ToSchema};

const KEY: &str = "Idempotency-Key";
const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// Adds to each operation the answers and the header that its row of the table gives it, and says
/// of every problem the media type that it has.
pub(crate) fn complete<N: Node>(api: &mut OpenApi, table: &[RouteRow<N::Allow>]) {
    for row in table {
        let item = api.paths.paths.get_mut(&row.path);
        let Some(operation) = item.and_then(|item| operation(item, &row.method)) else { continue };
        if !row.allow.lets(None) {
            answers(operation, "401", "sign-in-first");
            answers(operation, "404", "not-found, also for whoever may not know of it");
        }
        if row.path.contains('{') {
            answers(operation, "404", "not-found, also for whoever may not know of it");
        }
        if row.action.is_some() {
            needs_key(operation);
            answers(operation, "409", "already-done, refused or conflict");
        }
        if operation.parameters.is_some() || operation.request_body.is_some() {
            answers(operation, "422", "invalid: every fault at its field");
        }
        for answer in operation.responses.responses.values_mut() {
            if let RefOr::T(answer) = answer {
                as_problem(answer);
            }
        }
    }
    let mut named = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut named);
    api.components.get_or_insert_with(Components::new).schemas.extend(named);
}

fn operation<'a>(item: &'a mut PathItem, method: &str) -> Option<&'a mut Operation> {
    match method {
        "GET" => item.get.as_mut(),
        "POST" => item.post.as_mut(),
        "PUT" => item.put.as_mut(),
        "DELETE" => item.delete.as_mut(),
        "PATCH" => item.patch.as_mut(),
        _ => None,
    }
}

/// Says that a status is answered, unless the routine says so itself.
fn answers(operation: &mut Operation, status: &str, what: &str) {
    operation.responses.responses.entry(status.to_owned()).or_insert_with(|| {
        let mut answer = Response::new(what);
        let body = Content::new(Some(Ref::from_schema_name(Problem::name())));
        answer.content.insert(PROBLEM.to_owned(), body.into());
        answer.into()
    });
}

fn needs_key(operation: &mut Operation) {
    let parameters = operation.parameters.get_or_insert_default();
    let is_key = |one: &RefOr<Parameter>| matches!(one, RefOr::T(one) if one.name == KEY);
    if parameters.iter().any(is_key) {
        return;
    }
    let mut key = Parameter::new(KEY);
    key.parameter_in = ParameterIn::Header;
    key.required = Required::True;
    key.description = Some(
        "The id of the act, of the caller's own making: the same key sent twice is one act.".into(),
    );
    let uuid = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
    key.schema = Some(uuid.into());
    parameters.push(key.into());
}

/// A body that is a problem has the media type of one.
fn as_problem(answer: &mut Response) {
    let problem = Ref::from_schema_name(Problem::name()).ref_location;
    let is_problem = |content: &RefOr<Content>| matches!(content, RefOr::T(Content { schema: Some(RefOr::Ref(body)), .. }) if body.ref_location == problem);
    if answer.content.get(JSON).is_some_and(is_problem)
        && let Some(body) = answer.content.shift_remove(JSON)
    {
        answer.content.insert(PROBLEM.to_owned(), body);
    }
}
