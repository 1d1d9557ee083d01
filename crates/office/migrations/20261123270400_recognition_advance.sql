-- Studies elsewhere that are approved before they are taken: an application for recognition like any other,
-- about what is planned. What was decided binds when the same studies are recognised.
create table recognition_advance (
    recognition_id  uuid primary key references recognition,
    -- When the studies begin, and the last day by which they are to be passed.
    from_on         date not null,
    until_on        date not null check (until_on >= from_on)
);
create trigger only_new_rows before update or delete or truncate on recognition_advance
    for each statement execute function refuse_change();

-- A line of a later application: which line of an approval in advance it is what came of.
alter table recognition_item
    add column promised_by uuid references recognition_item,
    add check (promised_by <> id);
create index recognition_item_by_promise on recognition_item (promised_by);
