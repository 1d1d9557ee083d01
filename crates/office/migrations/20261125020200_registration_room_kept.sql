-- That a candidate's room was chosen for her, as a special arrangement asks for it: whoever gives the others
-- their places leaves her there. 'apart': the others of the exam sit elsewhere.
alter table exam_registration
    add column room_kept text check (room_kept in ('shared', 'apart'));
