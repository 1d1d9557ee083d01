// An invigilator's report becomes a case of the central department, and the student is written to.

// Requirements: P-01, P-04, P-06
export const tells = "a report is written up, signed by the head of the unit and taken over, and the student is notified";

/** Studies at Nordlys universitet and at Fjordby universitet, and has sat an exam. */
export const STUDENT = { name: "Gunnar Zahl", number: "400126" };

export async function walk(cast, { clocks }) {
  await clocks.are(0, "10:00");
  const officer = await cast.person("Ingrid Solberg");
  await officer.follow("Fusk og opptreden");
  await officer.follow("Skriv rapport");
  await officer.type("student", "999999");
  await officer.push("Finn");
  await officer.says("Fant ingen eksamener for dette nummeret");
  await officer.type("student", STUDENT.number);
  await officer.push("Finn");
  await officer.says(STUDENT.name);
  await officer.pick("matter", "cheating");
  await officer.choose("registration", "HIS-1001");
  await officer.pick("source", "invigilation");
  await officer.type("reported_on", clocks.written(0));
  await officer.type("reporters", "Ola Prøve, eksamensvakt");
  await officer.type("observed", "Notater i lovsamlingen.");
  await officer.choose("suspected", "Hjelpemidler");
  await officer.type("told_on", clocks.written(0));
  await officer.choose("chose", "Å fullføre");
  await officer.push("Lagre rapporten");
  await officer.says("Rapporten er lagret.", "venter på signatur");
  const head = await cast.person("Berit Holm");
  await head.follow("Signer rapporten og send den");
  await head.says("Notater i lovsamlingen.");
  await head.push("Signer og send");
  await head.says("Rapporten er signert og sendt.");
  const handler = await cast.person("Tor Lien");
  await handler.follow("Ta over saken");
  await handler.push("Ta over saken");
  await handler.says("Du har tatt over saken.");
  await handler.choose("legal_basis", "12-4(3)");
  await handler.type("comment_by", clocks.written(0));
  await handler.push("Send forhåndsvarsel");
  await handler.says("Siste dag for uttalelse må være etter");
  await handler.type("comment_by", clocks.written(6));
  await handler.push("Send forhåndsvarsel");
  await handler.says("Forhåndsvarselet er sendt.");
}
