import type { DraftView } from '@filo/contracts/http';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { showProblem } from '../../toasts';

/** Those that waited for their time and came back to their writer since. */
export const cameBack = (before: readonly DraftView[], now: readonly DraftView[]): DraftView[] => {
  const waited = new Set(before.filter(({ state }) => state === 'scheduled').map(({ id }) => id));
  return now.filter(({ id, notice }) => notice !== null && waited.has(id));
};

/** Says so, once for each; who was away finds them first in the list of drafts. */
export function tellCameBack(before: readonly DraftView[], now: readonly DraftView[]): void {
  for (const { personName } of cameBack(before, now))
    showProblem(t('later.came-back-toast', { name: personName ?? t('drafts.nobody') }));
}
