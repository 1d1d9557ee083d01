-- A board's meeting on a case: the institution's own, with who took part and how it voted.
create table misconduct_meeting (
    misconduct_id      uuid primary key references misconduct,
    board              text not null check (board in ('student_affairs_board', 'board_of_appeals')),
    met_on             date not null,
    -- The number of the case on the board's agenda.
    agenda_number      text not null check (agenda_number <> ''),
    minutes            text not null check (minutes <> ''),
    votes_for          integer not null check (votes_for >= 0),
    votes_against      integer not null check (votes_against >= 0),
    chair_voted_for    boolean,
    recorded_at        timestamptz not null,
    recorded_by        uuid not null references person
);
create trigger only_new_rows before update or delete or truncate on misconduct_meeting
    for each statement execute function refuse_change();

-- Those who were there. Who is not impartial leaves before the case is decided.
create table misconduct_seat (
    misconduct_id  uuid not null references misconduct_meeting,
    position       integer not null check (position between 1 and 15),
    name           text not null check (name <> ''),
    seat           text not null check (seat in ('chair', 'deputy_chair', 'member')),
    student        boolean not null,
    impartial      boolean not null,
    took_part      boolean not null,
    primary key (misconduct_id, position),
    check (impartial or not took_part)
);
create trigger only_new_rows before update or delete or truncate on misconduct_seat
    for each statement execute function refuse_change();

create table misconduct_decision (
    misconduct_id    uuid primary key references misconduct_meeting,
    found            boolean not null,
    intent           text check (intent in ('intentional', 'grossly_negligent')),
    annulled         boolean not null,
    -- The paragraph of a measure beside an annulment; null where there is none.
    legal_basis      text,
    from_on          date,
    to_on            date check (to_on >= from_on),
    aggravated       boolean not null,
    programmes       text[] not null,
    classifications  text[] not null,
    -- In words, where the paragraph is about a study or about areas.
    study            text not null default '',
    areas            text not null default '',
    grounds          text not null check (grounds <> ''),
    decided_on       date not null,
    because          jsonb not null,
    letter_id        uuid not null references letter,
    check (found or not annulled and legal_basis is null and intent is null),
    check (num_nulls(legal_basis, from_on, to_on) in (0, 3)),
    check (legal_basis is not null or not aggravated)
);
create trigger only_new_rows before update or delete or truncate on misconduct_decision
    for each statement execute function refuse_change();

-- Second lock behind the rule: no decision before the notice, and none by a board without a chair
-- or with more votes than members.
create function misconduct_decision_in_order() returns trigger language plpgsql as $$
begin
    if not exists (
        select
        from misconduct_meeting meeting
        join misconduct_notice notice on notice.misconduct_id = meeting.misconduct_id
            and notice.sent_on <= meeting.met_on
        join misconduct_seat member on member.misconduct_id = meeting.misconduct_id and member.took_part
        where meeting.misconduct_id = new.misconduct_id
            and meeting.met_on = new.decided_on
        group by meeting.misconduct_id
        having count(*) filter (where member.seat <> 'member') > 0
            and meeting.votes_for + meeting.votes_against <= count(*)
    ) then
        raise exception 'no decision without a notice and a valid board'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger in_order before insert on misconduct_decision
    for each row execute function misconduct_decision_in_order();
