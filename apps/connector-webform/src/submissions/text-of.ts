import type { FormField } from '@filo/contracts/http';
import type { Values } from './submission.js';

/** The text of one answer; undefined when it was left empty or is no text. */
export const textOf = (values: Values, field: FormField | undefined): string | undefined => {
  const value = field && values[field.name];
  return typeof value === 'string' ? value : undefined;
};
