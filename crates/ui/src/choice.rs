//! What a person can choose between in a list or a group of radio buttons.

/// One thing to choose.
#[derive(Clone)]
pub struct Choice {
    /// The value that the form sends.
    pub value: String,
    /// What the person reads, in her language.
    pub text: String,
    /// One more line that helps her choose; may be empty.
    pub hint: String,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: String::new() }
    }

    /// The same choice with a hint under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}
