//! The register's first page: who operates it.

use super::{Operator, VIEWERS, all};
use crate::{Routes, Signed};
use askama::Template;
use axum::response::Response;
use edge::{Result, page};

pub(crate) fn routes() -> Routes {
    Routes::default().page("/", VIEWERS, show).merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "operators/operators.html")]
struct OperatorsPage {
    frame: ui::Frame,
    operators: Vec<Operator>,
}

impl OperatorsPage {
    fn name(&self, operator: &Operator) -> String {
        operator.name.listed(self.frame.language)
    }

    fn roles(&self, operator: &Operator) -> String {
        let told = operator.roles.iter().map(|role| role.told(self.frame.language));
        told.collect::<Vec<_>>().join(", ")
    }
}

async fn show(signed: Signed) -> Result<Response> {
    let operators = all(&signed.node).await?;
    page(&OperatorsPage { frame: signed.frame("operators"), operators })
}
