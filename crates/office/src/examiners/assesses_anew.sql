select exists (select from assessed_anew_by($2) as anew where anew.exam_id = $1) as "assesses!"
