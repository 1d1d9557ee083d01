//! What all pages share: the frame, the components, the forms and the message catalogues.
//!
//! A page is an askama template that extends `frame.html`, imports `components.html` as `c`, and whose
//! struct has a field `frame: ui::Frame`; with a form also `form: ui::Form`. Its texts stand in
//! `messages/{nb,nn,en}/<routine>.ftl` and are read with [`Frame::t`] and [`Frame::ta`].
//! `cargo run -p ui --example gallery -- FOLDER` writes every component as HTML to look at.

pub mod assets;
mod choice;
mod error_page;
mod form;
mod format;
mod frame;
mod list;
pub mod messages;
mod task;

pub use choice::Choice;
pub use error_page::{Change, ErrorKind, ErrorPage};
pub use form::{FieldError, Form};
pub use frame::{Crumb, Demo, Flash, FlashKind, Frame, Institution, NavItem, Person, Plain};
pub use list::{List, PageLink};
pub use messages::{ToArg, key};
pub use task::TaskItem;

/// The content security policy that every page is served with: nothing inline, nothing from elsewhere.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
