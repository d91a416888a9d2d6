import type { OwnAccount } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeOwnAccount, ownAccountQuery } from '../../data/own-account';
import { sessionQuery } from '../../data/session';
import { languageName } from '../../i18n/rare-format';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { zoneOptions } from '../../ui/zone-options';
import { AccountCard } from './account-card';

/** What colleagues and customers read, and how mails to oneself are written. */
export function DetailsForm({ account }: { account: OwnAccount }) {
  const client = useQueryClient();
  const [values, setValues] = useState(account);
  const change = (part: Partial<OwnAccount>) => setValues((before) => ({ ...before, ...part }));
  const saving = useMutation({
    mutationFn: () => {
      const { name, language, timeZone } = values;
      return changeOwnAccount({ name: name.trim(), language, timeZone });
    },
    onSuccess: (changed) => {
      client.setQueryData(ownAccountQuery.queryKey, changed);
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['agents'] });
      showToast({ tone: 'done', text: t('account.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.name.trim() && !saving.isPending) saving.mutate();
  };
  return (
    <AccountCard title={t('account.details')}>
      <form onSubmit={submit} className="space-y-4">
        {saving.error ? <ProblemStrip error={saving.error} /> : null}
        <TextField
          label={t('account.name')}
          value={values.name}
          onChange={(name) => change({ name })}
          error={values.name.trim() ? undefined : t('account.name-missing')}
          autoComplete="name"
          isRequired
        />
        <TextField
          label={t('sign-in.email')}
          value={account.email}
          help={t('account.email-help', { role: t(`agent-role.${account.role}`) })}
          isReadOnly
        />
        <div className="grid gap-4 md:grid-cols-2">
          <SelectField
            label={t('account.language')}
            value={values.language}
            options={(['en', 'it'] as const).map((value) => ({ value, label: languageName(value) }))}
            onChange={(language) => change({ language })}
          />
          <SelectField
            label={t('setup.time-zone')}
            value={values.timeZone}
            options={zoneOptions(values.timeZone)}
            onChange={(timeZone) => change({ timeZone })}
          />
        </div>
        <Button type="submit" tone="primary" isDisabled={saving.isPending} className="min-h-9">
          {t('account.save')}
        </Button>
      </form>
    </AccountCard>
  );
}
