-- That somebody was told by e-mail that a letter waits. At most one per letter.
create table letter_notice (
    letter_id    uuid primary key references letter,
    address      text not null,
    -- How often the mail server was away so far.
    attempts     integer not null default 0 check (attempts >= 0),
    told_at      timestamptz,
    -- The address is refused, or the server stayed away: the letter goes on paper.
    not_told_at  timestamptz,
    check (told_at is null or not_told_at is null)
);
create index letter_notice_not_told on letter_notice (letter_id) where not_told_at is not null;
