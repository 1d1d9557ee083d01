-- Answers are taken beside each other, and whoever has taken one does not know whether it was the last: a job
-- finds out, once all that are being taken have been. It sends one receipt for the same questions, however often
-- it runs.

alter table exchange add column receipt_told int not null default 0 check (receipt_told >= 0);
comment on column exchange.receipt_told is
    'How many questions the receipt has told of that was sent, or put off, when none was waited for any more.';
