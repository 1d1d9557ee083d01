//! Random walks through grading and appeal, held against a model that knows nothing of the office's
//! code: whoever tries whatever, the office does what the model allows and nothing else, and what
//! is announced stays true.

mod look;
mod rules;
mod steps;
mod walk;

use rules::{Broken, Model};
use walk::{Reached, Walk};

const STEPS: usize = 100;
const SEEDS: [u64; 7] = [2, 3, 4, 5, 6, 8, 9];
/// A model with a broken rule must be found out by one of these walks.
const CONTROL_SEEDS: [u64; 4] = [3, 4, 5, 6];

/// Requirements: M-02, M-06, M-08, O-01, O-05, O-09, O-21
#[tokio::test]
async fn random_walks_of_grading_and_appeal_do_what_a_small_model_says() {
    let (mut all, mut wrong) = (Reached::default(), Vec::new());
    for seed in SEEDS {
        match walk(seed, None).await {
            Ok(reached) => all.add(&reached),
            Err(told) => wrong.push(format!("seed {seed}: {told}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(all.steps >= 700 && all.refused > 100, "{all:?}");
    assert!(all.announced >= 7 && all.thirds >= 10 && all.explained >= 10, "{all:?}");
    assert!(all.appealed >= 15 && all.further >= 1 && all.decided >= 3, "{all:?}");
}

#[tokio::test]
async fn a_model_with_a_broken_rule_is_found_out() {
    for broken in Broken::ALL {
        let mut found = Vec::new();
        for seed in CONTROL_SEEDS {
            found.extend(walk(seed, Some(broken)).await.err());
            if found.iter().any(|told: &String| last(told).contains(broken.tells())) {
                break;
            }
        }
        let caught = found.iter().any(|told| last(told).contains(broken.tells()));
        assert!(caught, "{broken:?}: {found:?}");
    }
}

#[tokio::test]
async fn a_grade_that_changes_behind_the_office_s_back_is_found_out() {
    for sabotage in [
        "update result set grade = case grade when 'A' then 'B' else 'A' end",
        "delete from result where id = (select max(id::text)::uuid from result)",
    ] {
        let mut walk = Walk::begin(Model::new(None), 1).await;
        while walk.reached.announced == 0 {
            walk.step().await.expect("nothing is wrong yet");
        }
        walk.behind_the_back(sabotage).await;
        assert!(walk.look().await.is_err(), "{sabotage}");
    }
}

/// What was wrong, and the step that showed it.
fn last(told: &str) -> String {
    let lines: Vec<&str> = told.lines().collect();
    format!("{} {}", lines.first().unwrap_or(&""), lines.last().unwrap_or(&""))
}

async fn walk(seed: u64, broken: Option<Broken>) -> Result<Reached, String> {
    let mut walk = Walk::begin(Model::new(broken), seed).await;
    for _ in 0..STEPS {
        walk.step().await?;
    }
    Ok(walk.reached)
}
