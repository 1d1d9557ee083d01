//! The register of excluded students (uhl. § 12-11): what institutions tell the register, what they
//! ask of it, and what it tells them.
//!
//! 1. An institution sends each controlled version of a row ([`REGISTERED`], [`DELETED`]).
//!    The register tells that institution what became of it ([`TAKEN`]).
//! 2. The register tells every institution that its list of tokens has a new version ([`LISTED`]).
//!    Each fetches it ([`LIST`]) and matches it against the tokens of its own applicants and
//!    students, which the register has evaluated without seeing them ([`EVALUATE`]). The notice
//!    names nobody, and what was matched leaves no trace at the register.
//! 3. Whoever has a match asks about that person, for a purpose and in a case ([`ASK`]). The answer
//!    has the rows that the purpose may know. It is recorded, and from then on the register tells
//!    the asker of their changes ([`CHANGED`]) and of their end ([`REMOVED`]).

mod body;
mod text;
mod token;

pub use body::{
    Ask, Deleted, Evaluate, Evaluated, Found, List, ListPage, Listed, Period, Registered, Removed,
    Row, Taken, Why,
};
pub use rules::exclusion::Purpose;
pub use text::{TEXT_CHARACTERS_MAX, is_text};
pub use token::{
    Blinded, Blinding, EpochKey, Evaluation, Evaluator, Forged, NATIONAL_ID_BYTES_MAX, Proof, Token,
};

/// Institution to register: a controlled version of a row, [`Registered`].
pub const REGISTERED: &str = "exclusion.registered";
/// Institution to register: a row is deleted before its period ends, [`Deleted`].
pub const DELETED: &str = "exclusion.deleted";
/// Register to the institution in whose name a version was sent: that it counts, or why not, [`Taken`].
pub const TAKEN: &str = "exclusion.taken";
/// Register to institution: the list of tokens has a new version, [`Listed`].
pub const LISTED: &str = "exclusion.listed";
/// Register to an institution that was told of the row: its new version, [`Row`].
pub const CHANGED: &str = "exclusion.changed";
/// Register to an institution that was told of the row: it is no longer there, [`Removed`].
pub const REMOVED: &str = "exclusion.removed";
/// Question to the register: a page of the list of tokens, [`List`]; answered by [`ListPage`].
pub const LIST: &str = "exclusion.list";
/// Question to the register: blinded ids, [`Evaluate`]; answered by [`Evaluated`].
pub const EVALUATE: &str = "exclusion.evaluate";
/// Question to the register about one person, [`Ask`]; answered by [`Found`].
pub const ASK: &str = "exclusion.ask";

/// Kinds by which two persons' decision reaches those whom it concerns: nobody gives one up alone.
pub const BINDING: [&str; 6] = [REGISTERED, DELETED, TAKEN, CHANGED, REMOVED, ASK];

/// As many ids as are evaluated by one question.
pub const EVALUATE_MAX: usize = 1000;
/// As many tokens as stand on a page of the list.
pub const LIST_PAGE: usize = 30_000;
