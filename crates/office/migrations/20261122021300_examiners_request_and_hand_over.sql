-- What an examiner is asked with (L-02), and when the answers were handed over (L-08).
alter table committee_proposal add column fee text not null default '';

alter table committee_member add column handed_over_at timestamptz;
alter table committee_member add column handed_over_by uuid references person (id);
alter table committee_member
    add constraint handed_over_whole check ((handed_over_at is null) = (handed_over_by is null));
