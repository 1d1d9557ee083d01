-- A yes that came in another way than through the request: who of the office has entered it.
alter table committee_proposal_member add column entered_by uuid references person;
alter table committee_proposal_member
    add constraint entered_is_a_yes check (entered_by is null or accepted is true);
