import { fillBlanks } from './blanks.js';

/** What an admin wrote. */
interface Written {
  language: string;
  subject: string;
  within: string;
  outside: string;
}

/** What is known when it is said. */
export interface AcknowledgementKnown {
  organisation: string;
  isOpen: boolean;
  /** Null: not measured. */
  hours: number | null;
  /** When somebody is there again; null: nobody has said, or somebody is. */
  nextOpening: Date | null;
  timeZone: string;
}

/** What is said now. Only what an admin wrote and what we know ourselves stands in it, never a word of whoever wrote; the preview is made by the same. */
export const writeAcknowledgement = (
  { language, subject, within, outside }: Written,
  known: AcknowledgementKnown,
): { subject: string; text: string } => {
  const values = valuesIn(language, known);
  const text = fillLines(known.isOpen ? within : outside, values);
  // A subject is one line: where what it names is not known, it is who writes.
  return { subject: fillLines(subject, values) || known.organisation, text };
};

type Values = Readonly<Record<string, string | null>>;

const valuesIn = (language: string, known: AcknowledgementKnown): Values => ({
  organisation: known.organisation,
  expected_time: known.hours === null ? null : inWords(known.hours, language),
  next_opening:
    known.nextOpening === null
      ? null
      : new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
          ...{ weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' },
          timeZone: known.timeZone,
        }).format(known.nextOpening),
});

/** Two hours, a day: as its language counts them. */
const inWords = (hours: number, language: string): string => {
  const [value, unit] = hours < 24 ? [hours, 'hour'] : [hours / 24, 'day'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
};

/** Without the lines that name what is not known: half a sentence says something else. */
const fillLines = (text: string, values: Values): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((line) => {
      let isKnown = true;
      const filled = fillBlanks(line, (name) => {
        const value = values[name] ?? null;
        isKnown &&= value !== null;
        return value ?? '';
      });
      return isKnown ? [filled] : [];
    })
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
