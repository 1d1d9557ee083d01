//! Results on their way between institutions: ELMO documents, version 1.7.
//!
//! A [`Document`] says what one [`Learner`] has passed, institution by institution ([`Report`]), as courses and
//! qualifications that hang together ([`Opportunity`]). [`write`] makes XML that the schema accepts, [`sign`] puts
//! the institution's signature into it. What comes from elsewhere is hostile until it is read: [`unpack`] takes it
//! out of its wrapping; [`read_signed`] verifies it under the profile of [`signature`] and reads the verified bytes
//! alone; [`read_unverified`] reads what nothing vouches for. Every no is a named [`Refused`], and what a lenient
//! reader changed or passed over is told as a [`Note`].
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
pub mod signature;
mod taken;
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
pub use signature::{
    Algorithm, SigningKey, Unsigned, Verified, VerifyingKey, read_signed, sign, verify,
};
pub use unpack::{pack, unpack};
pub use write::write;
