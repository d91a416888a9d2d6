import type { ApiTokenView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createToken, revokeToken, tokensQuery } from '../../data/admin/operations';
import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { CopyField } from '../../ui/copy-field';
import { explain } from '../../ui/explain-problem';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';

type Validity = '30' | '90' | '365' | 'never';

const dayMs = 86_400_000;

/** Keys for programs that use the API in this agent's name. */
export default function TokensPage() {
  const client = useQueryClient();
  const { data, error } = useQuery(tokensQuery);
  const [name, setName] = useState('');
  const [days, setDays] = useState<Validity>('90');
  const [revoking, setRevoking] = useState<ApiTokenView | null>(null);
  const refresh = () => void client.invalidateQueries({ queryKey: ['tokens'] });
  const making = useMutation({
    mutationFn: () =>
      createToken({
        name: name.trim(),
        ...(days === 'never' ? {} : { expiresAt: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
      }),
    onSuccess: () => setName(''),
    onSettled: refresh,
  });
  const revoke = useMutation({
    mutationFn: revokeToken,
    onError: (cause) => showProblem(explain(cause)),
    onSettled: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <>
      <PageHeader title={t('admin.tokens')} lead={t('tokens.lead')} />
      <form
        onSubmit={submit}
        className="mb-5 flex flex-wrap items-end gap-3 rounded-panel border border-line bg-surface p-4"
      >
        <TextField
          label={t('tokens.name')}
          value={name}
          onChange={setName}
          isRequired
          className="min-w-60 flex-1"
        />
        <SelectField
          label={t('tokens.valid')}
          value={days}
          onChange={(next: Validity) => setDays(next)}
          options={(['30', '90', '365', 'never'] as const).map((value) => ({
            value,
            label: value === 'never' ? t('tokens.forever') : t('tokens.days', { count: Number(value) }),
          }))}
        />
        <Button
          type="submit"
          tone="primary"
          isDisabled={!name.trim() || making.isPending}
          className="min-h-9"
        >
          {t('tokens.make')}
        </Button>
      </form>
      {making.error ? <ProblemStrip error={making.error} /> : null}
      {making.data ? (
        <div role="status" className="mb-5 space-y-2 rounded-panel border border-ok bg-ok-bg p-4">
          <p className="font-medium text-ok">{t('tokens.made')}</p>
          <CopyField label={making.data.name} text={making.data.secret} />
        </div>
      ) : null}
      {error ? <ProblemStrip error={error} /> : null}
      <ul className="space-y-2">
        {data?.items.map((token) => (
          <li
            key={token.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-panel border border-line bg-surface px-4 py-2.5"
          >
            <bdi className="font-medium">{token.name}</bdi>
            <span className="text-sm text-ink-3">
              {token.lastUsedAt ? t('tokens.used', { at: mediumWhen(token.lastUsedAt) }) : t('tokens.unused')}{' '}
              ·{' '}
              {token.expiresAt
                ? t('tokens.expires', { at: mediumWhen(token.expiresAt) })
                : t('tokens.forever')}
            </span>
            <Button size="small" tone="danger" className="ms-auto" onPress={() => setRevoking(token)}>
              {t('tokens.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {data?.items.length === 0 ? <p className="text-ink-3">{t('tokens.none')}</p> : null}
      {revoking ? (
        <ConfirmDialog
          title={t('tokens.revoke-title', { name: revoking.name })}
          text={t('tokens.revoke-text')}
          verb={t('tokens.revoke')}
          onConfirm={() => revoke.mutate(revoking.id)}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </>
  );
}
