// Walks what goes wrong: what is pressed twice, sent too late, typed wrongly, sent into nothing.
//   node errors.mjs BASE_URL [--demo PID] [--shots FOLDER] [--until STAGE]
//
// As walk.mjs, with its own stages in errors/. With the process of the demonstration its database is held for
// a moment; without it that stage is skipped, and says so.
import { readArguments } from "./browser.mjs";
import { Calendar } from "./calendar.mjs";
import { walkAll } from "./cast.mjs";
import * as ready from "./errors/ready.mjs";
import * as typed from "./errors/typed.mjs";
import * as back from "./errors/back.mjs";
import * as twice from "./errors/twice.mjs";
import * as two_officers from "./errors/two_officers.mjs";
import * as students_twice from "./errors/students_twice.mjs";
import * as committee_of_three from "./errors/committee_of_three.mjs";
import * as signed_out from "./errors/signed_out.mjs";
import * as database_away from "./errors/database_away.mjs";

const STAGES = { ready, typed, back, twice, two_officers, students_twice, committee_of_three, signed_out, database_away };

const options = readArguments(process.argv.slice(2));
const base = options._[0];
if (!base) {
  console.error("usage: node errors.mjs BASE_URL [--demo PID] [--shots FOLDER] [--until STAGE]");
  process.exit(2);
}

const failed = await walkAll("errors", base, STAGES, { base, demo: options.demo, days: new Calendar(base) }, options);
process.exitCode = failed ? 1 : 0;
