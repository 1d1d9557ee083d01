//! The web edge of a node: what stands between a request and a use case, whatever the node is for.
//!
//! A node tells the edge what it is by two small traits: [`Node`] for every request, [`Demo`] for a
//! demonstration. In return it gets, as concrete types that handlers take as arguments:
//!
//! | argument or answer | what it is |
//! |---|---|
//! | [`Routes`] | the list of all routes; each names who may use it and its audit entry |
//! | [`Signed`], [`Visitor`] | a request by a signed-in person, or by anybody |
//! | [`Posted`] | a form from one of our own pages, with its files and its act |
//! | [`ActHeader`], [`ApiJson`], [`ApiBody`] | the same for programs |
//! | [`Act`] | what a use case changes the world through, and sends messages in |
//! | [`station::Messages`] | the list of the messages that are taken from other parties |
//! | [`Error`] | what can go wrong, told as a page or as problem+json |
//! | [`page`], [`page_with`], [`done`], [`files::download`] | answers |
//!
//! [`routes`] are those that every node has, [`router`] puts around all of them what stands around
//! every request. Whose thing it is that a request asks for, the edge cannot know: each use case
//! checks that.

mod act;
mod api_body;
mod api_description;
mod demo;
mod error;
mod error_pages;
pub mod files;
mod guard;
mod health;
#[macro_use]
mod ids;
mod menu;
mod node;
mod own_path;
mod page;
mod person;
mod posted;
mod resend;
mod router;
mod routes;
pub mod session;
mod sign_in;
mod signed;
pub mod station;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod told;

pub use act::Act;
pub use api_body::{ActHeader, ApiBody, ApiJson, Problem, ProblemField};
pub use demo::{Demo, DemoPerson};
pub use error::{Error, FieldError, Refused, Result};
pub use error_pages::Typed;
pub use ids::PersonId;
pub use menu::Place;
pub use node::{Allow, Found, Mode, Node, Principal};
pub use own_path::own_path;
pub use page::{done, page, page_with};
pub use person::PersonName;
pub use posted::{Posted, Upload};
pub use router::{router, routes};
pub use routes::{RouteRow, Routes};
pub use signed::{Signed, Visitor};
