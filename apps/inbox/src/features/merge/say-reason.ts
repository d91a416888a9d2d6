import type { SuggestionView } from '@filo/contracts/http';
import { tOr } from '../../i18n/t';

type Reason = SuggestionView['evidence'][number] | SuggestionView['counterEvidence'][number];

/** A reason in the language of the page; one that is newer than the page in the server's own words. */
export const sayReason = ({ code, words, data }: Reason): string => {
  const same = data['name'] !== undefined && data['name'] === data['other'];
  return tOr(`reason.${code}${same ? '-alike' : ''}`, words, data);
};
