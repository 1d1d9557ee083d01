//! What is looked at one after the other, where what is right depends on what was said before.

/// An enumeration of what is looked at: each with its words and the function that judges it, which takes the
/// `Trial` of the module that calls this.
macro_rules! checks {
    ($about:literal; $($variant:ident, $what:literal, $judge:ident;)*) => {
        #[doc = $about]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Check { $(#[doc = $what] $variant,)* }

        impl Check {
            /// All of them, in their order: some go by what was said before.
            pub const ALL: [Self; [$($what),*].len()] = [$(Self::$variant),*];

            /// What is looked at.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }

            pub(super) async fn judge<N: Network>(self, trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
                match self { $(Self::$variant => $judge(trial).await,)* }
            }
        }
    };
}
