use super::{ParseError, RuleSet, RuleSets};
use jiff::civil::date;

const HEAD: &str = "id = \"own\"\nextends = \"uhl-2024\"\nversion = 1\nvalid_from = \"2026-01-01\"\n\
    source = \"a test\"\ntitle = { nb = \"a\", nn = \"b\", en = \"c\" }\n";

fn parse(sections: &str) -> Result<RuleSet, ParseError> {
    RuleSet::parse(&format!("{HEAD}{sections}"), RuleSets::shipped())
}

fn refused(sections: &str) -> ParseError {
    match parse(sections) {
        Ok(_) => panic!("accepted: {sections}"),
        Err(error) => error,
    }
}

#[test]
fn the_shipped_rule_sets_are_sound_and_all_there() {
    let ids: Vec<_> = RuleSets::shipped().ids().collect();
    assert_eq!(ids, ["uit-2011", "uhl-2024", "uit-2020", "uio-2005", "unis-2019", "demo-2026"]);
}

#[test]
fn an_event_s_date_chooses_the_act_and_between_the_acts_none() {
    let chosen = |year, month, day| {
        RuleSets::shipped().for_date(date(year, month, day)).map(|set| set.id.0.as_str()).ok()
    };
    assert_eq!(chosen(2013, 12, 31), Some("uit-2011"));
    assert_eq!(chosen(2014, 1, 1), None);
    assert_eq!(chosen(2024, 7, 31), None);
    assert_eq!(chosen(2024, 8, 1), Some("uhl-2024"));
}

#[test]
fn an_institution_may_lengthen_the_appeal_deadline_but_not_shorten_it() {
    let law = |value, unit| {
        format!("[appeal]\ndeadline = {{ value = {value}, unit = \"{unit}\", law = \"§ 1\" }}")
    };
    assert!(parse(&law(3, "weeks")).is_ok());
    assert!(parse(&law(21, "days")).is_ok());
    for short in [law(2, "weeks"), law(20, "days"), law(15, "working_days")] {
        let error = refused(&short);
        assert_eq!((error.code, error.field.as_str()), ("below-the-law", "appeal.deadline"));
        assert_eq!(error.line, Some(8));
        assert_eq!(error.allowed, "no less than 3 weeks (uhl. § 11-10 (1))");
    }
}

#[test]
fn an_institution_may_shorten_the_grading_deadline_but_not_lengthen_it() {
    let law = |value| {
        format!(
            "[grading_deadline]\ndeadline = {{ value = {value}, unit = \"working_days\", law = \"§ 1\" }}"
        )
    };
    assert!(parse(&law(15)).is_ok());
    assert_eq!(refused(&law(16)).code, "above-the-law");
}

#[test]
fn what_the_act_fixes_cannot_be_changed() {
    let law =
        |value| format!("[appeal]\ngroup_signs_together = {{ value = {value}, law = \"§ 1\" }}");
    assert!(parse(&law(false)).is_ok());
    assert_eq!(refused(&law(true)).code, "fixed-by-law");
}

#[test]
fn the_act_binds_a_regulation_on_top_of_a_regulation() {
    let text = HEAD.replace("uhl-2024", "uit-2020")
        + "[appeal]\ndeadline = { value = 2, unit = \"weeks\", law = \"§ 1\" }";
    let error = RuleSet::parse(&text, RuleSets::shipped());
    assert_eq!(error.err().map(|error| error.code), Some("below-the-law"));
}

#[test]
fn errors_name_the_field_what_was_given_and_what_is_allowed() {
    let code = |sections| refused(sections).code;
    assert_eq!(code("[appeal]\ndeadline = 3"), "no-paragraph");
    assert_eq!(code("[appeal]\ndeadline = { value = 3, unit = \"weeks\" }"), "no-paragraph");
    assert_eq!(
        code("[appeal]\ndeadline = { value = 3, unit = \"weeks\", law = \" \" }"),
        "no-paragraph"
    );
    assert_eq!(
        code("[appeal]\ndeadline = { value = 0, unit = \"weeks\", law = \"§\" }"),
        "bad-value"
    );
    assert_eq!(code("[appeal]\nparts = { value = \"none\", law = \"§\" }"), "bad-value");
    assert_eq!(
        code("[appeal]\ndedline = { value = 3, unit = \"weeks\", law = \"§\" }"),
        "unknown-field"
    );
    assert_eq!(
        code("[apeal]\ndeadline = { value = 3, unit = \"weeks\", law = \"§\" }"),
        "unknown-field"
    );
    assert_eq!(code("[appeal\n"), "unreadable");
    let error = refused("[appeal]\nparts = { value = \"none\", law = \"§\" }");
    assert_eq!(
        error.to_string(),
        "line 8: appeal.parts.value: given none, allowed: one of \
         after_course_grade, weighted, each [bad-value]"
    );
}

#[test]
fn an_unknown_base_is_named() {
    let text = HEAD.replace("uhl-2024", "uhl-1995");
    let error = RuleSet::parse(&text, RuleSets::shipped()).map(|set| set.id).unwrap_err();
    assert_eq!((error.code, error.given.as_str()), ("unknown-base", "uhl-1995"));
}

#[test]
fn the_hash_changes_with_every_edit_of_the_file_or_of_its_base() {
    let hash =
        |text: &str, bases: &RuleSets| RuleSet::parse(text, bases).map(|set| set.hash().to_owned());
    let one = hash(HEAD, RuleSets::shipped()).unwrap();
    assert_eq!(one.len(), 64);
    assert_eq!(Ok(one.clone()), hash(HEAD, RuleSets::shipped()));
    assert_ne!(
        Ok(one.clone()),
        hash(&HEAD.replace("version = 1", "version = 2"), RuleSets::shipped())
    );
    let act = include_str!("../../rule_sets/uhl-2024.toml");
    let edited = RuleSets::read(&[&format!("{act}\n# edited")]).unwrap();
    assert_ne!(Ok(one), hash(HEAD, &edited));
}

/// Requirements: E-27
#[test]
fn the_act_s_table_of_exclusions_is_no_institution_s_to_change() {
    let year = |years: u16| {
        format!(
            "[exclusion.basis.\"12-4(4)\"]\nconduct = \"aiding\"\nmatter = \"exclusion\"\nlaw = \"§ 1\"\n\
             longest = {{ years = {years}, law = \"§ 1\" }}"
        )
    };
    let error = refused(&year(3));
    assert_eq!((error.code, error.field.as_str()), ("fixed-by-law", "exclusion.basis.12-4(4)"));
    assert_eq!(error.line, Some(7));
    let quorum =
        "[board.student_affairs_board]\nlaw = \"§ 1\"\nquorum = { value = 1, law = \"§ 1\" }";
    assert_eq!(refused(quorum).code, "fixed-by-law");
    let bars = "[exclusion.bars]\nEKSAMENN = { value = [], law = \"§ 1\" }";
    assert_eq!(refused(bars).code, "fixed-by-law");
    let same = "[exclusion.control]\nanother_person = { law = \"§ 1\" }";
    assert!(parse(same).is_ok(), "the same on a paragraph of one's own");
    for rule_set in RuleSets::shipped().iter() {
        let sections = ["board.", "exclusion.", "exchange."];
        let ours = |field: &str| sections.iter().any(|section| field.starts_with(section));
        assert!(rule_set.numbers().iter().all(|number| !ours(&number.field)), "{}", rule_set.id);
    }
}
