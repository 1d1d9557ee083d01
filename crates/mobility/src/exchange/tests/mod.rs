//! The exchange between two offices that reach each other over HTTP alone, and what each does by itself.

mod applications;
mod asked;
mod batches;
mod beside;
mod codes;
mod consents;
mod corrections;
mod described;
mod documents;
mod guarded;
mod hostile;
mod nation;
mod pages;

/// Two examiners give this grade to everybody who sat.
async fn graded(sat: &office::testing::Sat, grades: &[&str]) -> String {
    let numbers: Vec<String> = (0..grades.len()).map(|at| (101 + at).to_string()).collect();
    let given: Vec<(&str, &str)> =
        numbers.iter().map(String::as_str).zip(grades.iter().copied()).collect();
    for key in ["marit", "geir"] {
        assert!(sat.give(key, &given).await.status.is_success());
    }
    sat.announced().await
}
