-- One that was withdrawn can be made anew.
select id from appeal where result_id = $1 and state <> 'withdrawn'
