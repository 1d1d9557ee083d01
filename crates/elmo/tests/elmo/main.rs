//! Documents written and read back, read from hostile hands, and judged by others' programs.

mod given;
mod hostile;
mod lenient;
mod limits;
mod named;
mod oracle;
mod round_trip;
mod schema;
mod signature;
mod xmlsec;
