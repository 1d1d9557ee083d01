## What a person reads when something cannot be shown or done.
error-not-found-title = This page does not exist
error-not-found-body = The address may be wrong, the page may have moved, or you do not have access to it. Check the address, or go to the front page and find what you are looking for from there.
error-not-found-access = Do you think you should have access? Ask the person who grants access at your unit.
error-conflict-title = Someone else changed this before you
error-conflict-body = What you sent has not been saved, because the information has changed since you opened the page. See what is new, and make your change again if it is still needed.
error-conflict-caption = This has changed
error-conflict-field = Field
error-conflict-before = When you opened the page
error-conflict-now = Now
error-conflict-open = Open what is in force now
error-unexpected-title = Something went wrong on our side
error-unexpected-body = What you were doing has not been saved. The error has been recorded, and you need do nothing but try again a little later.
error-unexpected-reference = If it happens again, contact user support and give this reference:
error-unavailable-title = Kandidat cannot reach the database right now
error-unavailable-body = Nothing that was saved is lost. What you just sent may not have been saved: go back, keep your text, and send it again in a moment. If it is saved twice, it counts only once.
error-home = Go to the front page
error-retry = Try again
