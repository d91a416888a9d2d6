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

/** Whether or not an answer of the server came, what stands there is shown. */
export const lookAgain = (): void => void refresh().catch(() => undefined);
