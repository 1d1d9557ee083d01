select kind, name, size_bytes, sha256, why_nb, why_nn, why_en
from regrade_package_item
where package_id = $1
order by not included, kind, name
