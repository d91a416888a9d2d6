import type { Reader } from './tokens';
import { hourMarks, partsOfDay, setOf } from './when-words';

export interface Clock {
  hour: number;
  minute: number;
}

/** Before this, an hour without am or pm is one of the afternoon: nobody is promised anything for 3 in the night. */
const afternoonUntil = 7;
const half = setOf('mezza mezzo');
const linking = setOf('in the di del della alla');

/** A time of the day; after a day a bare number is an hour, elsewhere only after `at`, `alle` or before am and pm. */
export function readClock(reader: Reader, afterDay: boolean): Clock | undefined {
  return (
    reader.attempt(() => readPart(reader)) ??
    reader.attempt(() => {
      let marked = afterDay;
      while (reader.skip(hourMarks)) marked = true;
      return readWritten(reader, marked) ?? readHour(reader, marked);
    })
  );
}

/** `in the morning`, `di sera`; alone it names the hour at which that begins. */
function readPart(reader: Reader): Clock | undefined {
  while (reader.skip(linking));
  const hour = reader.take(partsOfDay);
  return hour === undefined ? undefined : { hour, minute: 0 };
}

/** `14:00`, `14h30`, `2:30 pm`; `14.00` where no date can stand. */
function readWritten(reader: Reader, marked: boolean): Clock | undefined {
  const written = /^(\d{1,2})([:h.])(\d{2})$/.exec(reader.text);
  if (!written || (written[2] === '.' && !marked && Number(written[3]) <= 12 && Number(written[3]) > 0))
    return undefined;
  reader.at++;
  return valid(inHalf(reader, Number(written[1])), Number(written[3]));
}

function readHour(reader: Reader, marked: boolean): Clock | undefined {
  if (!/^\d{1,2}$/.test(reader.text))
    return reader.skip(setOf('noon mezzogiorno')) ? { hour: 12, minute: 0 } : undefined;
  const hour = Number(reader.text);
  const named = /^(am|pm)$/.test(reader.peek(1));
  if (!marked && !named) return undefined;
  reader.at++;
  const minute = reader.attempt(() => readFraction(reader)) ?? 0;
  const told = inHalf(reader, hour);
  const guessed = !named && told === hour && hour > 0 && hour < afternoonUntil ? hour + 12 : told;
  return valid(guessed, minute);
}

/** `e mezza`, `e un quarto`, `e 20`. */
function readFraction(reader: Reader): number | undefined {
  if (!reader.skip(setOf('e'))) return undefined;
  if (reader.skip(half)) return 30;
  if (reader.text === 'un' && reader.peek(1) === 'quarto') {
    reader.at += 2;
    return 15;
  }
  const minute = /^\d{2}$/.test(reader.text) ? Number(reader.text) : undefined;
  if (minute !== undefined) reader.at++;
  return minute;
}

/** With am, pm, or a part of the day behind it. */
function inHalf(reader: Reader, hour: number): number {
  if (reader.skip(setOf('am'))) return hour === 12 ? 0 : hour;
  if (reader.skip(setOf('pm'))) return hour < 12 ? hour + 12 : hour;
  const part = reader.attempt(() => readPart(reader));
  return part && part.hour > 12 && hour < 12 ? hour + 12 : hour;
}

const valid = (hour: number, minute: number): Clock | undefined =>
  hour < 24 && minute < 60 ? { hour, minute } : undefined;
