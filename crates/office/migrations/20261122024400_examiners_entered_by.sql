-- The unit that entered an examiner: beside those that approve, propose or seat him it reads his address
-- and his CV. Unknown for those entered before.
alter table examiner add column entered_by uuid references unit;
