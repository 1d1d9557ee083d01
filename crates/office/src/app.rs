//! The whole office as one router: all routines, within the edge that every node has.

use crate::http::Routes;
use crate::{
    Node, Routine, access, admission, appeal, archive, candidates, catalogue, desk, examiners,
    exclusion, explanation, grading, letters_out, misconduct, papers, quarantine, registration,
    regulation,
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
        .merge(examiners::pages::routes())
        .merge(grading::pages::routes());
    if demo { routes.merge(letters_out::demo::routes()) } else { routes }
}

/// All messages that an office takes from other institutions and from the register, with those of the
/// routines `above` this crate.
pub fn messages(above: &[Routine]) -> Messages<Node> {
    let above = above.iter().map(|routine| (routine.messages)());
    above.fold(exclusion::messages(), Messages::merge)
}

/// The office, ready to be served.
pub fn router(node: Node) -> Router {
    let (routes, messages) = (routes(node.is_demo(), node.above()), messages(node.above()));
    edge::router(node, routes, messages)
}
