//! Invented content for the gallery.

use jiff::civil::{Date, date};
use rules::{Language, Reason, Text};
use ui::{
    Change, Choice, Crumb, Demo, ErrorKind, Flash, FlashKind, Form, Frame, Institution, NavItem,
    Person, TaskItem,
};

/// One row of the desk.
pub struct Row {
    pub number: String,
    pub candidate: u32,
    pub room: &'static str,
    pub credits: &'static str,
    pub received: Option<Date>,
}

pub fn frame(language: Language) -> Frame {
    let institution = Institution {
        number: "186".to_owned(),
        short_name: "UiT".to_owned(),
        name: Text::new(
            "UiT Norges arktiske universitet",
            "UiT Noregs arktiske universitet",
            "UiT The Arctic University of Norway",
        ),
    };
    let now = "2026-11-21T09:15:00Z".parse().unwrap_or_default();
    let mut frame = Frame::new(language, institution, now);
    frame.person = Some(Person::named("Ingrid Nordnes"));
    frame.unit = Some("Institutt for arktisk biologi".to_owned());
    frame.demo = Some(Demo { people_href: "index.html".to_owned() });
    frame.navigation = vec![
        item("nav-heading", "index.html", true, 6),
        item("common-list-pages", "desk.html", false, 0),
        item("common-error-heading", "errors.html", false, 0),
        item("common-why", "fields.html", false, 12),
        item("error-not-found-title", "404.html", false, 0),
        item("error-conflict-title", "409.html", false, 0),
        item("error-unexpected-title", "500.html", false, 0),
        item("error-unavailable-title", "503.html", false, 0),
        item("error-home", "empty.html", false, 0),
    ];
    frame.breadcrumb = vec![Crumb { text: "BIO-1001".to_owned(), href: "index.html".to_owned() }];
    frame.flash = Some(Flash { kind: FlashKind::Success, text: "BIO-1001 ✓".to_owned() });
    frame.page_reference = "grading/BIO-1001".to_owned();
    frame
}

fn item(key: &'static str, href: &str, current: bool, waiting: usize) -> NavItem {
    NavItem { key, href: href.to_owned(), current, waiting }
}

pub fn tasks() -> Vec<TaskItem> {
    let reason = |nb: &str, nn: &str, en: &str, law: &str| Reason {
        text: Text::new(nb, nn, en),
        law: law.to_owned(),
    };
    let because = vec![
        reason(
            "Eksamen ble holdt 2. november 2026.",
            "Eksamen vart halden 2. november 2026.",
            "The exam was held on 2 November 2026.",
            "uhl. § 11-8 (1)",
        ),
        reason(
            "Sensuren skal foreligge innen 15 virkedager.",
            "Sensuren skal liggje føre innan 15 vyrkedagar.",
            "The results must be ready within 15 working days.",
            "uhl. § 11-8 (2)",
        ),
    ];
    let days = [date(2026, 11, 18), date(2026, 11, 21), date(2026, 11, 24), date(2026, 12, 14)];
    let steps =
        ["Kunngjør sensur", "Registrer klage", "Oppnevn ny kommisjon", "Skriv ut mottaksliste"];
    let mut tasks: Vec<_> = days
        .into_iter()
        .zip(steps)
        .map(|(day, step)| TaskItem {
            step: step.to_owned(),
            about: "BIO-1001 Innføring i biologi, høst 2026, 40 kandidater".to_owned(),
            unit: "Institutt for arktisk biologi".to_owned(),
            owner: "Eksamensleder".to_owned(),
            together: vec!["Sammen med: emneansvarlig, Institutt for arktisk biologi".to_owned()],
            due_on: Some(day),
            href: "desk.html".to_owned(),
            because: because.clone(),
        })
        .collect();
    tasks.push(TaskItem { due_on: None, because: Vec::new(), ..tasks[0].clone() });
    tasks
}

pub fn rows() -> Vec<Row> {
    (0..40)
        .map(|place| Row {
            number: format!("{}", 1001 + place * 7),
            candidate: 1 + place,
            room: ["Auditorium 1", "Teorifagbygget hus 1, 1.322", "Åsgårdveien 9"]
                [place as usize % 3],
            credits: ["10", "7.5", "5"][place as usize % 3],
            received: (place % 4 != 3).then(|| date(2026, 11, 2)),
        })
        .collect()
}

pub fn choices(frame: &Frame) -> Vec<Choice> {
    ["A", "B", "C", "D", "E", "F"]
        .map(|grade| Choice::new(grade, grade))
        .into_iter()
        .chain([Choice::new("none", frame.t("common-choose")).hint(frame.t("common-date-hint"))])
        .collect()
}

pub fn filled() -> Form {
    Form::new()
        .with("text", "Kari «Åse» <Nordmann> & sønn")
        .with("day", "21.11.2026")
        .with("grade", "B")
        .with("agree", "yes")
        .with("story", "Første avsnitt.\n\nAndre avsnitt.")
}

pub fn faulty() -> Form {
    let pairs = [("day", "31.02.2026"), ("grade", "G"), ("story", "Dette er skrevet og skal stå.")];
    let mut form = Form::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
        .labels(&[("day", "common-list-pages"), ("text", "common-filter")]);
    form.required("text");
    form.date("day");
    form.grade("grade", &["A", "B", "C", "D", "E", "F"]);
    form.choice("scale", &["A"]);
    form.add_error("", Text::new("Fristen er ute.", "Fristen er ute.", "The deadline has passed."));
    form
}

pub fn conflict(frame: &Frame) -> ErrorKind {
    let change = Change {
        label: frame.t("common-list-pages"),
        before: "Auditorium 1".to_owned(),
        now: "Auditorium 2".to_owned(),
    };
    ErrorKind::Conflict { changes: vec![change], href: "desk.html".to_owned() }
}
