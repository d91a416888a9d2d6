import type { AccountView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccountForms } from '../../data/admin/account-forms';
import { accountsQuery } from '../../data/admin/accounts-query';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { AccountActions } from './account-actions';
import { AccountCard } from './account-card';
import { AddButtons } from './add-buttons';
import { ConsentOutcome } from './consent-outcome';
import { EditDialog, type Editing } from './edit-dialog';
import { FormsLine } from './forms-line';
import type { NetworkForm } from './network/network-requests';
import { RetentionSection } from './retention/retention-section';

/** Every way people can reach us, with its health as it is now. */
export default function ChannelsPage() {
  const { data, error, isPending } = useQuery(accountsQuery);
  const forms = useAccountForms();
  const [editing, setEditing] = useState<Editing | null>(null);
  const isAdmin = useAgent().role === 'admin';
  const known = forms.data?.items;
  const problem = error ?? (isAdmin && !known ? forms.error : null);
  return (
    <>
      <PageHeader
        title={t('admin.channels')}
        lead={t('channels.lead')}
        action={isAdmin ? <AddButtons forms={known ?? []} onAdd={setEditing} /> : null}
      />
      {isAdmin ? null : <AdminOnlyNote />}
      <ConsentOutcome />
      {problem ? <ProblemStrip error={problem} /> : null}
      {isAdmin && known?.length === 0 ? (
        <p className="mb-4 max-w-prose text-ink-2">{t('channels.no-networks')}</p>
      ) : null}
      {isPending ? <Skeleton rows={3} height={96} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState title={t('channels.none')}>{t('channels.none-hint')}</EmptyState>
      ) : null}
      <ul className="space-y-3">
        {data?.items.map((account) => (
          <li key={account.id}>
            <AccountCard account={account}>
              {isAdmin ? <AdminPart account={account} forms={known} onEdit={setEditing} /> : null}
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

interface AdminPartProps {
  account: AccountView;
  /** Undefined: they are not known yet. */
  forms: readonly NetworkForm[] | undefined;
  onEdit(editing: Editing): void;
}

/** Channels of ours: a mailbox has a dialog of its own, and a form its own page. */
const own: ReadonlySet<string> = new Set(['email', 'webform']);

/** What an admin can do with an account, and why not, where its fields are not known. */
function AdminPart({ account, forms, onEdit }: AdminPartProps) {
  const network = forms?.find(({ channel }) => channel === account.channel);
  return (
    <>
      <AccountActions
        account={account}
        onEdit={account.channel === 'email' || network ? () => onEdit({ account, network }) : undefined}
      />
      {forms && !own.has(account.channel) && !network ? (
        <p className="basis-full text-sm text-ink-2">{t('channels.no-form')}</p>
      ) : null}
    </>
  );
}
