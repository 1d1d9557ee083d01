-- Who looked at whose data, when and for what purpose. The person concerned can read it.
create table look (
    id uuid primary key,
    at timestamptz not null,
    subject_person uuid not null,
    actor_kind text not null check (actor_kind in ('person', 'system', 'job')),
    actor_id uuid,
    actor_job text,
    purpose text not null,
    reason text,
    check ((actor_kind = 'job') = (actor_job is not null)),
    check ((actor_kind = 'job') = (actor_id is null))
);
create index look_of_person on look (subject_person, at desc, id desc);
comment on table look is 'technical: the second log, written when nothing changes';

create trigger never_changed before update or truncate on look
    for each statement execute function refuse_update();
