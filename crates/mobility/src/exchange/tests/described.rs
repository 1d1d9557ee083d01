//! The protocol's page says what the office does.

use crate::exchange::refusal::Refusal;
use protocol::exchange::{Code, QUESTIONS_MAX, RESULTS_MAX};

const PAGE: &str = include_str!("../../../../../docs/protocol.md");

#[test]
fn every_kind_refusal_code_and_limit_of_the_exchange_stands_on_the_page() {
    for (kind, _, _) in crate::exchange::correct::messages().kinds() {
        assert!(PAGE.contains(&format!("| `{kind}` |")), "{kind}");
    }
    for refusal in Refusal::ALL {
        let problem = refusal.problem();
        let line = format!("| `{}` | {} | {} |", refusal.name(), problem.status, problem.title);
        assert!(PAGE.contains(&line), "{line}");
    }
    for code in Code::ALL {
        assert!(PAGE.contains(&format!("`{code}`")), "{code}");
    }
    for (what, most) in [("results", RESULTS_MAX), ("questions", QUESTIONS_MAX)] {
        assert!(PAGE.contains(&format!("at most {most} {what}")), "{what}");
    }
}
