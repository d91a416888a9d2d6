import type { DraftView } from '@filo/contracts/http';
import { futureWhen } from '../../../i18n/future-when';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { cancelScheduled } from '../../../state/drafts/sync/scheduled-drafts';
import { refresh } from '../../../state/drafts/sync/sync-drafts';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** Says when it leaves, and takes it back for as long as the toast stays. */
export function tellScheduled(view: DraftView): void {
  if (view.sendAt === null) return;
  showToast({
    tone: 'done',
    text: t('later.scheduled', { at: futureWhen(view.sendAt, Date.now()) }),
    undo: () => void cancelScheduled(view).catch((error: unknown) => showProblem(explain(error))),
  });
}

/** After each attempt to schedule, also one that was refused or of which nobody knows: what waits is what the server says. */
export const lookAgain = (): void => void refresh().catch(() => undefined);
