//! Who operates the register, for programs.

use super::{VIEWERS, all};
use crate::{Routes, Signed};
use axum::Json;
use edge::{PersonId, Problem, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().api(VIEWERS, None, routes!(operators))
}

/// One who operates the register.
#[derive(Serialize, ToSchema)]
struct OperatorItem {
    id: PersonId,
    /// `Family, Given`.
    name: String,
    /// The codes of the field, e.g. `SYSEIER`.
    roles: Vec<&'static str>,
}

/// All who hold a role at the register today, by name.
#[utoipa::path(get, path = "/api/operators", tag = "operators",
    responses((status = 200, body = Vec<OperatorItem>), (status = 401, body = Problem)))]
async fn operators(signed: Signed) -> Result<Json<Vec<OperatorItem>>> {
    let language = signed.who.language;
    let operators = all(&signed.node).await?.into_iter().map(|operator| OperatorItem {
        id: operator.id,
        name: operator.name.listed(language),
        roles: operator.roles.into_iter().map(|role| role.code()).collect(),
    });
    Ok(Json(operators.collect()))
}
