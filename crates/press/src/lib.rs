//! Turns a [`letters::Document`] into a tagged PDF.
//!
//! [`pdf`] sets one document in this process; [`worker::run`] does it for a parent that
//! speaks the frame protocol of [`wire`], and [`Pool`] is that parent: it keeps worker
//! processes, gives each one letter at a time, and is what the office gets as its
//! [`letters::Press`]. Only this crate builds Typst.
//!
//! The text of a letter reaches the template as data and never as markup. The world the
//! template sees has two files, the template and the data, and the fonts in the binary:
//! no file system, no network, no clock.

mod clean;
mod compile;
mod pool;
pub mod wire;
pub mod worker;
mod world;

pub use compile::pdf;
pub use pool::{Pool, PoolConfig};
