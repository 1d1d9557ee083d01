//! Results on their way between institutions: ELMO documents, version 1.7.
//!
//! A [`Document`] says what one [`Learner`] has passed, institution by institution ([`Report`]), as courses and
//! qualifications that hang together ([`Opportunity`]). [`write`] makes XML that the schema accepts. What comes from
//! elsewhere is hostile until it is read: [`unpack`] takes it out of its wrapping, and [`read_unverified`] reads it
//! within [`limits`]. Every no is a named [`Refused`], and what a lenient reader changed or passed over is told as a
//! [`Note`].
//!
//! What is not passed has no place in a document: the writer refuses it, and the reader leaves it out.
//!
//! Nothing here reads a file, a clock or a network. Not taken over, though the format has them: attachments, the
//! diploma supplement, the distribution of grades, groups and addresses; a receiver has no use for them, and what
//! is not there cannot leak.
#![forbid(unsafe_code)]

mod document;
mod guard;
mod html;
pub mod limits;
mod namespace;
mod note;
mod read;
mod refused;
mod text;
mod unpack;
mod write;

pub use document::{
    Achieved, Achievement, Document, Identifier, Issuer, Kind, Learner, Opportunity, Period,
    Report, Scale, Words,
};
pub use namespace::Version;
pub use note::{Note, Noted};
pub use read::{Read, read_unverified};
pub use refused::Refused;
pub use unpack::{pack, unpack};
pub use write::write;
