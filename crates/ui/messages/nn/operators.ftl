## Dei som driv registeret.
operators-title = Kven som driv registeret
operators-lead = Saksbehandlarar arbeider ved sin eigen institusjon og loggar aldri inn her.
operators-name = Namn
operators-roles = Roller
