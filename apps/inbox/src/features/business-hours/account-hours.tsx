import type { AccountHours, BusinessHours } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountHoursQuery, setAccountHours } from '../../data/business-hours';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { UndoableButton } from '../../ui/undoable-button';
import { HoursForm } from './hours-form';
import { useSaveAccountHours } from './use-save-hours';

/** Which mailboxes and forms go by hours of their own; `workspace`: what these begin with. */
export function AccountHoursList({ workspace, isAdmin }: { workspace: BusinessHours; isAdmin: boolean }) {
  const { data, error } = useQuery(accountHoursQuery);
  const [editing, setEditing] = useState<AccountHours | null>(null);
  return (
    <section className="space-y-3 pt-10" aria-labelledby="account-hours">
      <h2 id="account-hours" className="text-lg font-semibold">
        {t('hours.accounts')}
      </h2>
      <p className="max-w-prose text-sm text-ink-2">{t('hours.accounts-lead')}</p>
      {error ? <ProblemStrip error={error} /> : null}
      {data?.items.length ? (
        <ul className="divide-y divide-line rounded-panel border border-line bg-surface">
          {data.items.map((account) => (
            <AccountRow
              key={account.accountId}
              account={account}
              onEdit={isAdmin ? () => setEditing(account) : undefined}
            />
          ))}
        </ul>
      ) : null}
      {editing ? (
        <AccountHoursDialog account={editing} workspace={workspace} onClose={() => setEditing(null)} />
      ) : null}
    </section>
  );
}

/** Several mailboxes may be called alike. */
const calledOf = ({ name, address }: AccountHours): string =>
  name === address ? name : `${name} (${address})`;

function AccountRow({ account, onEdit }: { account: AccountHours; onEdit: (() => void) | undefined }) {
  const { accountId, channel, version, hours } = account;
  const name = calledOf(account);
  const verb = t(hours ? 'action.edit' : 'hours.give');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex items-center gap-2 font-medium">
          <ChannelGlyph channel={channel} label />
          <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
        </p>
        <p className="text-sm text-ink-2">
          {hours ? t('hours.own', { zone: hours.timeZone }) : t('hours.as-workspace')}
        </p>
      </div>
      {onEdit ? (
        <span className="flex flex-wrap gap-2">
          <Button size="small" onPress={onEdit} aria-label={t('agents.do-for', { verb, name })}>
            {verb}
          </Button>
          {hours ? (
            <UndoableButton
              verb={t('hours.take-away')}
              name={name}
              refreshes="account-hours"
              act={() => setAccountHours(accountId, { version, hours: null })}
              done={t('hours.taken-away', { name })}
              undo={(now) => setAccountHours(accountId, { version: now.version, hours })}
            />
          ) : null}
        </span>
      ) : null}
    </li>
  );
}

interface AccountHoursDialogProps {
  account: AccountHours;
  workspace: BusinessHours;
  onClose(): void;
}

function AccountHoursDialog({ account, workspace, onClose }: AccountHoursDialogProps) {
  const saving = useSaveAccountHours(account, onClose);
  return (
    <Dialog title={t('hours.title-of', { name: calledOf(account) })} isOpen onClose={onClose} holdsWords>
      <div className="p-4">
        <HoursForm hours={account.hours ?? workspace} isAdmin saving={saving} />
      </div>
    </Dialog>
  );
}
