//! The whole register as one router: all routines, within the edge that every node has.

use crate::{Node, Routes, directory, exclusion, operators};
use axum::Router;
use edge::station::Messages;

/// All routes of all routines: the rows of the register's authorization matrix. The routes of the
/// demonstration exist only when `demo` is true.
pub fn routes(demo: bool) -> Routes {
    edge::routes(demo)
        .merge(operators::pages::routes())
        .merge(directory::routes())
        .merge(crate::messages::routes())
        .merge(exclusion::routes())
}

/// All messages that the register takes from institutions.
pub fn messages() -> Messages<Node> {
    exclusion::messages()
}

/// The register, ready to be served.
pub fn router(node: Node) -> Router {
    let routes = routes(edge::Node::is_demo(&node));
    edge::router(node, routes, messages())
}
