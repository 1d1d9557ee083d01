-- What has been sent more than twice and is still on its way, of which there is little: among it are the questions
-- that no answer can come to, because it is longer than an answer may be.

create index mailbox_sent_tried on mailbox_sent (message_id) where outcome is null and attempts > 2;
