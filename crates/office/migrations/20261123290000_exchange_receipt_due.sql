-- A receipt that waits for the next day, because one of the case was sent today: a source that corrects again and
-- again makes nobody get more than one letter a day. The row goes when the receipt is sent.
create table exchange_receipt_due (
    exchange_id  uuid primary key references exchange,
    due_on       date not null
);
