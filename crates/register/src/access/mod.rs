//! Who may do what at the register: its operators, by the roles of the field.

mod allow;
mod principal;
mod role;
pub(crate) mod store;

pub use allow::Allow;
pub(crate) use allow::MENU;
pub use principal::Principal;
pub use role::Role;
