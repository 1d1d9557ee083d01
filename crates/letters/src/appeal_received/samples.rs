//! Invented letters of this kind.

use super::{AnswerDue, AppealReceived, FurtherAssessment, GroupAppeal};
use crate::{Deadline, samples};
use jiff::civil::date;
use rules::Text;

/// One letter under each set of rules, and one that the board sends after the new grade was due.
pub fn samples() -> Vec<(&'static str, AppealReceived)> {
    let overdue = AppealReceived { head: samples::head(date(2026, 8, 3)), ..uit_2011() };
    vec![
        ("uit_2011", uit_2011()),
        ("uhl_2024", uhl_2024()),
        ("group_2011", group_2011()),
        ("overdue", overdue),
    ]
}

fn uhl_2024() -> AppealReceived {
    AppealReceived {
        head: samples::head(date(2026, 7, 9)),
        course: samples::course(),
        term: samples::term(),
        appeal_dated: date(2026, 6, 30),
        appeal_received: date(2026, 7, 1),
        appointed_by: Text::new("Instituttet", "Instituttet", "The department"),
        appointed_on: date(2026, 7, 8),
        committee: samples::committee(),
        wording: samples::new_committee("uhl-2024"),
        up_or_down_law: "uhl. § 11-11 (3)".to_owned(),
        final_law: "studieforskriften § 44 (7)".to_owned(),
        answer: answer_2024(),
        further_assessment: Some(FurtherAssessment {
            grades: 2,
            law: "uhl. § 11-11 (3)".to_owned(),
        }),
        all_parts_law: None,
        new_oral_law: Some("uhl. § 11-11 (4)".to_owned()),
        group: Some(GroupAppeal::Individual { law: "uhl. § 11-10 (2)".to_owned() }),
    }
}

fn uit_2011() -> AppealReceived {
    let law = "eksamensforskriften § 46".to_owned();
    AppealReceived {
        wording: samples::new_committee("uit-2011"),
        appointed_by: Text::new("Instituttstyret", "Instituttstyret", "The department board"),
        up_or_down_law: law.clone(),
        final_law: law.clone(),
        answer: answer_2011(),
        further_assessment: None,
        new_oral_law: None,
        group: None,
        ..uhl_2024()
    }
}

fn group_2011() -> AppealReceived {
    let law = "eksamensforskriften § 46".to_owned();
    AppealReceived {
        all_parts_law: Some(law.clone()),
        new_oral_law: Some(law.clone()),
        group: Some(GroupAppeal::AllSigned { law }),
        ..uit_2011()
    }
}

/// Without a day of its own.
pub(crate) fn answer_2024() -> AnswerDue {
    AnswerDue::WithoutUndueDelay {
        law: "uhl. § 11-11 (1)".to_owned(),
        expected: Some(date(2026, 8, 14)),
    }
}

/// By a day that is counted.
pub(crate) fn answer_2011() -> AnswerDue {
    let law = "eksamensforskriften § 46".to_owned();
    let received = text!(
        nb: "Vi fikk klagen {d}.",
        nn: "Vi fekk klaga {d}.",
        en: "We received the appeal on {d}.";
        d = Deadline(date(2026, 7, 1))
    );
    let later = text!(
        nb: "Tre uker senere er {d}.",
        nn: "Tre veker seinare er {d}.",
        en: "Three weeks later is {d}.";
        d = Deadline(date(2026, 7, 22))
    );
    let because = vec![samples::reason(received, &law), samples::reason(later, &law)];
    AnswerDue::By { date: date(2026, 7, 22), law, because }
}
