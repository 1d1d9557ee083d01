//! What an exclusion refuses somebody who sits exams, in writing, and the appeal against it.

mod appeal;
mod exams;
mod held;
mod over;
