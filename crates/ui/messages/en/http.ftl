## When something cannot be done.
http-refused-title = This could not be done
http-back = Back
