/** One matter: how long it waited for its first answer, or has waited so far. */
export interface Wait {
  ms: number;
  answered: boolean;
}

/** Of fewer answers nothing is said. */
const answersMin = 10;

/**
 * In how long half of all are answered, where what still waits counts as long as it has waited (the estimate of Kaplan and Meier, 1958): leaving it
 * out would praise whoever answers the easy half. Null: too few were, or more than half wait longer than anybody can say. Pure.
 */
export const medianWait = (waits: readonly Wait[]): number | null => {
  if (waits.filter(({ answered }) => answered).length < answersMin) return null;
  // At the same length an answer comes before what waits on.
  const byLength = waits.toSorted((a, b) => a.ms - b.ms || Number(b.answered) - Number(a.answered));
  let unanswered = 1;
  for (const [at, { ms, answered }] of byLength.entries()) {
    if (!answered) continue;
    unanswered *= 1 - 1 / (byLength.length - at);
    // What adds up to a half in parts falls short of it by a rounding.
    if (unanswered <= 0.5 + 1e-9) return ms;
  }
  return null;
};

/** Hours that are said: always as many as it took, or more. A longer time than two weeks is no promise that helps. */
const steps = [1, 2, 3, 4, 6, 8, 12, ...Array.from({ length: 14 }, (_, day) => (day + 1) * 24)];

export const hoursToSay = (ms: number | null): number | null =>
  ms === null ? null : (steps.find((hours) => hours * 3_600_000 >= ms) ?? null);
