select result.id
from result
where result.registration_id = $1
    and result.superseded_by is null
    and result.origin = 'rectification'
    and not exists (select from explanation where explanation.result_id = result.id)
