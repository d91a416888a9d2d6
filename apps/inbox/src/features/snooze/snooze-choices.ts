import { addDays, instantOf, wallAt, weekdayOf } from '@filo/wall-clock';

export interface SnoozeChoice {
  id: 'later' | 'tomorrow' | 'working-day' | 'next-week' | 'promise' | 'reply';
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
  /** When work begins on the next day of work; undefined: nobody has said. */
  workingDay?: string | undefined;
}

/** What most snoozes are, by the clock on the agent's wall; `later today` while that is still today. */
export function snoozeChoices({ now, timeZone, promiseDue, workingDay }: Around): SnoozeChoice[] {
  const today = wallAt(now, timeZone);
  const later = now + 3 * hourMs;
  const monday = addDays(today, (8 - weekdayOf(today)) % 7 || 7);
  const due = promiseDue === undefined ? undefined : Date.parse(promiseDue);
  const tomorrow = instantOf({ ...addDays(today, 1), ...nine }, timeZone);
  const nextWeek = instantOf({ ...monday, ...nine }, timeZone);
  const work = workingDay === undefined ? now : Date.parse(workingDay);
  const isOther = work > now && work !== tomorrow && work !== nextWeek;
  return [
    ...(wallAt(later, timeZone).day === today.day ? [{ id: 'later' as const, at: later }] : []),
    { id: 'tomorrow', at: tomorrow },
    ...(isOther ? [{ id: 'working-day' as const, at: work }] : []),
    { id: 'next-week', at: nextWeek },
    { id: 'reply', at: null },
    ...(due !== undefined && due > now ? [{ id: 'promise' as const, at: due }] : []),
  ];
}
