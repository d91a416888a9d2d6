import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createToken } from '../../data/admin/operations';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';

type Validity = '30' | '90' | '365' | 'never';

const dayMs = 86_400_000;

/** Makes a key and shows its secret, which is told this once. */
export function TokenMaker() {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState<Validity>('90');
  const making = useMutation({
    mutationFn: () =>
      createToken({
        name: name.trim(),
        ...(days === 'never' ? {} : { expiresAt: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
      }),
    onSuccess: () => setName(''),
    onSettled: () => void client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <>
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
    </>
  );
}
