//! How much a document may ask of whoever reads it. The writer keeps to the same limits.
//!
//! Measured by what is real: a transcript of a long study with its course descriptions has some 2000 elements and
//! 300 kB. Each limit leaves room for ten times that, and keeps the worst document below a second.

/// Bytes of a document, and of what it comes wrapped in: 8 MiB.
pub const BYTES_MAX: usize = 8 << 20;
/// Elements, comments, processing instructions and CDATA sections together.
pub const NODES_MAX: usize = 50_000;
/// Elements inside each other, the root counted.
pub const DEPTH_MAX: usize = 64;
/// Attributes of one element, declarations of namespaces counted.
pub const ATTRIBUTES_MAX: usize = 32;
/// Declarations of namespaces that hold at one place.
pub const NAMESPACES_MAX: usize = 32;
/// Bytes of one text of several lines that is taken over: a description.
pub const TEXT_MAX: usize = 64 << 10;
/// Bytes of one line that is taken over: a title, a name, an identifier, a grade. It is repeated with each result
/// that names it, so it is much shorter than a description.
pub const LINE_MAX: usize = 1 << 10;
/// Results of a document, each counted as often as it stands there.
pub const RESULTS_MAX: usize = 2000;
/// Bytes of all that is taken over: what each result says, with the name of its institution and what it is part of
/// each time. Without it a small document would become a large one where it is made into a list.
pub const TAKEN_MAX: usize = 8 << 20;
/// Notes that are kept of one reading; after them stands only that there are more.
pub const NOTES_MAX: usize = 1000;
