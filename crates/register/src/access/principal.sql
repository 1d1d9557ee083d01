-- One look for all that a request needs to know of who asks: it is asked at every request.
select
    operator.id,
    session.form_token,
    session.seen_at,
    operator.given_name,
    operator.family_name,
    operator.language,
    array(
        select role from operator_role
        where operator_id = operator.id
          and valid_from <= $2
          and (valid_to is null or valid_to >= $2)
        order by role
    ) as "roles!"
from web_session as session
join operator on operator.id = session.person
where session.token_hash = $1 and session.expires_at > $3 and session.seen_at > $4
