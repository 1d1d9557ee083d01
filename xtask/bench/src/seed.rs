//! Fills the university: set-based, in one act. All persons are synthetic.

use anyhow::{Context, Result, anyhow};
use jiff::civil::Date;
use office::grading::Content;
use office::world::{CastMember, World};
use rules::NationalId;
use serde_json::{Value, json};
use sqlx::PgConnection;
use store::Store;
use uuid::Uuid;

use crate::office_process::NOW;
use crate::world::{Student, hash};

/// Exams of the term before, spread over both departments.
const EARLIER_EXAMS: i32 = 700;
/// How many of them each student has a grade from.
const EARLIER_EACH: i32 = 3;
/// So many numbers of a day are used, of about 410.
const BORN_ON_ONE_DAY: usize = 5;

/// The students as persons. Names are made of syllables, so that they sort as names do.
pub async fn students(conn: &mut PgConnection, students: &[Student]) -> Result<()> {
    let persons: Vec<Uuid> = students.iter().map(|student| student.person).collect();
    let first: Date = "1995-01-01".parse()?;
    let mut ids = Vec::new();
    for place in 0..students.len() {
        let days = i64::try_from(place / BORN_ON_ONE_DAY)?;
        let born = first.checked_add(jiff::Span::new().days(days))?;
        let id = NationalId::synthetic(born, place % BORN_ON_ONE_DAY).context("a number")?;
        ids.push(id.expose().to_owned());
    }
    sqlx::query(
        "insert into person (id, national_id, student_number, given_name, family_name, email, language)
        select new.id, new.national_id, 's' || (500000 + place),
            (array['Åse', 'Bjørn', 'Cato', 'Dina', 'Eli', 'Finn', 'Gro', 'Øyvind', 'Ævar', 'Tone'])[1 + place % 10],
            (array['Berg', 'Ås', 'Dal', 'Ørn', 'Fjell', 'Haug', 'Lund', 'Moe', 'Ness', 'Vik'])[1 + place / 10 % 10]
                || (array['heim', 'land', 'stad', 'vang', 'rud', 'seth', 'øy', 'å', 'bø', 'lia'])[1 + place / 100 % 10]
                || '-' || place,
            's' || (500000 + place) || '@nordlys.example',
            (array['nb', 'nn', 'en'])[1 + place % 3]
        from unnest($1::uuid[], $2::text[]) with ordinality as new(id, national_id, ordinal)
        cross join lateral (select new.ordinal::integer as place) as counted",
    )
    .bind(persons)
    .bind(ids)
    .execute(conn)
    .await?;
    Ok(())
}

/// One exam that all have sat, graded, with its committee and its protocol: that is received and
/// can be announced.
pub async fn exam_of_all(
    conn: &mut PgConnection,
    world: &World,
    students: &[Student],
) -> Result<(Uuid, Uuid, Uuid)> {
    let (exam, committee, protocol) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "insert into exam (id, course_id, term, kind, exam_date, starts_at, duration_minutes, numbered_at)
        values ($1, $2, '2026-V', 'ordinary', '2026-05-20', '09:00', 240, $3::timestamptz - interval '25 days')",
    )
    .bind(exam)
    .bind(world.course().0)
    .bind(now()?)
    .execute(&mut *conn)
    .await?;
    sat(conn, exam, students).await?;
    let members = ["marit", "geir"].map(|key| CastMember::named(key).id().0);
    sqlx::query(
        "with committee as (
            insert into committee (id, exam_id, kind, appointed_on, appointed_by)
            values ($1, $2, 'ordinary', '2026-05-01', $3) returning id
        )
        insert into committee_member (id, committee_id, person_id, position, external, appointed_on,
            handed_over_at, handed_over_by)
        select gen_random_uuid(), committee.id, member.person, member.position, member.position = 2, '2026-05-01',
            '2026-05-21', member.person
        from committee, unnest($4::uuid[]) with ordinality as member(person, position)",
    )
    .bind(committee)
    .bind(exam)
    .bind(world.department().0)
    .bind(&members[..])
    .execute(&mut *conn)
    .await?;
    standpoints(conn, committee, students).await?;
    let content = content(exam, committee, &members, students)?;
    let sha256 = content.sha256().map_err(|error| anyhow!("{error:?}"))?;
    sqlx::query(
        "insert into protocol (id, exam_id, committee_id, kind, content, content_sha256,
            sealed_at, sealed_by, received_at, received_by)
        values ($1, $2, $3, 'original', $4, $5, $6, $7, $6, $8)",
    )
    .bind(protocol)
    .bind(exam)
    .bind(committee)
    .bind(content.canonical().map_err(|error| anyhow!("{error:?}"))?)
    .bind(sha256)
    .bind(now()?)
    .bind(members[0])
    .bind(CastMember::named("liv").id().0)
    .execute(conn)
    .await?;
    Ok((exam, committee, protocol))
}

/// Everybody is registered, numbered and has delivered.
async fn sat(conn: &mut PgConnection, exam: Uuid, students: &[Student]) -> Result<()> {
    let registrations: Vec<Uuid> = students.iter().map(|student| student.registration).collect();
    let persons: Vec<Uuid> = students.iter().map(|student| student.person).collect();
    let numbers: Vec<i32> = students.iter().map(|student| student.number).collect();
    sqlx::query(
        "with registered as (
            insert into exam_registration
                (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number)
            select new.id, $4, new.person, 'nb', 'registered', $5, $5, new.number
            from unnest($1::uuid[], $2::uuid[], $3::integer[]) as new(id, person, number)
            returning id
        )
        insert into delivery (id, registration_id, received_at, channel, copies,
            candidate_number_ok, front_page_ok, received_by)
        select gen_random_uuid(), id, $5, 'desk', 1, true, true, $6 from registered",
    )
    .bind(registrations)
    .bind(persons)
    .bind(numbers)
    .bind(exam)
    .bind(now()?)
    .bind(CastMember::named("eva").id().0)
    .execute(conn)
    .await?;
    Ok(())
}

/// Both examiners agree about everybody.
async fn standpoints(conn: &mut PgConnection, committee: Uuid, students: &[Student]) -> Result<()> {
    let registrations: Vec<Uuid> = students.iter().map(|student| student.registration).collect();
    let grades: Vec<&str> = students.iter().map(|student| student.grade.code()).collect();
    sqlx::query(
        "insert into standpoint (id, committee_member_id, registration_id, grade, given_at)
        select gen_random_uuid(), member.id, given.registration, given.grade, $4
        from unnest($2::uuid[], $3::text[]) as given(registration, grade)
        cross join committee_member as member
        where member.committee_id = $1",
    )
    .bind(committee)
    .bind(registrations)
    .bind(grades)
    .bind(now()?)
    .execute(conn)
    .await?;
    Ok(())
}

fn content(exam: Uuid, committee: Uuid, members: &[Uuid], students: &[Student]) -> Result<Content> {
    let examiners: Vec<Value> = members
        .iter()
        .enumerate()
        .map(|(place, person)| json!({ "person": person, "external": place == 1 }))
        .collect();
    let mut in_order: Vec<&Student> = students.iter().collect();
    in_order.sort_by_key(|student| student.number);
    let rows: Vec<Value> = in_order
        .iter()
        .map(|student| {
            json!({
                "number": student.number.to_string(), "registration": student.registration,
                "status": "graded", "grade": student.grade,
            })
        })
        .collect();
    Ok(serde_json::from_value(json!({
        "exam": exam, "course": "HIS-1001", "term": "2026-V", "committee": committee,
        "rectifies": null, "reason": "", "examiners": examiners, "rows": rows,
    }))?)
}

/// What students have behind them: other exams, announced, with their deadlines. The reasons are
/// short; what is read in the end is the same number of rows.
pub async fn earlier_exams(
    conn: &mut PgConnection,
    world: &World,
    students: &[Student],
    like: Uuid,
) -> Result<()> {
    let persons: Vec<Uuid> = students.iter().map(|student| student.person).collect();
    let statements = [
        "insert into course (id, code, name_nb, name_nn, name_en, credits, unit_id, level, form)
        select gen_random_uuid(), 'EMN-' || (1000 + n), 'Emne ' || n, 'Emne ' || n, 'Course ' || n, 10,
            case when n % 2 = 0 then $1 else $2 end, 'bachelor', 'written_school'
        from generate_series(1, $3) as n",
        "insert into exam (id, course_id, term, kind, exam_date, starts_at, duration_minutes, numbered_at)
        select gen_random_uuid(), id, '2025-H', 'ordinary', date '2025-11-20' + (right(code, 3)::integer % 25),
            '09:00', 240, '2025-11-10 10:00Z'
        from course where code like 'EMN-%'",
        "insert into committee (id, exam_id, kind, appointed_on, appointed_by)
        select gen_random_uuid(), id, 'ordinary', '2025-11-01', $1 from exam where term = '2025-H'",
        "insert into protocol (id, exam_id, committee_id, kind, content, content_sha256, sealed_at, sealed_by,
            received_at, received_by, announced_at, announced_by)
        select gen_random_uuid(), committee.exam_id, committee.id, 'original', '{}', content_sha256,
            sealed_at, sealed_by, received_at, received_by, '2025-12-15 10:00Z', received_by
        from committee, protocol
        where protocol.id = $1 and committee.exam_id <> protocol.exam_id",
        "insert into exam_registration
            (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number)
        select gen_random_uuid(), exam.id, person.id, 'nb', 'registered', '2025-09-01 10:00Z',
            '2025-09-01 10:00Z', person.place
        from unnest($1::uuid[]) with ordinality as person(id, place)
        cross join generate_series(0, $2 - 1) as nth
        join (select id, row_number() over (order by id) - 1 as place from exam where term = '2025-H') as exam
            on exam.place = (person.place + nth * 233) % $3",
        "insert into delivery (id, registration_id, received_at, channel, copies, candidate_number_ok,
            front_page_ok, received_by)
        select gen_random_uuid(), registration.id, '2025-11-25 13:00Z', 'desk', 1, true, true, $1
        from exam_registration as registration
        join exam on exam.id = registration.exam_id and exam.term = '2025-H'",
        "insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
        select gen_random_uuid(), registration.id, 'C', protocol.id, 'ordinary', protocol.announced_at
        from exam_registration as registration
        join protocol on protocol.exam_id = registration.exam_id and protocol.announced_at is not null",
        "insert into deadline (subject_kind, subject_id, kind, due_on, because, rule_set, rule_set_hash, computed_at)
        select 'protocol', protocol.id, kind, '2026-01-05', '[]', 'demo-2026', '', announced_at
        from (select id, announced_at from protocol where announced_at is not null) as protocol
        cross join unnest(array['explanation-deadline', 'appeal-deadline']) as kind",
    ];
    let units = [world.units.history.0, world.units.languages.0];
    let [course, exam, committee, protocol, registration, delivery, result, deadline] = statements;
    let query = sqlx::query(course).bind(units[0]).bind(units[1]).bind(EARLIER_EXAMS);
    query.execute(&mut *conn).await?;
    sqlx::query(exam).execute(&mut *conn).await?;
    sqlx::query(committee).bind(units[0]).execute(&mut *conn).await?;
    sqlx::query(protocol).bind(like).execute(&mut *conn).await?;
    let query = sqlx::query(registration).bind(persons).bind(EARLIER_EACH).bind(EARLIER_EXAMS);
    query.execute(&mut *conn).await?;
    let received_by = CastMember::named("eva").id().0;
    sqlx::query(delivery).bind(received_by).execute(&mut *conn).await?;
    sqlx::query(result).execute(&mut *conn).await?;
    sqlx::query(deadline).execute(conn).await?;
    Ok(())
}

/// Everybody is signed in. Sessions live in wall time.
pub async fn sessions(store: &Store, students: &[Student]) -> Result<()> {
    let hashes: Vec<Vec<u8>> = students.iter().map(|student| hash(&student.token)).collect();
    let persons: Vec<Uuid> = students.iter().map(|student| student.person).collect();
    sqlx::query(
        "insert into web_session (token_hash, person, form_token, created_at, seen_at, expires_at)
        select new.hash, new.person, encode(new.hash, 'hex'), $3, $3, $3::timestamptz + interval '12 hours'
        from unnest($1::bytea[], $2::uuid[]) as new(hash, person)",
    )
    .bind(hashes)
    .bind(persons)
    .bind(jiff_sqlx::Timestamp::from(jiff::Timestamp::now()))
    .execute(&store.pool)
    .await?;
    Ok(())
}

fn now() -> Result<jiff_sqlx::Timestamp> {
    Ok(NOW.parse::<jiff::Timestamp>()?.into())
}
