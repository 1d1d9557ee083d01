## De som driver registeret.
operators-title = Hvem som driver registeret
operators-lead = Saksbehandlere arbeider ved sin egen institusjon og logger aldri inn her.
operators-name = Navn
operators-roles = Roller
