//! What a routine brings that stands in a crate of its own, above this one.

use crate::access::Principal;
use crate::desk::Task;
use crate::http::{Allow, Routes};
use crate::{Node, Result};
use edge::Place;
use edge::station::Messages;
use jiff::civil::Date;
use sqlx::PgConnection;
use std::pin::Pin;
use store::job::Job;

/// A routine in a crate of its own: who puts an office together names it in
/// [`NodeConfig::above`](crate::NodeConfig::above), and migrates its tables with those of the office.
pub struct Routine {
    /// Its pages and its API.
    pub routes: fn() -> Routes,
    /// Its places in the menu, and those in the row of an exam's tabs, whose address begins with
    /// `/exams/{exam}`: each with the message key of the place or tab that it stands after.
    pub places: &'static [(&'static str, Place<Allow>)],
    /// What it puts on whose desk.
    pub tasks: Tasks,
    /// The kinds of job that its acts leave for later, and what does them.
    pub jobs: &'static [(&'static str, Doing)],
    /// What it takes from other institutions and from the register.
    pub messages: fn() -> Messages<Node>,
}

/// What lies on one person's desk on a day, as [`crate::desk::tasks`] puts it together.
pub type Tasks =
    for<'a> fn(&'a mut PgConnection, &'a Node, &'a Principal, Date) -> Under<'a, Vec<Task>>;

/// Does one job.
pub type Doing = fn(Node, Job) -> Under<'static, ()>;

/// Work under way.
pub type Under<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;
