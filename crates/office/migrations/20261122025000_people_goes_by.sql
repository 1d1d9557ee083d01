-- Whether somebody is found by what was typed: the number whole, or a part of the name in either
-- order. A protected person is not found: whether a name or a number finds a line tells whose it is.
create function goes_by(one person, asked text) returns boolean
language sql immutable
return not one.protected_address
    and (one.student_number = asked
        or position(lower(replace(asked, ',', ''))
            in lower(one.given_name || ' ' || one.family_name || ' ' || one.given_name)) > 0);
