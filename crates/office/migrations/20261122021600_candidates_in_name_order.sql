-- The order of the list by name (candidates/by_name.sql): the first page of a long list is read
-- along it, without sorting every name by the Norwegian alphabet.
create index person_in_lists on person (
    (case when not protected_address then family_name end) collate "nb-NO-x-icu",
    (case when not protected_address then given_name end) collate "nb-NO-x-icu"
);
