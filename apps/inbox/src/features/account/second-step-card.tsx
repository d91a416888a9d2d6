import type { OwnAccount } from '@filo/contracts/http';
import { useState } from 'react';
import { dateOnly } from '../../i18n/rare-format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { AccountCard } from './account-card';
import { ProveDialog } from './prove-dialog';
import { SetUpDialog } from './set-up-dialog';

type Open = 'set-up' | 'renew' | 'remove' | null;

/** Below this many the next lost telephone may shut its owner out. */
const fewCodes = 3;

/** Whether a code is asked for beside the password, and what can be done about it. */
export function SecondStepCard({ account }: { account: OwnAccount }) {
  const [open, setOpen] = useState<Open>(null);
  const { secondStepSince: since, recoveryCodesLeft: count } = account;
  const close = () => setOpen(null);
  return (
    <AccountCard title={t('account.second-step')}>
      <p className="text-ink-2">
        {since ? t('account.second-step-on', { at: dateOnly(since) }) : t('account.second-step-off')}
      </p>
      {since ? (
        <p className={count < fewCodes ? 'text-warn' : 'text-ink-2'}>{t('account.codes-left', { count })}</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {since ? (
          <>
            <Button onPress={() => setOpen('renew')}>{t('account.renew-codes')}</Button>
            <Button tone="danger" onPress={() => setOpen('remove')}>
              {t('account.remove-second-step')}
            </Button>
          </>
        ) : (
          <Button onPress={() => setOpen('set-up')}>{t('account.set-up-second-step')}</Button>
        )}
      </div>
      {open === 'set-up' ? <SetUpDialog onClose={close} /> : null}
      {open === 'renew' || open === 'remove' ? <ProveDialog act={open} onClose={close} /> : null}
    </AccountCard>
  );
}
