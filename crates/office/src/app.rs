//! The whole office as one router: all routines, within the edge that every node has.

use crate::http::Routes;
use crate::{
    Node, Routine, access, admission, appeal, archive, candidates, catalogue, degrees, desk,
    examiners, exchange, exclusion, explanation, external_studies, grading, letters_out,
    misconduct, papers, quarantine, recognition, registration, regulation,
};
use axum::Router;
use edge::station::Messages;

/// All routes of all routines, those `above` this crate included: the rows of the authorization
/// matrix. The routes of the demonstration exist only when `demo` is true.
pub fn routes(demo: bool, above: &[Routine]) -> Routes {
    let routes = own_routes(demo);
    above.iter().fold(routes, |routes, routine| routes.merge((routine.routes)()))
}

fn own_routes(demo: bool) -> Routes {
    let routes = edge::routes(demo)
        .merge(access::pages::routes())
        .merge(desk::pages::routes())
        .merge(catalogue::pages::routes())
        .merge(exclusion::pages::routes())
        .merge(registration::pages::routes())
        .merge(regulation::pages::routes())
        .merge(candidates::pages::routes())
        .merge(papers::pages::routes())
        .merge(crate::delivery::pages::routes())
        .merge(crate::messages::routes())
        .merge(letters_out::pages::routes())
        .merge(archive::pages::routes())
        .merge(explanation::pages::routes())
        .merge(quarantine::pages::routes())
        .merge(appeal::pages::routes())
        .merge(admission::pages::routes())
        .merge(misconduct::pages::routes())
        .merge(degrees::pages::routes())
        .merge(exchange::pages::routes())
        .merge(external_studies::pages::routes())
        .merge(recognition::pages::routes())
        .merge(examiners::pages::routes())
        .merge(grading::pages::routes());
    if demo { routes.merge(letters_out::demo::routes()) } else { routes }
}

/// All messages that the office takes from other institutions and from the register.
pub fn messages() -> Messages<Node> {
    exclusion::messages().merge(exchange::messages())
}

/// The office, ready to be served.
pub fn router(node: Node) -> Router {
    let routes = routes(node.is_demo(), node.above());
    edge::router(node, routes, messages())
}
