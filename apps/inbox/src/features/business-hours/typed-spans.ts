import type { BusinessHours } from '@filo/contracts/http';

type Spans = BusinessHours['week'][number];

const span = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/u;

/** A day as it is typed: `09:00–13:00, 14:00–18:00`; empty: no work. */
export const showSpans = (spans: Spans): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ');

/** What was typed, `9-13, 14-18` too; undefined where it is no day: not understood, or spans that overlap or end before they begin. */
export function readSpans(typed: string): Spans | undefined {
  const parts = typed
    .split(/[,;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const spans = parts.flatMap((part) => {
    const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = span.exec(part) ?? [];
    const [from, to] = [clock(fromHour, fromMinute), clock(toHour, toMinute)];
    return from !== undefined && to !== undefined && from < to ? [{ from, to }] : [];
  });
  const inOrder = spans.every(({ from }, at) => at === 0 || (spans[at - 1]?.to ?? '') <= from);
  return spans.length === parts.length && spans.length <= 4 && inOrder ? spans : undefined;
}

const clock = (hour: string, minute: string): string | undefined => {
  const shown = `${hour.padStart(2, '0')}:${minute}`;
  return /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(shown) ? shown : undefined;
};
