## The messages between institutions, for whoever looks after the system.
messages-title = Messages
messages-lead = Messages to and from other institutions and the national register. What they say is not shown here.
messages-the-register = The national register
messages-directory = The directory
messages-directory-version = Version { $version }
messages-directory-issued = Issued
messages-directory-institutions = Institutions
messages-directory-too-old = The directory is too old. Nothing is sent or taken in until a newer one has been fetched.
messages-no-directory = The directory has not been fetched yet. Messages wait until it is here.
messages-undelivered = On their way out
messages-undelivered-caption = Messages without a receipt
messages-none-undelivered = There is a receipt for everything that was sent.
messages-alarms =
    { $count ->
        [one] One message needs somebody to look at it.
       *[other] { $count } messages need somebody to look at them.
    }
messages-kind = Kind
messages-to = To
messages-from = From
messages-since = Since
messages-attempts = Attempts
messages-state = State
messages-why = Why
messages-stuck = Stopped
messages-late = Late
messages-waiting = Waiting
messages-unhandled = Come in, not handled
messages-unhandled-caption = Messages that have come and are not handled
messages-none-unhandled = Everything that has come in is handled.
messages-one-title = A message on its way out
messages-stuck-lead = The receiver found a fault in the message, and it is not sent again by itself. Mend the fault first, then send it again.
messages-waiting-lead = The message is tried until its receipt is here.
messages-send-again = Send again now
messages-give-up = Give the message up
messages-give-up-lead = Whoever gives a message up sees to it that the receiver learns what it said.
messages-reason = Reason
messages-reason-hint = Do not write whom the message is about.
messages-never-given-up = Such a message says what two persons have decided, and one alone does not give it up. Mend what stands in its way, then send it again.
messages-settled = The message is no longer on its way: there is a receipt, or it was refused or given up.
done-messages-sent-again = The message is being sent again.
done-messages-given-up = The message has been given up.
messages-task-undelivered =
    { $count ->
        [one] Look at a message that does not arrive
       *[other] Look at { $count } messages that do not arrive
    }
messages-task-directory = Find out why the directory is not fetched
