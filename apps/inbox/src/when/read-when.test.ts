import { findPromise } from './find-promise';
import { readWhen } from './read-when';
import { instantOf, wallAt } from '@filo/wall-clock';

const timeZone = 'Europe/Rome';
/** A Thursday. */
const now = instantOf({ year: 2026, month: 11, day: 26, hour: 10, minute: 30 }, timeZone);
const shown = (at: number, zone = timeZone) => {
  const { year, month, day, hour, minute } = wallAt(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
};
const read = (typed: string) => {
  const found = readWhen(typed, { now, timeZone });
  return 'at' in found ? shown(found.at) : found.fault;
};

test.each([
  ['fri 2pm', '2026-11-27 14:00'],
  ['Friday 14:00', '2026-11-27 14:00'],
  ['on friday at 2', '2026-11-27 14:00'],
  ['by Friday 14:00', '2026-11-27 14:00'],
  ['tomorrow', '2026-11-27 09:00'],
  ['tomorrow 9am', '2026-11-27 09:00'],
  ['tomorrow at noon', '2026-11-27 12:00'],
  ['tomorrow morning', '2026-11-27 09:00'],
  ['5pm tomorrow', '2026-11-27 17:00'],
  ['day after tomorrow', '2026-11-28 09:00'],
  ['today at 5pm', '2026-11-26 17:00'],
  ['2pm', '2026-11-26 14:00'],
  ['8am', '2026-11-27 08:00'],
  ['14:45', '2026-11-26 14:45'],
  ['thu', '2026-12-03 09:00'],
  ['thu 3pm', '2026-11-26 15:00'],
  ['next tuesday', '2026-12-01 09:00'],
  ['next week', '2026-11-30 09:00'],
  ['next month', '2026-12-01 09:00'],
  ['in 3 hours', '2026-11-26 13:30'],
  ['in 30 min', '2026-11-26 11:00'],
  ['half an hour', '2026-11-26 11:00'],
  ['in an hour', '2026-11-26 11:30'],
  ['in two days', '2026-11-28 10:30'],
  ['in a week', '2026-12-03 10:30'],
  ['in 3 months', '2027-02-26 10:30'],
  ['later today', '2026-11-26 13:30'],
  ['tonight', '2026-11-26 20:00'],
  ['this afternoon', '2026-11-26 15:00'],
  ['24 dec', '2026-12-24 09:00'],
  ['Dec 24th, 10:00', '2026-12-24 10:00'],
  ['24/12/2026 8:15', '2026-12-24 08:15'],
  ['24/12', '2026-12-24 09:00'],
  ['3 feb', '2027-02-03 09:00'],
  ['2026-12-24 18:00', '2026-12-24 18:00'],
])('reads "%s"', (typed, expected) => expect(read(typed)).toBe(expected));

test.each([
  ['domani alle 9', '2026-11-27 09:00'],
  ['domani', '2026-11-27 09:00'],
  ['Domani mattina', '2026-11-27 09:00'],
  ['dopodomani alle 14.30', '2026-11-28 14:30'],
  ['oggi alle 17', '2026-11-26 17:00'],
  ['stasera', '2026-11-26 18:00'],
  ['più tardi', '2026-11-26 13:30'],
  ['venerdì alle 14', '2026-11-27 14:00'],
  ['entro venerdì alle 14:00', '2026-11-27 14:00'],
  ['lunedì prossimo', '2026-11-30 09:00'],
  ['martedì prossimo alle 15', '2026-12-01 15:00'],
  ['la prossima settimana', '2026-11-30 09:00'],
  ['settimana prossima', '2026-11-30 09:00'],
  ['il mese prossimo', '2026-12-01 09:00'],
  ['tra 3 ore', '2026-11-26 13:30'],
  ["fra un'ora", '2026-11-26 11:30'],
  ["tra mezz'ora", '2026-11-26 11:00'],
  ['tra due giorni', '2026-11-28 10:30'],
  ['fra una settimana', '2026-12-03 10:30'],
  ['alle 9 e mezza di domani', '2026-11-27 09:30'],
  ['alle 9 di sera', '2026-11-26 21:00'],
  ['il 24 dicembre alle 10', '2026-12-24 10:00'],
  ['mar 14:00', '2026-12-01 14:00'],
  ['24 mar', '2027-03-24 09:00'],
])('reads "%s" in Italian', (typed, expected) => expect(read(typed)).toBe(expected));

test.each([
  ['today at 8', 'past'],
  ['oggi alle 9', 'past'],
  ['yesterday', 'past'],
  ['24/12/2025', 'past'],
  ['2020-01-01', 'past'],
  ['', 'unknown'],
  ['soon', 'unknown'],
  ['31 june', 'unknown'],
  ['25:00', 'unknown'],
  ['tomorrow or so', 'unknown'],
  ['42', 'unknown'],
])('refuses "%s"', (typed, fault) => expect(read(typed)).toBe(fault));

test('keeps what the clock shows over both changes of the clock', () => {
  const before = instantOf({ year: 2026, month: 10, day: 24, hour: 9, minute: 0 }, timeZone);
  const next = readWhen('tomorrow 9:00', { now: before, timeZone });
  expect('at' in next && [shown(next.at), (next.at - before) / 3_600_000]).toEqual(['2026-10-25 09:00', 25]);
  const spring = instantOf({ year: 2027, month: 3, day: 27, hour: 9, minute: 0 }, timeZone);
  const then = readWhen('domani alle 9', { now: spring, timeZone });
  expect('at' in then && (then.at - spring) / 3_600_000).toBe(23);
  // Hours run as they run.
  const hours = readWhen('in 24 hours', { now: spring, timeZone });
  expect('at' in hours && shown(hours.at)).toBe('2027-03-28 10:00');
});

test('reads by the wall of the agent, not of the browser', () => {
  const tokyo = readWhen('today at 20:00', { now, timeZone: 'Asia/Tokyo' });
  expect('at' in tokyo && new Date(tokyo.at).toISOString()).toBe('2026-11-26T11:00:00.000Z');
});

test.each([
  [
    "Thanks! I'll write back by Friday 14:00. Best, Sam",
    "I'll write back by Friday 14:00.",
    '2026-11-27 14:00',
  ],
  [
    'Hi Amara,\nwe will send the refund tomorrow.\nSam',
    'we will send the refund tomorrow.',
    '2026-11-27 09:00',
  ],
  ['Le scriverò entro venerdì alle 14.', 'Le scriverò entro venerdì alle 14.', '2026-11-27 14:00'],
  ['We will be in touch within 2 hours', 'We will be in touch within 2 hours', '2026-11-26 12:30'],
])('finds what is promised in "%s"', (text, sentence, at) => {
  const found = findPromise(text, { now, timeZone });
  expect(found && [found.text, shown(found.at)]).toEqual([sentence, at]);
});

test.each([
  'You wrote on Friday at 14:00.',
  'The order of 24/11 has left.',
  "I'll look into it.",
  'We opened at 9 yesterday.',
])('finds no promise in "%s"', (text) => expect(findPromise(text, { now, timeZone })).toBeUndefined());
