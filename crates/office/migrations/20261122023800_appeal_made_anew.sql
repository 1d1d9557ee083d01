-- An appeal that was withdrawn can be made anew while the deadline runs: one appeal against one
-- result at a time.
alter table appeal drop constraint appeal_result_id_key;
create unique index appeal_of_result on appeal (result_id) where state <> 'withdrawn';

-- Whoever sat in a committee of the withdrawn one has had the answer before.
create or replace function refuse_former_examiner() returns trigger language plpgsql as $$
begin
    if exists (
        select
        from committee new_one
        join committee earlier on earlier.exam_id = new_one.exam_id and earlier.id <> new_one.id
        join committee_member member on member.committee_id = earlier.id
        where new_one.id = new.committee_id
            and new_one.kind <> 'ordinary'
            and (earlier.kind = 'ordinary' or exists (
                select from appeal this
                join appeal before on before.registration_id = this.registration_id
                where this.id = new_one.appeal_id and before.id = earlier.appeal_id
            ))
            and member.person_id = new.person_id
    ) then
        raise exception 'an examiner of the first grading cannot assess the appeal'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
