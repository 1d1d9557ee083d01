//! Tokens, on one core: how long it takes to blind, evaluate and unblind everybody, and to match them.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use protocol::exclusion::{Blinded, Blinding, EVALUATE_MAX, Evaluator, Token};

use super::{Scale, per_second, row};

/// Measures, and prints the rows of the table.
pub fn measure(scale: Scale) -> Result<()> {
    let register = Evaluator::new(&[7; 32], 1);
    let ids: Vec<String> = (0..scale.evaluated).map(|n| format!("{n:011}")).collect();
    let (mut blind, mut evaluate, mut finish) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for batch in ids.chunks(EVALUATE_MAX) {
        let begun = Instant::now();
        let blindings = batch.iter().map(|id| Ok((id.as_str(), Blinding::of(id)?)));
        let blindings = blindings.collect::<Result<Vec<_>, wire::NotA>>()?;
        let blinded: Vec<Blinded> = blindings.iter().map(|(_, one)| one.blinded()).collect();
        blind += begun.elapsed();
        let begun = Instant::now();
        let (evaluations, proof) = register.evaluate(&blinded).context("points")?;
        evaluate += begun.elapsed();
        let begun = Instant::now();
        let tokens = Blinding::finish(&blindings, &evaluations, &proof, &register.key())?;
        finish += begun.elapsed();
        anyhow::ensure!(tokens[0] == register.token(&batch[0]), "another token");
    }
    let all = blind + evaluate + finish;
    let floor = plain(&register, &ids);
    for (what, took) in [
        ("ids blinded, a second and core", blind),
        ("blinded ids evaluated and proved, a second and core", evaluate),
        ("evaluations verified and unblinded, a second and core", finish),
        ("all three", all),
    ] {
        let rate = per_second(scale.evaluated, took);
        let floor = (format!("{floor:.0}/s, the function without blinding"), rate / floor);
        row(what, &format!("{rate:.0}/s"), Some((&floor.0, floor.1)));
    }
    let minutes = 442_000.0 / per_second(scale.evaluated, all) / 60.0;
    row("142 000 applicants and 300 000 students, both sides", &format!("{minutes:.1} min"), None);
    for rows in scale.rows {
        matching(scale.matched, rows);
    }
    Ok(())
}

/// The least: the function itself, as the register computes it for those whom it knows.
fn plain(register: &Evaluator, ids: &[String]) -> f64 {
    let begun = Instant::now();
    let tokens: HashSet<Token> = ids.iter().map(|id| register.token(id)).collect();
    per_second(tokens.len(), begun.elapsed())
}

fn tokens(of: usize, kind: u64) -> Vec<Token> {
    let one = |n: usize| {
        let mixed = u128::from(kind) << 64 | n as u128;
        Token::of(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes())
    };
    (0..of).map(one).collect()
}

/// Everybody's tokens against the list, in memory.
fn matching(persons: usize, rows: usize) {
    let (own, list) = (tokens(persons, 1), tokens(rows, 2));
    let begun = Instant::now();
    let mut same = own.iter().filter(|token| token.bytes()[0] == 0).count();
    let floor = per_second(persons, begun.elapsed());
    let begun = Instant::now();
    let list: HashSet<Token> = list.into_iter().collect();
    same += own.iter().filter(|token| list.contains(token)).count();
    let rate = per_second(persons, begun.elapsed());
    let what = format!("tokens matched with a list of {rows}, a second and core");
    let million = |rate: f64| format!("{:.1} million/s", rate / 1e6);
    std::hint::black_box(same);
    row(
        &what,
        &million(rate),
        Some((&format!("{}, one byte looked at", million(floor)), rate / floor)),
    );
}
