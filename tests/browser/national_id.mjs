// The national ids of the demonstration's students: synthetic ones, as the program makes them.

const DAY = 24 * 60 * 60 * 1000;
const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
/** The student number of the first of the cast, and the birthday from which they are counted. */
const FIRST_NUMBER = 400_100;
const FIRST_BIRTHDAY = Date.UTC(2003, 0, 1);

/** The check digit; none where it would be ten. */
function digit(digits, weights) {
  const rest = weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11;
  const found = (11 - rest) % 11;
  return found < 10 ? String(found) : null;
}

function complete(nine) {
  const first = digit(nine, FIRST);
  const second = first && digit(nine + first, SECOND);
  return second && nine + first + second;
}

/** The national id of the student of the cast with this student number. */
export function nationalId(studentNumber) {
  const position = Number(studentNumber) - FIRST_NUMBER;
  const [year, month, day] = new Date(FIRST_BIRTHDAY + position * 11 * DAY).toISOString().slice(0, 10).split("-");
  const born = `${day}${Number(month) + 80}${year.slice(2)}`;
  const numbers = Array.from({ length: 500 }, (_, at) => complete(`${born}${500 + at}`)).filter(Boolean);
  return numbers[position];
}
