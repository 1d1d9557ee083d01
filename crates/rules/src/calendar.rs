//! The Norwegian calendar: holidays, working days, and how a period becomes a date.
//!
//! Computed, not listed. Instants are read in Europe/Oslo with time-zone data that
//! is compiled in, so that an answer never depends on the machine it is given on.

mod counting;
mod event_date;
mod holidays;
mod period;
mod said;

pub use counting::{Counted, CountingLaw};
pub use event_date::{EventDate, OsloInstant, oslo_date};
pub use holidays::{easter_sunday, public_holiday};
pub use period::{LegalPeriod, Period, Unit};
pub(crate) use said::MONTHS_EN;
pub use said::{date_en, date_no, weekday};
