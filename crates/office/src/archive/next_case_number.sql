select nextval('appeal_case_number') as "number!"
