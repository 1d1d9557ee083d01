-- When those who are registered for an oral have other exams: written ones, and orals in which they have
-- their place.
select own.id, busy.from_at as "from_at!", busy.until_at as "until_at!"
from exam_registration as own
join exam_registration as other on other.person_id = own.person_id and other.exam_id <> own.exam_id
    and other.status = 'registered'
join exam on exam.id = other.exam_id
join course on course.id = exam.course_id
cross join lateral (
    select place.begins_at as from_at,
        place.begins_at + make_interval(mins => oral.minutes + coalesce(more.extra_minutes, 0)) as until_at
    from oral_place as place
    join oral_session as session on session.id = place.session_id and session.ended_at is null
    join oral on oral.exam_id = session.exam_id
    left join oral_candidate as more on more.registration_id = place.registration_id
    where place.registration_id = other.id
    union all
    select
        (exam.exam_date + exam.starts_at) at time zone 'Europe/Oslo',
        (exam.exam_date + exam.starts_at) at time zone 'Europe/Oslo'
            + make_interval(mins => coalesce(exam.duration_minutes, 0))
    where course.form = 'written_school' and exam.exam_date is not null and exam.starts_at is not null
) as busy
where own.exam_id = $1 and own.status = 'registered'
order by own.id, busy.from_at
