//! What all pages share: the frame, the components, the forms and the message catalogues.
//!
//! A page is an askama template that extends `frame.html`, imports `components.html` as `c`, and whose
//! struct has a field `frame: ui::Frame`; with a form also `form: ui::Form`. Its texts stand in
//! `messages/{nb,nn,en}/<routine>.ftl` and are read with [`Frame::t`] and [`Frame::ta`].
//!
//! ```text
//! {% extends "frame.html" %}
//! {% import "components.html" as c %}
//! {% block title %}{{ frame.t("appeal-title") }}{% endblock %}
//! {% block content %}
//! {{ c::error_summary(form) }}
//! <h1 class="ds-heading">{{ frame.t("appeal-title") }}</h1>
//! <p>{{ frame.ta("appeal-received", [("date", &frame.date(received_on))]) }}</p>
//! <form method="post" action="/appeal" class="k-form" novalidate>{{ c::act_fields() }}
//!   {{ c::date_field(form, "received_on", frame.t("appeal-received-on")) }}
//!   {{ c::textarea(form, "grounds", frame.t("appeal-grounds"), optional=true) }}
//!   <div class="k-actions">{{ c::submit(frame.t("appeal-send")) }}</div>
//! </form>
//! {% call c::table("appeals", frame.t("appeal-list")) %}<thead>…</thead><tbody>…</tbody>{% endcall %}
//! {% endblock %}
//! ```
//!
//! The values in the list of `ta` are references, the list itself is not. A page has one `h1`. A text in
//! three forms is read with `frame.text(text)`. An `aside` block holds an `<aside>` beside the content.
//! Tables: `k-number` for columns of figures, `desk=true` for rows walked with the arrow keys. Layout:
//! `k-heading-row`, `k-actions`, `k-form`, `k-form-row`, `k-stack`, `k-lead`, `k-hint`.
//!
//! The frame's own forms post `language` and `back` to `/language`, and nothing but the token to `/logout`.
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
pub use form::{FieldError, Form, TEXT_MAX};
pub use format::term_in_words;
pub use frame::{
    Crumb, Demo, Flash, FlashKind, Frame, Institution, NavItem, Person, Plain, RefusedAct,
    in_norway,
};
pub use list::{List, PageLink};
pub use messages::{ToArg, key};
pub use task::TaskItem;

/// The content security policy that every page is served with: nothing inline, nothing from elsewhere.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
