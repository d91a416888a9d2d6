import type { QuarantineItem, QuarantineReport } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { blockSender, discardItem, replayItem, reportItem } from '../../data/admin/quarantine';
import { undoOf } from '../../data/undo-of';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';

/** What can be done with one message in quarantine; the list and its count are read again after each. */
export function useQuarantineActions({ id, sender }: QuarantineItem) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['quarantine'] });
    void client.invalidateQueries({ queryKey: ['quarantine-waiting'] });
  };
  const replaying = useMutation({
    mutationFn: () => replayItem(id),
    onSuccess: ({ ok, reason }) =>
      ok
        ? showToast({ tone: 'done', of: sender?.key, text: t('quarantine.replayed') })
        : showProblem(t('quarantine.not-replayed', { reason: reason ?? '' })),
    onError: (error) => showProblem(explain(error)),
    onSettled: refresh,
  });
  const discarding = useMutation({
    mutationFn: () => discardItem(id),
    onError: (error) => showProblem(explain(error)),
    onSettled: refresh,
  });
  const blocking = useMutation({
    mutationFn: (blocked: boolean) => blockSender(id, blocked),
    onSuccess: ({ answer: { blocked }, change }) =>
      showToast({
        tone: 'done',
        text: t(blocked ? 'contact.done-blocked' : 'contact.done-not-blocked', { key: sender?.key ?? '' }),
        ...undoOf(change, (undoes) => blockSender(id, !blocked, undoes).finally(refresh)),
      }),
    onError: (error) => showProblem(explain(error)),
    onSettled: refresh,
  });
  const reporting = useMutation({
    mutationFn: (as: QuarantineReport['as']) => reportItem(id, as),
    onSuccess: () => showToast({ tone: 'done', of: sender?.key, text: t('quarantine.done-reported') }),
    onError: (error) => showProblem(explain(error)),
    onSettled: refresh,
  });
  return { replaying, discarding, blocking, reporting };
}
