select result_id, requested_on, in_time, given_on, form, principles, assessment, told
from explanation
where id = $1
