import { useMutation, useQueryClient } from '@tanstack/react-query';
import { discardItem, replayItem } from '../../data/admin/quarantine';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';

/** Replaying and discarding one message in quarantine; the list and its count are read again after either. */
export function useQuarantineActions(id: string) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['quarantine'] });
    void client.invalidateQueries({ queryKey: ['quarantine-waiting'] });
  };
  const replaying = useMutation({
    mutationFn: () => replayItem(id),
    onSuccess: ({ ok, reason }) =>
      ok
        ? showToast({ tone: 'done', text: t('quarantine.replayed') })
        : showProblem(t('quarantine.not-replayed', { reason: reason ?? '' })),
    onError: (error) => showProblem(explain(error)),
    onSettled: refresh,
  });
  const discarding = useMutation({
    mutationFn: () => discardItem(id),
    onError: (error) => showProblem(explain(error)),
    onSettled: refresh,
  });
  return { replaying, discarding };
}
