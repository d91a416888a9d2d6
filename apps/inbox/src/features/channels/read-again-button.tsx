import type { AccountView } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { reconcileAccount } from '../../data/admin/accounts';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';

/** Has the account compared with its source now, for whoever misses a message. */
export function ReadAgainButton({ account }: { account: AccountView }) {
  const reading = useMutation({
    mutationFn: () => reconcileAccount(account.id),
    onSuccess: () =>
      showToast({ tone: 'done', text: t('channels.read-again-done', { address: account.address }) }),
    onError: (error) => showProblem(explain(error)),
  });
  return (
    <Button size="small" isDisabled={reading.isPending} onPress={() => reading.mutate()}>
      {t(reading.isPending ? 'channels.reading-again' : 'channels.read-again')}
    </Button>
  );
}
