import { fieldWeights } from './make-vector.js';
import type { ParsedSearch, SearchTerm } from './parse-search.js';
import { channelMark } from './vector-marks.js';

/**
 * The literal of a `tsquery`. It is made of letters and digits alone, so there is nothing in it to escape; undefined when
 * nothing was asked for.
 */
export const searchCondition = ({ terms, channels }: ParsedSearch): string | undefined => {
  const all = terms.map(termCondition);
  // A name that cannot be a channel's is one that no message has.
  if (channels.length > 0)
    all.push(anyOf(channels.map((name) => channelMark(name.replace(/[^a-z0-9-]/g, '') || 'none'))));
  return all.length === 0 ? undefined : all.join(' & ');
};

/** One of these marks. */
export const anyOf = (marks: readonly string[]): string =>
  `(${marks.map((mark) => `'${mark}'`).join(' | ')})`;

const termCondition = ({ field, steps, open }: SearchTerm): string => {
  const weight = field === 'any' ? '' : fieldWeights[field];
  const written = steps.map(({ forms }, n) => {
    const suffix = `${open && n === steps.length - 1 ? '*' : ''}${weight}`;
    return `(${forms.map((form) => `'${form}'${suffix && `:${suffix}`}`).join(' | ')})`;
  });
  return `(${written.reduce((before, step, n) => `${before} <${steps[n]!.after - steps[n - 1]!.after}> ${step}`)})`;
};
