use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

/// `c` is the chair, `d` the deputy, `m` a member, `s` a student; `!` after one: not impartial.
fn present(members: &str) -> Value {
    let mut seats: Vec<Value> = Vec::new();
    for sign in members.chars() {
        let role = match sign {
            'c' => "chair",
            'd' => "deputy_chair",
            _ => "member",
        };
        match (sign, seats.last_mut()) {
            ('!', Some(last)) => last["impartial"] = json!(false),
            _ => seats.push(json!({ "role": role, "student": sign == 's', "impartial": true })),
        }
    }
    json!(seats)
}

fn facts(board: &str, members: &str, votes: [u32; 2], matter: &str) -> Value {
    let old = board == "board_of_appeals";
    json!({ "board": board, "present": present(members), "matter": matter,
        "votes": { "for": votes[0], "against": votes[1] },
        "rule_set": if old { "uit-2011" } else { "uhl-2024" } })
}

/// What stands in the way, every reason; empty for a valid decision.
fn wrong(board: &str, members: &str, votes: [u32; 2], matter: &str) -> Vec<String> {
    let answer = ask("board-valid", facts(board, members, votes, matter));
    assert_eq!(answer["valid"] == true, answer["refused"].is_null());
    let all = answer["refused"]["all"].as_array().cloned().unwrap_or_default();
    all.iter().map(|refused| refused["code"].as_str().unwrap().to_owned()).collect()
}

const OK: [&str; 0] = [];
const OWN: [&str; 2] = ["board_of_appeals", "student_affairs_board"];
const JOINT: &str = "joint_appeals_board";

#[test]
fn the_institution_s_board_decides_with_its_chair_or_deputy_and_two_others() {
    for board in OWN {
        assert_eq!(wrong(board, "cms", [3, 0], "exclusion"), OK);
        assert_eq!(wrong(board, "dms", [3, 0], "exclusion"), OK);
        assert_eq!(wrong(board, "dmm", [3, 0], "exclusion"), OK, "without a student");
        assert_eq!(wrong(board, "cm", [2, 0], "exclusion"), ["no-quorum"]);
        assert_eq!(wrong(board, "mmss", [4, 0], "exclusion"), ["no-chair"]);
        assert_eq!(wrong(board, "mm", [2, 0], "exclusion"), ["no-quorum", "no-chair"]);
        assert_eq!(wrong(board, "cmmss", [5, 0], "exclusion"), OK);
        assert_eq!(wrong(board, "cmmmss", [6, 0], "exclusion"), ["too-many"]);
        assert_eq!(wrong(board, "csss", [4, 0], "exclusion"), ["too-many"]);
    }
}

#[test]
fn the_national_board_decides_with_four_its_chair_and_a_student_among_them() {
    assert_eq!(wrong(JOINT, "cmms", [4, 0], "exclusion"), OK);
    assert_eq!(wrong(JOINT, "dmms", [4, 0], "exclusion"), OK);
    assert_eq!(wrong(JOINT, "cms", [3, 0], "exclusion"), ["no-quorum"]);
    assert_eq!(wrong(JOINT, "cmmm", [4, 0], "exclusion"), ["no-quorum"]);
    assert_eq!(wrong(JOINT, "mmms", [4, 0], "exclusion"), ["no-chair"]);
    assert_eq!(wrong(JOINT, "cdmmmss", [7, 0], "exclusion"), OK);
}

/// Two thirds of five votes are four, of four three, of three two.
#[test]
fn exclusion_takes_two_thirds_of_the_votes_and_annulment_more_than_half() {
    for board in OWN {
        for (members, votes, exclusion, annulment) in [
            ("cmmss", [4, 1], true, true),
            ("cmmss", [3, 2], false, true),
            ("cmmss", [2, 3], false, false),
            ("cmss", [3, 1], true, true),
            ("cmss", [2, 2], false, false),
            ("cms", [2, 1], true, true),
            ("cms", [1, 2], false, false),
            ("cms", [0, 0], false, false),
        ] {
            for (matter, reached) in [("exclusion", exclusion), ("annulment", annulment)] {
                let missing: &[&str] = if reached { &[] } else { &["majority-missing"] };
                assert_eq!(wrong(board, members, votes, matter), missing, "{matter} {votes:?}");
            }
        }
    }
}

#[test]
fn each_matter_has_the_majority_of_the_act() {
    let needed = |board: &str, matter: &str| {
        let answer = ask("board-valid", facts(board, "cmms", [4, 0], matter));
        answer["majority"]["needed"].as_str().unwrap_or("-").to_owned()
    };
    for matter in ["exclusion", "quarantine", "confiscation", "unsuitability", "removal"] {
        assert_eq!(needed("board_of_appeals", matter), "two_thirds", "{matter}");
        assert_eq!(needed("student_affairs_board", matter), "two_thirds", "{matter}");
        assert_eq!(needed(JOINT, matter), "two_thirds", "{matter}");
    }
    for matter in ["annulment", "other"] {
        assert_eq!(needed("board_of_appeals", matter), "ordinary", "{matter}");
    }
    for matter in ["annulment", "police_certificate", "face_covering", "other"] {
        assert_eq!(needed("student_affairs_board", matter), "ordinary", "{matter}");
        assert_eq!(needed(JOINT, matter), "ordinary", "{matter}");
    }
}

/// An exclusion is no matter of halves: there the chair's second vote does not count.
#[test]
fn the_chair_of_the_national_board_decides_between_equal_halves() {
    let even = |board: &str, matter: &str, chair: Option<bool>| {
        let mut facts = facts(board, "cmms", [2, 2], matter);
        facts["chair_voted_for"] = json!(chair);
        ask("board-valid", facts)["valid"] == true
    };
    assert!(even(JOINT, "annulment", Some(true)));
    assert!(!even(JOINT, "annulment", Some(false)));
    assert!(!even(JOINT, "annulment", None));
    assert!(!even(JOINT, "exclusion", Some(true)));
    assert!(!even("student_affairs_board", "annulment", Some(true)));
}

#[test]
fn who_is_not_impartial_neither_decides_nor_counts() {
    for board in OWN {
        assert_eq!(wrong(board, "cmm!s", [4, 0], "exclusion"), ["not-impartial"]);
        assert_eq!(wrong(board, "cm!s", [3, 0], "exclusion"), ["not-impartial", "no-quorum"]);
        assert_eq!(wrong(board, "c!mms", [4, 0], "exclusion"), ["not-impartial", "no-chair"]);
    }
}

#[test]
fn a_board_of_the_other_act_is_not_of_this_one_and_impossible_facts_are_named() {
    let asked = |board: &str, set: &str| {
        let mut facts = facts(board, "cms", [3, 0], "exclusion");
        facts["rule_set"] = json!(set);
        ask("board-valid", facts)["refused"]["code"].clone()
    };
    assert_eq!(asked("board_of_appeals", "uhl-2024"), "not-in-rule-set");
    assert_eq!(asked("student_affairs_board", "uit-2011"), "not-in-rule-set");
    assert_eq!(asked(JOINT, "uit-2011"), "not-in-rule-set");
    let named =
        |members: &str, votes| bad_field("board-valid", facts(JOINT, members, votes, "other"));
    assert_eq!(named("cms", [3, 1]), "votes");
    assert_eq!(named("ccms", [4, 0]), "present[1].role");
    assert_eq!(named("cddm", [4, 0]), "present[2].role");
}
