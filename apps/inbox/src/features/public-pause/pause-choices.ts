import { addDays, instantOf, wallAt } from '@filo/wall-clock';

export interface PauseChoice {
  id: 'hour' | 'four-hours' | 'tomorrow' | 'open';
  /** Null: until somebody resumes. */
  at: number | null;
}

const hourMs = 3_600_000;

/** Until when public answers are paused, by the clock on the agent's wall. */
export const pauseChoices = (now: number, timeZone: string): PauseChoice[] => [
  { id: 'hour', at: now + hourMs },
  { id: 'four-hours', at: now + 4 * hourMs },
  {
    id: 'tomorrow',
    at: instantOf({ ...addDays(wallAt(now, timeZone), 1), hour: 9, minute: 0 }, timeZone),
  },
  { id: 'open', at: null },
];
