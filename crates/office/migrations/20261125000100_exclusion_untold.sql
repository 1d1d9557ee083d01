-- Rows that count here and that the register cannot be told of: it knows a person by national id or D-number, and
-- there is none. It is told when there is one.
create table exclusion_untold (
    row_id  uuid primary key references exclusion_row,
    since   timestamptz not null
);
