import type { SeverityReason } from '@filo/contracts/http';
import { t } from './t';

/** What a post speaks of, or how many heard it, in words. */
export const saySeverity = ({
  factor,
  words,
  value = null,
  of = 0,
}: Pick<SeverityReason, 'factor' | 'words'> & Partial<Pick<SeverityReason, 'value' | 'of'>>): string =>
  t(`severity.${factor}`, { count: value ?? 0, of, words: words.map((word) => `“${word}”`).join(', ') });
