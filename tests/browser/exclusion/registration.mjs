// What the board has decided is registered by one and controlled by another, and by nobody alone.

// Requirements: P-12, Q-09, Q-27, Q-49
export const tells = "who enters the decision registers it with the same press, and it counts when another has controlled it";

/** Controls whatever waits, row by row, as the desk tells it. */
export async function control(officer, rows) {
  for (let row = 0; row < rows; row += 1) {
    await officer.follow("Å gjøre");
    await officer.follow("Kontroller en utestenging");
    await officer.says("Det som skal kontrolleres");
    await officer.push("Kontrollert: sett i kraft");
    await officer.says("Kontrollert. Det gjelder fra nå av.");
  }
}

export async function walk(cast) {
  const handler = await cast.person("Tor Lien");
  await handler.follow("Se hva som er registrert");
  await handler.says("KARANTENEL", "EKSAMENN", "Alt som er vedtatt i saken, er registrert.");
  await handler.follow("EKSAMENN ALLE");
  await handler.says("En annen må kontrollere det du har registrert.", "venter på kontroll");
  await handler.hides("Kontrollert: sett i kraft");
  await control(await cast.person("Unni Ravn"), 2);
}
