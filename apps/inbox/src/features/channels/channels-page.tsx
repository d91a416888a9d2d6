import type { AccountView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { accountsQuery } from '../../data/admin/accounts';
import { providerOf } from '../../data/admin/oauth';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { AccountActions } from './account-actions';
import { AccountCard } from './account-card';
import { BlueskyDialog } from './bluesky-dialog';
import { ConsentOutcome } from './consent-outcome';
import { FormsLine } from './forms-line';
import { MailboxDialog } from './mailbox-dialog';
import { MastodonDialog } from './mastodon-dialog';
import { RetentionSection } from './retention/retention-section';
import { SignedInMailboxDialog } from './signed-in-mailbox-dialog';
import { XDialog } from './x-dialog';

/** Networks with an account of ours, in the order of their buttons. */
const networks = ['bluesky', 'mastodon', 'x'] as const;
type NewAccount = 'new-mailbox' | `new-${(typeof networks)[number]}`;

/** The channels whose settings this page has fields for. */
const editable: ReadonlySet<string> = new Set(['email', ...networks]);

/** Every way people can reach us, with its health as it is now. */
export default function ChannelsPage() {
  const { data, error, isPending } = useQuery(accountsQuery);
  const [editing, setEditing] = useState<AccountView | NewAccount | null>(null);
  const isAdmin = useAgent().role === 'admin';
  return (
    <>
      <PageHeader
        title={t('admin.channels')}
        lead={t('channels.lead')}
        action={isAdmin ? <AddButtons onAdd={setEditing} /> : null}
      />
      {isAdmin ? null : <AdminOnlyNote />}
      <ConsentOutcome />
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={3} height={96} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState title={t('channels.none')}>{t('channels.none-hint')}</EmptyState>
      ) : null}
      <ul className="space-y-3">
        {data?.items.map((account) => (
          <li key={account.id}>
            <AccountCard account={account}>
              {isAdmin ? (
                <AccountActions
                  account={account}
                  onEdit={editable.has(account.channel) ? () => setEditing(account) : undefined}
                />
              ) : null}
            </AccountCard>
          </li>
        ))}
      </ul>
      <FormsLine />
      {isAdmin ? <RetentionSection /> : null}
      {editing ? <EditDialog editing={editing} onClose={() => setEditing(null)} /> : null}
    </>
  );
}

function AddButtons({ onAdd }: { onAdd(channel: NewAccount): void }) {
  return (
    <span className="flex flex-wrap gap-2">
      {networks.map((network) => (
        <Button key={network} onPress={() => onAdd(`new-${network}`)}>
          <Plus className="size-4" aria-hidden />
          {t(`${network}.add`)}
        </Button>
      ))}
      <Button tone="primary" onPress={() => onAdd('new-mailbox')}>
        <Plus className="size-4" aria-hidden />
        {t('channels.add')}
      </Button>
    </span>
  );
}

interface EditDialogProps {
  editing: AccountView | NewAccount;
  onClose(): void;
}

function EditDialog({ editing, onClose }: EditDialogProps) {
  const account = typeof editing === 'string' ? null : editing;
  if (editing === 'new-bluesky' || account?.channel === 'bluesky')
    return <BlueskyDialog account={account} onClose={onClose} />;
  if (editing === 'new-mastodon' || account?.channel === 'mastodon')
    return <MastodonDialog account={account} onClose={onClose} />;
  if (editing === 'new-x' || account?.channel === 'x') return <XDialog account={account} onClose={onClose} />;
  return account && providerOf(account) ? (
    <SignedInMailboxDialog account={account} onClose={onClose} />
  ) : (
    <MailboxDialog account={account} onClose={onClose} />
  );
}
