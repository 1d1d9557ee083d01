-- Who is otherwise accounted for, and has no number: nobody, once an exam is behind us.
create index exam_registration_unnumbered on exam_registration (exam_id)
    where status = 'registered' and candidate_number is null
        and (delivered_at is not null or absence is not null);
