create table appeal (
    id               uuid primary key,
    registration_id  uuid not null references exam_registration,
    -- One appeal against one result.
    result_id        uuid not null unique references result,
    case_number      text not null unique,
    -- The day it came in: the deadlines count from it, whenever it was registered.
    lodged_on        date not null,
    channel          text not null check (channel in ('self_service', 'desk', 'email', 'post')),
    registered_at    timestamptz not null,
    registered_by    uuid not null references person,
    -- Practical skills: whether the work came with the appeal.
    work_handed_in   boolean not null default false,
    -- The student's grounds: never part of what a new committee gets.
    grounds          text not null default '',
    state            text not null check (state in
        ('received', 'parked', 'refused', 'accepted', 'sent', 'further', 'decided', 'withdrawn')),
    refusal_code     text,
    -- What the case officer made of the reasons for being late (fvl. § 31).
    late_excused     boolean,
    late_assessment  text,
    -- The reasons of the gate as they stood when it was decided.
    because          jsonb not null default '[]',
    rule_set         text not null,
    rule_set_hash    text not null,
    handled_by       uuid references person,
    outcome_grade    text,
    needs            text,
    decided_at       timestamptz,
    communicated_at  timestamptz,
    check ((state = 'refused') = (refusal_code is not null)),
    check ((state = 'decided') = (decided_at is not null))
);
create index appeal_by_registration on appeal (registration_id);
create index appeal_open on appeal (state) where state not in ('refused', 'decided', 'withdrawn');
create sequence appeal_case_number;

alter table committee add constraint committee_appeal foreign key (appeal_id) references appeal;
alter table protocol add constraint protocol_appeal foreign key (appeal_id) references appeal;

-- What a new committee gets: built from a whitelist, under a fresh number.
create table regrade_package (
    id                uuid primary key,
    appeal_id         uuid not null references appeal,
    committee_id      uuid not null unique references committee,
    -- Fresh and drawn at random: says nothing of the first grading.
    candidate_number  text not null unique,
    built_at          timestamptz not null,
    built_by          uuid not null references person,
    sent_at           timestamptz,
    proof_sha256      text not null
);
create table regrade_package_item (
    id          uuid primary key,
    package_id  uuid not null references regrade_package,
    kind        text not null,
    included    boolean not null,
    -- The stripped copy; null for what was withheld.
    file_id     uuid,
    name        text,
    size_bytes  integer,
    sha256      text check (sha256 ~ '^[0-9a-f]{64}$'),
    -- Sent: what was done to the copy. Withheld: why.
    why_nb      text not null,
    why_nn      text not null,
    why_en      text not null,
    check (included = (file_id is not null)),
    check (num_nulls(file_id, name, size_bytes, sha256) in (0, 4))
);
create index regrade_package_item_by_package on regrade_package_item (package_id);

-- Whoever took part in setting the grade under appeal never assesses it anew: second
-- lock behind the rule.
create function refuse_former_examiner() returns trigger language plpgsql as $$
begin
    if exists (
        select
        from committee new_one
        join committee earlier on earlier.exam_id = new_one.exam_id and earlier.id <> new_one.id
            and (earlier.kind = 'ordinary' or earlier.appeal_id = new_one.appeal_id)
        join committee_member member on member.committee_id = earlier.id
        where new_one.id = new.committee_id
            and new_one.kind <> 'ordinary'
            and member.person_id = new.person_id
    ) then
        raise exception 'an examiner of the first grading cannot assess the appeal'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger refuse_former_examiner before insert or update on committee_member
    for each row execute function refuse_former_examiner();
