//! What a plan is made from.

use super::super::plan::Plan;
use crate::DraftId;
use exam_day::room_booking::Feature;
use jiff::civil::{Date, Time};
use jiff_sqlx::ToSqlx;
use letters::Course;
use office::people::PlaceCode;
use office::{ExamId, PersonId, RoomId, UnitId};
use rules::{Term, Text};
use sqlx::PgConnection;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// An exam that is planned.
#[derive(Clone, Debug)]
pub struct ExamRow {
    /// The exam.
    pub id: ExamId,
    /// What the plan calls it: the code, with the kind where two have one code.
    pub label: String,
    /// The course.
    pub course: Course,
    /// Whether it is written in a room.
    pub written: bool,
    /// The unit of the course.
    pub unit: UnitId,
    /// Where that unit lies.
    pub place: PlaceCode,
    /// The day in the catalogue.
    pub date: Option<Date>,
    /// The hour in the catalogue.
    pub starts_at: Option<Time>,
    /// How long it lasts.
    pub minutes: Option<u32>,
    /// Whether a published plan has set day, hour and rooms.
    pub planned: bool,
    /// The rooms in the catalogue.
    pub rooms: Vec<RoomId>,
}

/// The exams of a plan, by their codes.
pub async fn exams(conn: &mut PgConnection, plan: &Plan) -> sqlx::Result<Vec<ExamRow>> {
    let rows = sqlx::query_file!(
        "src/exam_plan/store/exams.sql",
        plan.term.to_string(),
        &plan.series.kinds(),
        plan.place.0
    )
    .fetch_all(conn)
    .await?;
    let mut known: HashMap<String, usize> = HashMap::new();
    rows.iter().for_each(|row| *known.entry(row.code.clone()).or_default() += 1);
    let mut label = HashMap::new();
    let exam = rows.into_iter().map(|row| {
        let first = if known[&row.code] > 1 {
            format!("{} ({})", row.code, row.kind)
        } else {
            row.code.clone()
        };
        // Two versions of one code can have exams of one kind.
        let nth: &mut usize = label.entry(first.clone()).or_default();
        *nth += 1;
        ExamRow {
            id: ExamId(row.id),
            label: if *nth > 1 { format!("{first} {nth}") } else { first },
            course: Course {
                code: row.code,
                name: Text::new(row.name_nb, row.name_nn, row.name_en),
            },
            written: row.written,
            unit: UnitId(row.unit_id),
            place: PlaceCode(row.place_code),
            date: row.exam_date.map(jiff_sqlx::Date::to_jiff),
            starts_at: row.starts_at.map(jiff_sqlx::Time::to_jiff),
            minutes: row.duration_minutes.map(i32::unsigned_abs),
            planned: row.planned,
            rooms: row.rooms.into_iter().map(RoomId).collect(),
        }
    });
    Ok(exam.collect())
}

/// A room.
#[derive(Clone, Debug)]
pub struct RoomRow {
    /// The room.
    pub id: RoomId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many it holds.
    pub capacity: u32,
    /// What it has or is for.
    pub features: Vec<Feature>,
}

/// Every room, by its code.
pub async fn rooms(conn: &mut PgConnection) -> sqlx::Result<Vec<RoomRow>> {
    let rows = sqlx::query!(
        r#"select id, code, name, capacity from room order by code collate "nb-NO-x-icu", id"#
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    let mut features = exam_day::room_booking::features(conn).await?;
    let room = rows.into_iter().map(|row| RoomRow {
        features: features.remove(&RoomId(row.id)).unwrap_or_default(),
        id: RoomId(row.id),
        code: row.code,
        name: row.name,
        capacity: row.capacity.unsigned_abs(),
    });
    Ok(room.collect())
}

/// Who is signed up for which exam of the plan's term, by person: a row for each of them and not for each
/// registration, since every page of a plan reads them all.
pub async fn candidates(
    conn: &mut PgConnection,
    plan: &Plan,
) -> sqlx::Result<Vec<(ExamId, PersonId)>> {
    let rows = sqlx::query!(
        r#"select registration.person_id,
            array_agg(registration.exam_id order by registration.exam_id) as "exams!"
        from exam_registration as registration join exam on exam.id = registration.exam_id
        where registration.status = 'registered'
            and (exam.term = $1 or exam.exam_date between $2 and $3)
        group by registration.person_id
        order by registration.person_id"#,
        plan.term.to_string(),
        plan.first_on.to_sqlx(),
        plan.last_on.to_sqlx()
    );
    let rows = rows.fetch_all(conn).await?;
    let of_one = |person, exams: Vec<Uuid>| {
        exams.into_iter().map(move |exam| (ExamId(exam), PersonId(person)))
    };
    Ok(rows.into_iter().flat_map(|row| of_one(row.person_id, row.exams)).collect())
}

/// What was said of an exam.
#[derive(Clone, Debug)]
pub struct Said {
    /// Who answered.
    pub by: PersonId,
    /// Her name.
    pub name: String,
    /// The day it must be, and the hour.
    pub fixed: Option<(Date, Option<Time>)>,
    /// Wished days.
    pub wished: Vec<Date>,
    /// Days that will do.
    pub acceptable: Vec<Date>,
    /// Days that will not.
    pub impossible: Vec<Date>,
    /// Days on which she is away.
    pub away: Vec<Date>,
}

/// What was last said of each exam.
pub async fn said(conn: &mut PgConnection, plan: &Plan) -> sqlx::Result<BTreeMap<ExamId, Said>> {
    let rows = sqlx::query_file!(
        "src/exam_plan/store/said.sql",
        plan.term.to_string(),
        plan.series.code()
    )
    .fetch_all(&mut *conn)
    .await?;
    let requests: Vec<Uuid> = rows.iter().map(|row| row.request_id).collect();
    let mut said: HashMap<(Uuid, Uuid), Said> = HashMap::new();
    for row in rows {
        let fixed = row.fixed_on.map(|on| (on.to_jiff(), row.fixed_at.map(|at| at.to_jiff())));
        let one = Said {
            by: PersonId(row.answered_by),
            name: row.name,
            fixed,
            wished: Vec::new(),
            acceptable: Vec::new(),
            impossible: Vec::new(),
            away: Vec::new(),
        };
        said.insert((row.request_id, row.exam_id), one);
    }
    let days = sqlx::query_file!("src/exam_plan/store/said_days.sql", &requests);
    for row in days.fetch_all(conn).await? {
        let Some(one) = said.get_mut(&(row.request_id, row.exam_id)) else { continue };
        let list = match row.wish.as_str() {
            "wished" => &mut one.wished,
            "acceptable" => &mut one.acceptable,
            "away" => &mut one.away,
            _ => &mut one.impossible,
        };
        list.push(row.on_day.to_jiff());
    }
    Ok(said.into_iter().map(|((_, exam), one)| (ExamId(exam), one)).collect())
}

/// What lies in the days of the plan and is not of it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The exam.
    pub exam: ExamId,
    /// Its day.
    pub on: Date,
    /// Its hour.
    pub at: Option<Time>,
    /// How long it lasts.
    pub minutes: Option<u32>,
    /// The rooms it takes.
    pub rooms: Vec<RoomId>,
}

/// What lies in the days of the plan and is not of it.
pub async fn taken(conn: &mut PgConnection, plan: &Plan) -> sqlx::Result<Vec<Taken>> {
    let rows = sqlx::query_file!(
        "src/exam_plan/store/taken.sql",
        plan.term.to_string(),
        &plan.series.kinds(),
        plan.place.0,
        plan.first_on.to_sqlx() as _,
        plan.last_on.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let taken = rows.into_iter().map(|row| Taken {
        exam: ExamId(row.id),
        on: row.exam_date.to_jiff(),
        at: row.starts_at.map(jiff_sqlx::Time::to_jiff),
        minutes: row.duration_minutes.map(i32::unsigned_abs),
        rooms: row.rooms.into_iter().map(RoomId).collect(),
    });
    Ok(taken.collect())
}

/// What must hold besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// The exam does not lie on the day, at the hour or at none.
    NotAt(ExamId, Date, Option<Time>),
    /// The exam lies there.
    At(ExamId, Date, Time),
    /// The room cannot be used on the day, at the hour or at none.
    RoomClosed(RoomId, Date, Option<Time>),
}

/// The demands of a draft and of the repairs that were carried out, in the order in which they were made.
pub async fn demands(
    conn: &mut PgConnection,
    plan: &Plan,
    draft: Option<DraftId>,
) -> sqlx::Result<Vec<Demand>> {
    let rows = sqlx::query!(
        "select demand.kind, demand.exam_id, demand.room_id, demand.on_day, demand.starts_at
        from exam_plan_demand as demand
        join exam_plan_draft as draft on draft.id = demand.draft_id
        where draft.plan_id = $1 and (draft.id = $2 or draft.applied_at is not null)
        order by draft.number, demand.id",
        plan.id.0,
        draft.map(|id| id.0)
    );
    let demand = rows.fetch_all(conn).await?.into_iter().filter_map(|row| {
        let (day, hour) = (row.on_day.to_jiff(), row.starts_at.map(|at| at.to_jiff()));
        Some(match (row.kind.as_str(), row.exam_id, row.room_id) {
            ("at", Some(exam), _) => Demand::At(ExamId(exam), day, hour?),
            ("room_closed", _, Some(room)) => Demand::RoomClosed(RoomId(room), day, hour),
            (_, Some(exam), _) => Demand::NotAt(ExamId(exam), day, hour),
            _ => return None,
        })
    });
    Ok(demand.collect())
}

/// Who took which of the plan's courses together in the same season last year, and how many.
pub async fn last_year(
    conn: &mut PgConnection,
    plan: &Plan,
) -> sqlx::Result<Vec<(Vec<ExamId>, u32)>> {
    let exams: Vec<Uuid> = exams(conn, plan).await?.into_iter().map(|exam| exam.id.0).collect();
    let before = Term { year: plan.term.year - 1, ..plan.term };
    let rows = sqlx::query_file!("src/exam_plan/store/last_year.sql", before.to_string(), &exams);
    let group = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let exams = row.exams.into_iter().map(ExamId).collect();
        (exams, u32::try_from(row.size).unwrap_or(u32::MAX))
    });
    Ok(group.collect())
}
