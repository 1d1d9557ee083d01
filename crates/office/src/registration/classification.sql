select classification from course where id = $1
