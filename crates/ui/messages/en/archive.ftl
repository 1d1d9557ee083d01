## The archive.
archive-title = Archive
archive-case = Case number
archive-direction = Direction
archive-incoming = incoming
archive-outgoing = outgoing
archive-internal = internal
archive-document = Document
archive-correspondent = Sender or receiver
archive-access-code = Exemption
archive-code = Archive code
archive-unit = Unit
archive-registered = Registered
archive-show = Show
archive-none = Nothing is registered.
archive-none-why = Appeals, answers and protocols are registered here as cases proceed.
nav-archive = Archive
look-archive = The archive
