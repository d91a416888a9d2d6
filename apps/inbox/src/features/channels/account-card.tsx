import type { AccountView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeAccount, removeAccount } from '../../data/admin/accounts';
import { providerOf } from '../../data/admin/oauth';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ChannelGlyph, channelName } from '../../ui/channel-glyph';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { explain } from '../../ui/explain-problem';
import { HealthMark } from '../../ui/health-mark';
import { AccountTimes } from './account-times';
import { ReadAgainButton } from './read-again-button';
import { SignInAgainButton } from './sign-in-again-button';

/** A mailbox without a server to fetch from gets its mail by the door alone, and has nothing to be compared with. */
const readsSource = ({ channel, settings }: AccountView): boolean =>
  channel !== 'email' || Boolean(settings['imap']);

/** One account: its health, why, when something last came or went, and what can be done. */
export function AccountCard({ account, onEdit }: { account: AccountView; onEdit: (() => void) | undefined }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { health } = account;
  const changing = useMutation({
    mutationFn: (state: 'active' | 'paused') => changeAccount(account.id, { state }),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
    onError: (error) => showProblem(explain(error)),
  });
  const removing = useMutation({
    mutationFn: () => removeAccount(account.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
    onError: (error) => showProblem(explain(error)),
  });
  const paused = account.state === 'paused';
  const provider = providerOf(account);
  return (
    <article className="rounded-panel border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <ChannelGlyph channel={account.channel} />
        <h2 className="text-md font-semibold wrap-anywhere">
          <bdi>{account.address}</bdi>
        </h2>
        {account.name && account.name !== account.address ? (
          <bdi className="text-ink-2">{account.name}</bdi>
        ) : null}
        <span className="text-sm text-ink-3">{channelName(account.channel)}</span>
        <HealthMark state={paused ? 'paused' : health.state} />
        <span className="ms-auto flex flex-wrap justify-end gap-2">
          {provider ? <SignInAgainButton account={account} provider={provider} /> : null}
          {!paused && readsSource(account) ? <ReadAgainButton account={account} /> : null}
          {onEdit ? (
            <Button size="small" onPress={onEdit}>
              {t('action.edit')}
            </Button>
          ) : null}
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
        </span>
      </div>
      {health.reason && !paused ? (
        <p
          className={
            health.state === 'failed' ? 'mt-2 text-danger wrap-anywhere' : 'mt-2 text-ink-2 wrap-anywhere'
          }
        >
          {health.reason}
        </p>
      ) : null}
      <AccountTimes health={health} />
      {asking ? (
        <ConfirmDialog
          title={t('channels.remove-title', { address: account.address })}
          text={t('channels.remove-text')}
          verb={t('action.remove')}
          onConfirm={() => removing.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </article>
  );
}
