//! What is sent where a description of the API says too little of a body to make one up.

/// Calls whose body says more than its description.
pub(super) const BODIES: [(&str, &str); 14] = [
    (
        "/api/exclusions/{exclusion}/directorate",
        r#"{"archive_number":"2026/1","told_on":"2026-11-20"}"#,
    ),
    (
        "/api/exams/{exam}/oral/sessions",
        r#"{"version":0,"from":"2026-12-01T09:00:00","until":"2026-12-01T15:00:00",
            "examiners":["{examiner}"],"decided":"Fagmøtet 1.11.2026"}"#,
    ),
    (
        "/api/exams/{exam}/oral/away",
        r#"{"version":0,"examiner":"{examiner}","from":"2026-12-01T09:00:00",
            "until":"2026-12-01T10:00:00"}"#,
    ),
    (
        "/api/exams/{exam}/oral/candidates/{registration}",
        r#"{"version":0,"session":"{oral_session}","begins":"2026-12-01T09:00:00"}"#,
    ),
    ("/api/room-protocols/{booking}", r#"{"version":0}"#),
    (
        "/api/room-protocols/{booking}/events",
        r#"{"kind":"technical","at":"09:30:00","what":"Strømmen gikk."}"#,
    ),
    ("/api/date-wishes/{date_wish_request}/exams/{exam}", "{}"),
    (
        "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}",
        r#"{"on":"2026-10-20","at":"09:00:00","version":1}"#,
    ),
    (
        "/api/exam-plans/{exam_plan}/repairs",
        r#"{"demanded":{"kind":"not_at","exam":"{exam}","on":"2026-10-20"},"because":"Salen er stengt."}"#,
    ),
    (
        "/api/external-studies/people/{person}/rows",
        r#"{"issuer":"X","content":{"kind":"course","institution":{"nb":"X"},
            "title":{"nb":"Y"},"term":"2025-V"}}"#,
    ),
    (
        "/api/recognitions/{recognition}/items",
        r#"{"content":{"kind":"course","institution":{"nb":"X"},"title":{"nb":"Y"}}}"#,
    ),
    ("/api/recognitions/{recognition}/assessment", r#"{"grounds":"Ja.","grants":[]}"#),
    (
        "/api/misconduct/{misconduct}/decision",
        r#"{"met_on":"2026-10-20","agenda_number":"1/26","minutes":"Møte.","votes_for":5,
            "votes_against":0,"seats":[{"name":"Ola Prøve","seat":"chair","impartial":true,
            "took_part":true}],"ruling":{"found":false,"grounds":"Ingenting funnet."}}"#,
    ),
    (
        "/api/protocols/{protocol}/rectifications",
        r#"{"reason":"Byttet om.","corrections":[{"number":"{number}","grade":"B"}]}"#,
    ),
];
