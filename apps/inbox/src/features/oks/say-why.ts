import type { OkReason } from '@filo/contracts/http';
import { t } from '../../i18n/t';

/** Why a colleague reads the answer first, in words. */
export const sayWhy = (why: readonly OkReason[]): string =>
  why
    .map(({ factor, words }) =>
      t(`severity.${factor}`, { words: words.map((word) => `“${word}”`).join(', ') }),
    )
    .join('; ');
