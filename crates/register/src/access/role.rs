//! The roles at the register, by the codes that the field gives them.

use rules::Language;

/// What an operator may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Answers for the register: who operates it, and what it tells.
    SystemOwner,
    /// Reads what is registered.
    Reader,
    /// Registers, changes and deletes.
    Writer,
    /// Controls what another has registered.
    Controller,
}

impl Role {
    /// Every role, in the order in which the authorization matrix lists them.
    pub const ALL: [Self; 4] = [Self::SystemOwner, Self::Reader, Self::Writer, Self::Controller];

    /// The code of the field, which is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SystemOwner => "SYSEIER",
            Self::Reader => "RUST_LES",
            Self::Writer => "RUST_SKRIV",
            Self::Controller => "RUST_KONTROLLER",
        }
    }

    /// Reads a code written by [`Role::code`]; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The role in words.
    pub fn told(self, language: Language) -> String {
        let key = format!("role-{}", self.code().to_lowercase().replace('_', "-"));
        ui::messages::format(language, &key, &[])
    }
}
