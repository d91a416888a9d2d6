import { addDays, instantOf, wallAt, weekdayOf } from '../../when/zoned-time';

export interface SnoozeChoice {
  id: 'later' | 'tomorrow' | 'next-week' | 'promise' | 'reply';
  /** null: until they reply. */
  at: number | null;
}

const hourMs = 3_600_000;
const nine = { hour: 9, minute: 0 };

interface Around {
  now: number;
  timeZone: string;
  /** When the next promise is due; undefined: nothing is promised. */
  promiseDue: string | undefined;
}

/** What most snoozes are, by the clock on the agent's wall; `later today` while that is still today. */
export function snoozeChoices({ now, timeZone, promiseDue }: Around): SnoozeChoice[] {
  const today = wallAt(now, timeZone);
  const later = now + 3 * hourMs;
  const monday = addDays(today, (8 - weekdayOf(today)) % 7 || 7);
  const due = promiseDue === undefined ? undefined : Date.parse(promiseDue);
  return [
    ...(wallAt(later, timeZone).day === today.day ? [{ id: 'later' as const, at: later }] : []),
    { id: 'tomorrow', at: instantOf({ ...addDays(today, 1), ...nine }, timeZone) },
    { id: 'next-week', at: instantOf({ ...monday, ...nine }, timeZone) },
    { id: 'reply', at: null },
    ...(due !== undefined && due > now ? [{ id: 'promise' as const, at: due }] : []),
  ];
}
