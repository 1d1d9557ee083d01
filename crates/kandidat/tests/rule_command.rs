//! `kandidat rule` as a person or a script meets it.

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn kandidat(args: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kandidat"))
        .arg("rule")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments never reads: a closed pipe is no fault here.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

fn ask(rule: &str, facts: Value) -> Value {
    let output = kandidat(&[rule, "--facts", "-"], &facts.to_string());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refuses(args: &[&str], stdin: &str, line: &str) {
    let output = kandidat(args, stdin);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), stderr.trim_end()), (Some(2), line));
    assert!(output.stdout.is_empty() && stderr.matches('\n').count() == 1);
}

#[test]
fn it_lists_every_rule_with_its_law() {
    let output = kandidat(&[], "");
    let list = String::from_utf8(output.stdout).unwrap();
    assert_eq!(list.lines().count(), rules::registry::RULES.len());
    assert!(list.contains("appeal-deadline") && list.contains("[uhl. § 11-10 (1)"));
}

#[test]
fn it_answers_with_reasons_and_the_rule_set() {
    let answer =
        ask("appeal-deadline", json!({ "form": "written_school", "announced": "2011-06-22" }));
    assert_eq!(answer["deadline"], "2011-07-13");
    assert_eq!(answer["rule_set"], "uit-2011");
    assert!(answer["because"][0]["text"]["nn"].as_str().unwrap().contains("veker"));
}

#[test]
fn a_refusal_is_an_answer() {
    let answer = ask("appeal-deadline", json!({ "form": "home", "announced": "2020-01-02" }));
    assert_eq!(answer["refused"]["code"], "no-rule-set");
    assert_eq!(answer["rule_set"], Value::Null);
}

#[test]
fn bad_facts_are_one_line_on_stderr_and_exit_2() {
    let rule = ["appeal-deadline", "--facts", "-"];
    let field = |facts: Value, line: &str| refuses(&rule, &facts.to_string(), line);
    field(
        json!({ "form": "written_school", "announced": "2011-02-29" }),
        "announced: given \"2011-02-29\", allowed: YYYY-MM-DD or an RFC 3339 instant with offset, years 1950 to 2199",
    );
    field(
        json!({ "form": "written_school" }),
        "announced: given nothing, allowed: The day the grade was announced (YYYY-MM-DD or an RFC 3339 instant with offset, years 1950 to 2199)",
    );
    field(
        json!({ "form": "home", "announced": "2011-06-22", "anounced": 1 }),
        "anounced: given 1, allowed: only the fields one of form, announced, explanation, formal_complaint",
    );
    field(
        json!({ "form": "home", "announced": "2011-06-22", "rule_set": "uhl-1995" }),
        "rule_set: given \"uhl-1995\", allowed: one of uit-2011, uhl-2024, uit-2020, uio-2005, unis-2019, demo-2026",
    );
    field(
        json!({ "form": "home", "announced": "2011-06-22", "explanation": { "requested": 3 } }),
        "explanation.requested: given 3, allowed: YYYY-MM-DD or an RFC 3339 instant with offset, years 1950 to 2199",
    );
}

#[test]
fn an_unknown_rule_and_broken_json_are_bad_input() {
    let output = kandidat(&["no-such-rule", "--facts", "-"], "{}");
    assert_eq!(output.status.code(), Some(2));
    let output = kandidat(&["appeal-deadline", "--facts", "-"], "{");
    assert_eq!(output.status.code(), Some(2));
    let output = kandidat(&["appeal-deadline"], "");
    assert_eq!(output.status.code(), Some(2));
    let output = kandidat(&["appeal-deadline", "--facts", "no/such/file"], "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn it_shows_the_schema_of_facts_and_answer() {
    let output = kandidat(&["appeal-deadline", "--schema"], "");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["facts"]["properties"]["rule_set"]["type"], "string");
    assert_eq!(schema["facts"]["additionalProperties"], false);
    assert!(schema["answer"].to_string().contains("from-explanation"));
}

#[test]
fn an_institution_s_own_regulation_is_used_and_held_to_the_act() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    let write = |weeks: u8| {
        let text = format!(
            "id = \"own\"\nextends = \"uhl-2024\"\nversion = 1\nvalid_from = \"2026-01-01\"\nsource = \"test\"\n\
             title = {{ nb = \"a\", nn = \"b\", en = \"c\" }}\n\
             [appeal]\ndeadline = {{ value = {weeks}, unit = \"weeks\", law = \"own § 1\" }}\n"
        );
        std::fs::write(&file, text).unwrap();
    };
    let path = file.to_str().unwrap();
    let args = ["appeal-deadline", "--facts", "-", "--regulation", path];
    let facts = json!({ "form": "home", "announced": "2026-06-01" }).to_string();
    write(4);
    let answer: Value = serde_json::from_slice(&kandidat(&args, &facts).stdout).unwrap();
    assert_eq!((&answer["deadline"], &answer["rule_set"]), (&json!("2026-06-29"), &json!("own")));
    write(2);
    let line = format!(
        "{path}: line 8: appeal.deadline: given 2 weeks, allowed: no less than 3 weeks (uhl. § 11-10 (1)) [below-the-law]"
    );
    refuses(&args, &facts, &line);
}
