// Walks the planning of a term's exams by keyboard alone: from the teachers' wishes over drafts and the faculty's
// word to the published plan, its repair, and what the exams' day needs: rooms, invigilators, orals, room folders.
//   node planning.mjs BASE_URL [--shots FOLDER] [--until STAGE]
//
// Stages and exit codes are those of walk.mjs.
import { readArguments } from "./browser.mjs";
import { PlannedTerm } from "./calendar.mjs";
import { walkAll } from "./cast.mjs";
import * as wishes from "./planning/wishes.mjs";
import * as drafts from "./planning/drafts.mjs";
import * as moved from "./planning/moved.mjs";
import * as faculty from "./planning/faculty.mjs";
import * as published from "./planning/published.mjs";
import * as repaired from "./planning/repaired.mjs";
import * as rooms from "./planning/rooms.mjs";
import * as invigilators from "./planning/invigilators.mjs";
import * as orals from "./planning/orals.mjs";
import * as folders from "./planning/folders.mjs";

const STAGES = { wishes, drafts, moved, faculty, published, repaired, rooms, invigilators, orals, folders };

const options = readArguments(process.argv.slice(2));
const base = options._[0];
if (!base) {
  console.error("usage: node planning.mjs BASE_URL [--shots FOLDER] [--until STAGE]");
  process.exit(2);
}

process.exitCode = (await walkAll("planning", base, STAGES, { term: new PlannedTerm() }, options)) ? 1 : 0;
