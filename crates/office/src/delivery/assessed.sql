select exists (select from standpoint where registration_id = $1)
    or exists (select from protocol where exam_id = $2 and withdrawn_at is null) as "assessed!"
