// The days of the walk: the term after this one, its exam, and the demonstration's clock.
const DAY = 24 * 60 * 60 * 1000;

/** The date of a time in Norway, as year-month-day. */
const inNorway = (time) => new Date(time).toLocaleDateString("sv-SE", { timeZone: "Europe/Oslo" });

/** A time of day in Norway, in milliseconds. */
function inOslo(day, time) {
  // Norway is one hour ahead of UTC in winter and two in summer: found by asking, not by a table.
  const guess = new Date(`${day}T${time}:00Z`);
  const shown = guess.toLocaleTimeString("sv-SE", { timeZone: "Europe/Oslo", hour: "2-digit", minute: "2-digit" });
  const ahead = (Number(shown.slice(0, 2)) - Number(time.slice(0, 2)) + 24) % 24;
  return guess.getTime() - ahead * 60 * 60 * 1000;
}

async function setClock(base, now) {
  const answer = await fetch(new URL("/demo/clock", base), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ now }),
  });
  if (!answer.ok) {
    throw new Error(`the clock could not be moved to ${now}: ${answer.status}`);
  }
}

/** Days counted from a first one. */
class Days {
  constructor(first) {
    this.first = first;
  }

  iso(days) {
    return new Date(this.first.getTime() + days * DAY).toISOString().slice(0, 10);
  }

  /** So many days after the first, as one writes a date here. */
  written(days) {
    return this.iso(days).split("-").reverse().join(".");
  }
}

/** An exam in the coming term: the last day to sign up lies ahead, and so does all the rest. */
export class Calendar extends Days {
  constructor(base) {
    const [year, month] = inNorway(Date.now()).split("-").map(Number);
    const autumn = month < 8;
    const exam = new Date(Date.UTC(autumn ? year : year + 1, autumn ? 9 : 2, 1));
    while (exam.getUTCDay() !== 1) {
      exam.setTime(exam.getTime() + DAY);
    }
    super(exam);
    this.base = base;
    this.term = `${exam.getUTCFullYear()}-${autumn ? "H" : "V"}`;
    // As pages tell it to a reader of each language form.
    const inWords = autumn ? { nb: "høst", nn: "haust", en: "autumn" } : { nb: "vår", nn: "vår", en: "spring" };
    const told = Object.entries(inWords).map(([form, season]) => [form, `${season} ${exam.getUTCFullYear()}`]);
    this.told = Object.fromEntries(told);
    this.toldSomehow = new RegExp(Object.values(this.told).join("|"));
    this.lastToSignUp = autumn ? "1. september" : "1. februar";
  }

  /** Moves the clock of the demonstration to a time of day so many days after the exam. */
  async is(days, time) {
    await setClock(this.base, new Date(inOslo(this.iso(days), time)).toISOString());
  }
}

/** The term after the one that the demonstration has planned, which waits to be planned; its exam days. */
export class PlannedTerm {
  constructor() {
    const inTwoWeeks = new Date(`${inNorway(Date.now() + 14 * DAY)}T00:00:00Z`);
    // The demonstration's exams lie within two weeks from a Monday on, all in one term.
    const ends = new Date(inTwoWeeks.getTime() + 17 * DAY);
    const planned = ends.getUTCMonth() < 7 ? "V" : "H";
    const spring = planned === "H";
    const year = ends.getUTCFullYear() + (spring ? 1 : 0);
    this.code = `${year}-${spring ? "V" : "H"}`;
    this.told = `${spring ? "vår" : "høst"} ${year}`;
    this.days = spring ? ["18.05", "19.05", "20.05", "21.05", "24.05", "25.05", "26.05", "27.05", "28.05"] : ["01.12", "02.12", "03.12", "04.12", "07.12", "08.12", "09.12", "10.12", "11.12"];
    this.year = year;
  }

  /** The first day, the last one, or one between them, as one writes a date here. */
  written(place) {
    return `${this.days.at(place)}.${this.year}`;
  }

  /** The same as programs write it. */
  iso(place) {
    return this.written(place).split(".").reverse().join("-");
  }

  /** So many days from today, as one writes a date here. */
  in(days) {
    return inNorway(Date.now() + days * DAY).split("-").reverse().join(".");
  }
}

/** The clocks of several nodes, which go together, from today on. */
export class Clocks extends Days {
  constructor(bases) {
    super(new Date(`${inNorway(Date.now())}T00:00:00Z`));
    this.bases = bases;
  }

  /** Moves all clocks to a time of day so many days from today; a clock never goes back. */
  async are(days, time) {
    const now = new Date(Math.max(inOslo(this.iso(days), time), Date.now() + 60_000)).toISOString();
    for (const base of this.bases) {
      await setClock(base, now);
    }
  }
}
