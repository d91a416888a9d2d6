import { addDays, instantOf, wallAt, weekdayOf } from '@filo/wall-clock';

export interface LaterChoice {
  id: 'hour' | 'afternoon' | 'tomorrow' | 'monday';
  at: number;
}

const hourMs = 3_600_000;
const nine = { hour: 9, minute: 0 };
const three = { hour: 15, minute: 0 };

/** When most answers that wait are meant to leave, by the clock on the agent's wall: each time once, and none within the hour. */
export function laterChoices(now: number, timeZone: string): LaterChoice[] {
  const today = wallAt(now, timeZone);
  const hour = now + hourMs;
  const afternoon = instantOf({ ...today, ...three }, timeZone);
  const tomorrow = instantOf({ ...addDays(today, 1), ...nine }, timeZone);
  const monday = instantOf({ ...addDays(today, (8 - weekdayOf(today)) % 7 || 7), ...nine }, timeZone);
  return [
    { id: 'hour', at: hour },
    ...(afternoon > hour ? [{ id: 'afternoon' as const, at: afternoon }] : []),
    { id: 'tomorrow', at: tomorrow },
    ...(monday === tomorrow ? [] : [{ id: 'monday' as const, at: monday }]),
  ];
}
