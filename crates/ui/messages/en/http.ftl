## When something cannot be done.
http-refused-title = This could not be done
http-typed = This is what you wrote
http-typed-hint = None of it has been stored. Copy what you want to keep before you go back.
http-typed-stays = None of it is stored. Copy what you want to keep before you go on.
http-mend-field = What you wrote
http-back = Back
