//! The protocol's page says what the register does.

use crate::exclusion::Refusal;
use crate::exclusion::{
    ASKS_A_DAY, DECLARED_DEFAULT, NEW_ROWS_A_DAY, NEW_ROWS_A_DAY_MAX, ROWS_MAX, TEXT_CHARACTERS_MAX,
};
use protocol::exclusion as kinds;

const PAGE: &str = include_str!("../../../../../docs/protocol.md");

#[test]
fn every_refusal_of_the_register_stands_on_the_page_with_its_status() {
    for refusal in Refusal::ALL {
        let problem = refusal.problem();
        let line = format!("| `{}` | {} | {} |", refusal.name(), problem.status, problem.title);
        assert!(PAGE.contains(&line), "{line}");
    }
}

#[test]
fn every_kind_and_limit_of_the_exclusions_stands_on_the_page() {
    for (kind, _, _) in crate::messages().kinds() {
        assert!(PAGE.contains(&format!("| `{kind}` |")), "{kind}");
    }
    for kind in [kinds::LISTED, kinds::CHANGED, kinds::REMOVED] {
        assert!(PAGE.contains(&format!("| `{kind}` |")), "{kind}");
    }
    let thousands = |number: u32| format!("{} {:03}", number / 1000, number % 1000);
    let list_page = u32::try_from(kinds::LIST_PAGE).unwrap();
    for said in [
        format!("(1 to {} blinded ids)", kinds::EVALUATE_MAX),
        format!("at most {TEXT_CHARACTERS_MAX} characters"),
        format!("at most {}, in the", thousands(list_page)),
        format!("({} if it has not)", thousands(DECLARED_DEFAULT)),
        format!("\n{ASKS_A_DAY} are asked about"),
        format!("fewer than {ROWS_MAX} rows"),
        format!("More than {NEW_ROWS_A_DAY} new rows"),
        format!("more than {} are not taken", thousands(NEW_ROWS_A_DAY_MAX)),
    ] {
        assert!(PAGE.contains(&said), "{said}");
    }
}
