-- Whoever asks is answered with what the purpose may know. Which rows stood and were not told is remembered:
-- who asks again for the same learns nothing new, and a question about somebody who is in the register was not
-- asked in vain. It names nobody.
alter table exclusion_look
    add column withheld integer not null default 0 check (withheld >= 0);
create table exclusion_withheld (
    exclusion_id  uuid not null references exclusion (id),
    institution   text not null,
    purpose       text not null check (purpose in ('admission', 'recognition', 'study')),
    look_id       uuid not null references exclusion_look (id),
    primary key (exclusion_id, institution, purpose)
);
create trigger only_new_rows before update or delete or truncate on exclusion_withheld
    for each statement execute function refuse_change();
create trigger by_the_wire before insert or update or delete on exclusion_withheld
    for each statement execute function exclusion_by_the_wire();
