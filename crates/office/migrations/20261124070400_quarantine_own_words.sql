-- What the person writes herself where an officer has registered an appeal of hers on paper: nobody uses up her
-- appeal for her. It is sent on after or with what came on paper, and her word says what the appeal is about.
create table quarantine_own_words (
    refusal_id   uuid primary key references quarantine_appeal,
    ground       text not null check (ground in ('registered', 'used')),
    received_on  date not null,
    grounds      text not null,
    letter_id    uuid references letter,
    sent_on      date check (sent_on >= received_on),
    sent_by      uuid references person,
    check (num_nonnulls(letter_id, sent_on, sent_by) in (0, 3))
);

create function quarantine_own_words_are_hers() returns trigger language plpgsql as $$
declare
    doing act;
begin
    if tg_op = 'DELETE' then
        raise exception 'what she has written is kept' using errcode = 'restrict_violation';
    end if;
    select * into doing from act where id = nullif(current_setting('kandidat.act_id', true), '')::uuid;
    if tg_op = 'INSERT' then
        if doing.actor_id is distinct from
            (select person_id from quarantine_refusal where id = new.refusal_id)
            or new.sent_on is not null then
            raise exception 'she writes it herself' using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if (new.refusal_id, new.ground, new.received_on, new.grounds)
            is distinct from (old.refusal_id, old.ground, old.received_on, old.grounds)
        or old.sent_on is not null
        or new.sent_by is distinct from doing.actor_id then
        raise exception 'what she has written is sent on once, by whoever acts'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger hers before insert or update or delete on quarantine_own_words
    for each row execute function quarantine_own_words_are_hers();
