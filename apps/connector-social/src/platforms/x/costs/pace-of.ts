/** What is left to answers when reading stops. */
const keptShare = 0.1;
/** From here on reading slows down. */
const slowFrom = 0.5;
/** The longest pause, in looks at the usual pace. */
const slowestFactor = 20;

export interface Pace {
  /** `slow`: looks come less often. `no-reading`: the rest is kept for answers. `nothing`: those wait too. */
  state: 'free' | 'slow' | 'no-reading' | 'nothing';
  /** How many times longer the pause between two looks is. */
  factor: number;
}

/** How fast an account may go on today: it slows down before it stops. Without a ceiling nothing slows it. */
export const paceOf = (spent: number, ceiling: number): Pace => {
  if (ceiling <= 0) return { state: 'free', factor: 1 };
  const share = spent / ceiling;
  if (share < slowFrom) return { state: 'free', factor: 1 };
  if (share >= 1) return { state: 'nothing', factor: slowestFactor };
  if (share >= 1 - keptShare) return { state: 'no-reading', factor: slowestFactor };
  const gone = (share - slowFrom) / (1 - keptShare - slowFrom);
  return { state: 'slow', factor: 1 + gone * (slowestFactor - 1) };
};

/** X counts days by UTC. */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

export const untilTomorrowMs = (now: number): number =>
  Date.parse(`${dayOf(now)}T00:00:00Z`) + 86_400_000 - now;
