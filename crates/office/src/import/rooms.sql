insert into room (id, code, name, capacity)
select given.id, given.code, given.name, given.capacity
from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[])
    as given(id, code, name, capacity)
on conflict (code) do update set name = excluded.name, capacity = excluded.capacity
where (room.name, room.capacity) is distinct from (excluded.name, excluded.capacity)
returning code, (xmax = 0) as "added!"
