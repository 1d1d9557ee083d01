-- Answers are taken beside each other, and whoever has taken one does not know whether it was the last: a job
-- finds out, once all that are being taken have been. It sends one receipt for the same questions, however often
-- it runs.
create table exchange_receipt_told (
    exchange_id  uuid primary key references exchange,
    -- How many questions the receipt told of that was sent, or put off, when none was waited for any more.
    questions    int not null check (questions >= 0)
);
