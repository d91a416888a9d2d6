import type { SuggestionView } from '@filo/contracts/http';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';

/** How sure a suggestion is, in words and in a number. */
export const sayConfidence = ({ confidence, confidenceWords }: SuggestionView): string =>
  t('merge.confidence', {
    words: t(`confidence.${confidenceWords.replaceAll(' ', '-')}`),
    share: percent(confidence),
  });
