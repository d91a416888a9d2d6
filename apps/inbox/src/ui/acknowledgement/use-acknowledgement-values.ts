import type { Acknowledgement, AcknowledgementText } from '@filo/contracts/http';
import { i18n } from '@lingui/core';
import { useState } from 'react';
import { starterIn } from './starters';

const valuesOf = ({ on, texts }: Acknowledgement) => ({
  on,
  texts: texts.length > 0 ? texts : [starterIn(i18n.locale)],
});

const isLacking = ({ subject, within, outside }: AcknowledgementText): boolean =>
  [subject, within, outside].some((words) => words.trim() === '');

/** What is typed, the language that is shown of it, and those that lack words. */
export function useAcknowledgementValues(stored: Acknowledgement) {
  const [values, setValues] = useState(() => valuesOf(stored));
  const [at, setAt] = useState(0);
  const { texts } = values;
  const text = texts[at] ?? texts[0]!;
  return {
    values,
    at,
    text,
    lacking: texts.filter(isLacking),
    goTo: setAt,
    setOn: (on: boolean) => setValues((old) => ({ ...old, on })),
    setTexts: (next: AcknowledgementText[], chosen: number) => {
      setValues((old) => ({ ...old, texts: next }));
      setAt(chosen);
    },
    change: (part: Partial<AcknowledgementText>) =>
      setValues((old) => ({
        ...old,
        texts: old.texts.map((one) => (one.language === text.language ? { ...one, ...part } : one)),
      })),
  };
}
