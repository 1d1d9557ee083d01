-- What an examiner who is asked has answered (L-02, L-16). Whoever accepts is bound by the
-- grading deadline.
alter table committee_proposal_member add column answered_at timestamptz;
alter table committee_proposal_member add column accepted boolean;
alter table committee_proposal_member add column reason text not null default '';
alter table committee_proposal_member
    add constraint answered_whole check ((answered_at is null) = (accepted is null));
alter table committee_proposal_member
    add constraint declined_with_reason check (accepted is distinct from false or reason <> '');
create index committee_proposal_member_by_person on committee_proposal_member (person_id);
