-- Removal from named areas is a case of its own, and comes before an exclusion: it needs a written warning.
alter table misconduct
    drop constraint misconduct_matter_check,
    drop constraint misconduct_check8,
    add constraint misconduct_matter_check check (matter in
        ('cheating', 'aiding', 'false_documents', 'removal', 'disruption', 'gross_misconduct', 'confidentiality')),
    add constraint misconduct_removed_check check (removed_on is null or matter = 'disruption'),
    add constraint misconduct_warned_check check (warned_on is null or matter in ('removal', 'disruption')),
    -- A warning is given before what is reported, with or without a removal between.
    add constraint misconduct_warned_before_check check (warned_on <= reported_on),
    add constraint misconduct_removal_warned_check check (matter <> 'removal' or warned_on is not null);
