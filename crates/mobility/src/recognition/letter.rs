//! The letters of a case, and their entries in the archive.

use super::assess::GrantedAs;
use super::case::{Assessment, Case, Grant};
use super::filing;
use letters::exclusion_recognition_refused::ExclusionRecognitionRefused;
use letters::recognition_advance_decision::RecognitionAdvanceDecision;
use letters::recognition_decision::{LeftOut, Line, Outcome, RecognitionDecision, as_written};
use letters::{DecisionAppeal, Head, Letter};
use office::archive::{self, Direction, NewEntry};
use office::exclusion::{self, Met};
use office::letters_out::{self, Channel, NewLetter, cited};
use office::people::Person;
use office::{Act, Error, LetterId, Result};
use rules::appeal::Decided;
use rules::{Credits, Language, RuleSet, Text};

/// Writes the decision to the applicant: what each line counts as, why, and how to appeal.
pub(super) async fn decision(
    act: &mut Act,
    case: &Case,
    assessment: &Assessment,
    credits: Credits,
    law: &RuleSet,
) -> Result<LetterId> {
    let none = || Error::Internal(anyhow::anyhow!("a rule set without recognition"));
    let section = law.sections.recognition.as_ref().ok_or_else(none)?;
    let (head, applicant) = to_applicant(act, case, law).await?;
    let lines = assessment.grants.iter().filter_map(|grant| line(case, grant)).collect();
    if let Some(advance) = case.advance {
        let letter = RecognitionAdvanceDecision {
            head,
            applied_on: case.applied_on,
            from: advance.from,
            until: advance.until,
            lines,
            credits,
            grounds: as_written(&assessment.grounds),
            law: section.advance.law.clone(),
            replaces: case.decision().map(|before| before.decided_on),
            appeal: appeal(law)?,
        };
        return send(act, case, law, &applicant, &letter).await;
    }
    let letter = RecognitionDecision {
        head,
        applied_on: case.applied_on,
        lines,
        credits,
        grounds: as_written(&assessment.grounds),
        law: section.corresponding.law.clone(),
        not_twice_law: section.not_twice.law.clone(),
        replaces: case.decision().map(|before| before.decided_on),
        appeal: appeal(law)?,
    };
    send(act, case, law, &applicant, &letter).await
}

fn line(case: &Case, grant: &Grant) -> Option<Line> {
    let item = case.item(grant.item)?;
    let language = [Language::Nb, Language::Nn, Language::En];
    let [nb, nn, en] = language.map(|one| item.name(one));
    let at = language.map(|one| item.content.institution.nearest(one).to_owned());
    let credits = grant.credits;
    let outcome = match (grant.granted, &grant.course) {
        (GrantedAs::Course, Some(course)) => Outcome::Course {
            course: Text {
                nb: format!("{} {}", course.code, course.name.nb),
                nn: format!("{} {}", course.code, course.name.nn),
                en: format!("{} {}", course.code, course.name.en),
            },
            credits,
        },
        (GrantedAs::None, _) => Outcome::NotRecognised,
        _ => Outcome::Free { credits },
    };
    let left_out = (grant.reduced > Credits::ZERO)
        .then(|| LeftOut { credits: grant.reduced, counts_as: as_written(&grant.overlaps_with) });
    let [at_nb, at_nn, at_en] = at;
    Some(Line {
        education: Text { nb, nn, en },
        institution: Text { nb: at_nb, nn: at_nn, en: at_en },
        outcome,
        left_out,
        grounds: as_written(&grant.grounds),
    })
}

/// Writes that the application is dismissed, because the register bars it (LTR-RUST-2).
pub(super) async fn dismissal(
    act: &mut Act,
    case: &Case,
    met: &Met,
    law: &RuleSet,
) -> Result<LetterId> {
    let node = act.node().clone();
    let standing = exclusion::standing(act.conn(), &node, case.person, met.row).await?;
    let (head, applicant) = to_applicant(act, case, law).await?;
    let letter = ExclusionRecognitionRefused {
        head,
        applied_on: case.applied_on,
        education: as_written(&case.education),
        as_equal_to: (!case.as_equal_to.is_empty()).then(|| as_written(&case.as_equal_to)),
        decision: standing.decision,
        appeal: standing.appeal,
    };
    send(act, case, law, &applicant, &letter).await
}

/// How the decision can be appealed against (fvl. §§ 28, 29).
fn appeal(law: &RuleSet) -> Result<DecisionAppeal> {
    let none = || Error::Internal(anyhow::anyhow!("a rule set without appeals of decisions"));
    let section = law.sections.decision_appeal.as_ref().ok_or_else(none)?;
    Ok(DecisionAppeal {
        within: section.deadline.period().into(),
        law: section.deadline.law.clone(),
        decided_by: section.body(Decided::Other).value.in_sentence(),
        documents_law: cited(law)?.case_documents.law.clone(),
    })
}

/// The applicant, and the head of a letter to her from the unit, signed by its head of office and the
/// officer at work.
async fn to_applicant(act: &mut Act, case: &Case, law: &RuleSet) -> Result<(Head, Person)> {
    let person = office::people::store::person(act.conn(), case.person).await?;
    let person = person.ok_or(Error::NotFound)?;
    let (node, today) = (act.node().clone(), act.today());
    let mut head =
        letters_out::head(act.conn(), &node, case.unit, &case.case_number, today).await?;
    head.exemption_mark = Some(cited(law)?.confidentiality.law.clone());
    head.addressee = Some(letters_out::addressee(&person));
    let signed = letters_out::signature_of_head_of_office(act.conn(), case.unit, today).await?;
    head.signatures = signed.into_iter().collect();
    head.signatures.push(letters_out::signature_of_handler(act.who()?));
    Ok((head, person))
}

/// Sends and archives one letter to the applicant.
async fn send<L: Letter>(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    applicant: &Person,
    letter: &L,
) -> Result<LetterId> {
    let new = NewLetter {
        letter,
        language: applicant.language,
        person: Some(applicant.id),
        unit: case.unit,
        subject: ("recognition", case.id.0),
        channel: Channel::Email,
        copies: &[],
    };
    let sent = letters_out::send(act, new).await?;
    let title = letter.title();
    let shown = applicant.name.shown(Language::Nb);
    let exempt = &cited(law)?.confidentiality.law;
    let entry = NewEntry {
        correspondent: &shown,
        letter: Some(sent),
        ..filing::entry(case, Direction::Outgoing, title.get(Language::Nb), exempt)
    };
    archive::register(act, entry).await?;
    Ok(sent)
}
