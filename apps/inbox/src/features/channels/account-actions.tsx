import type { AccountView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeAccount } from '../../data/admin/accounts';
import { providerOf } from '../../data/admin/oauth';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { AcknowledgementButton } from '../../ui/acknowledgement/acknowledgement-button';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { RoutingButton } from '../../ui/routing-button';
import { ReadAgainButton } from './read-again-button';
import { RemoveAccountDialog } from './remove-account-dialog';
import { SignInAgainButton } from './sign-in-again-button';

/** A mailbox without a server to fetch from gets its mail by the door alone, and has nothing to be compared with. */
const readsSource = ({ channel, settings }: AccountView): boolean =>
  channel !== 'email' || Boolean(settings['imap']);

/** What an admin can do with an account. */
export function AccountActions({
  account,
  onEdit,
}: {
  account: AccountView;
  onEdit: (() => void) | undefined;
}) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const changing = useMutation({
    mutationFn: (state: 'active' | 'paused') => changeAccount(account.id, { state }),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
    onError: (error: Error) => showProblem(explain(error)),
  });
  const paused = account.state === 'paused';
  const provider = providerOf(account);
  return (
    <span className="ms-auto flex flex-wrap justify-end gap-2">
      {provider ? <SignInAgainButton account={account} provider={provider} /> : null}
      {!paused && readsSource(account) ? <ReadAgainButton account={account} /> : null}
      {onEdit ? (
        <Button size="small" onPress={onEdit}>
          {t('action.edit')}
        </Button>
      ) : null}
      {account.channel === 'email' ? (
        <AcknowledgementButton accountId={account.id} name={account.name ?? account.address} />
      ) : null}
      <RoutingButton accountId={account.id} name={account.name ?? account.address} />
      <Button
        size="small"
        onPress={() => changing.mutate(paused ? 'active' : 'paused')}
        isDisabled={changing.isPending}
      >
        {t(paused ? 'action.resume' : 'action.pause')}
      </Button>
      <Button size="small" tone="danger" onPress={() => setAsking(true)}>
        {t('action.remove')}
      </Button>
      {asking ? <RemoveAccountDialog account={account} onClose={() => setAsking(false)} /> : null}
    </span>
  );
}
