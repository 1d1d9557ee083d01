select created_at from letter
where subject_kind = 'appeal' and subject_id = $1 and kind = 'appeal_refused_late'
order by created_at desc
limit 1
