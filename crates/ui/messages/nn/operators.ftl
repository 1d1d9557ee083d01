## Dei som driv registeret.
operators-title = Kven som driv registeret
operators-lead = Saksbehandlarar arbeider ved sin eigen institusjon og loggar aldri inn her.
operators-name = Namn
operators-roles = Roller
role-syseier = Systemeigar
role-rust-les = Les i registeret
role-rust-skriv = Registrerer
role-rust-kontroller = Kontrollerer
