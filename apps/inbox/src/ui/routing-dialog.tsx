import type { AccountRouting } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountRoutingQuery, setAccountRouting } from '../data/admin/teams';
import { ApiError } from '../data/api/api-error';
import { teamsQuery } from '../data/teams';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { showToast } from '../state/toasts';
import { Button } from './button';
import { CheckField } from './check-field';
import { Dialog } from './dialog';
import { ProblemStrip } from './problem-strip';
import { SelectField } from './select-field';
import { Skeleton } from './skeleton';

interface RoutingDialogProps {
  accountId: string;
  name: string;
  onClose(): void;
}

/** Whose what comes in by an account is. */
export default function RoutingDialog({ accountId, name, onClose }: RoutingDialogProps) {
  const { data, error } = useQuery(accountRoutingQuery(accountId));
  return (
    <Dialog title={t('routing.title', { name })} isOpen onClose={onClose} holdsWords>
      {error ? (
        <div className="p-4">
          <ProblemStrip error={error} />
        </div>
      ) : null}
      {data ? (
        <RoutingForm accountId={accountId} routing={data} onClose={onClose} />
      ) : error ? null : (
        <Skeleton rows={2} height={56} />
      )}
    </Dialog>
  );
}

/** What becomes of a topic in the team: it waits, or a member is given it. */
const shares = ['wait', 'turn', 'fewest'] as const;
type Share = (typeof shares)[number];

const valuesOf = ({ teamId, lastAgent, roundRobin, fewestOpen }: AccountRouting) => {
  const share: Share = !roundRobin ? 'wait' : fewestOpen ? 'fewest' : 'turn';
  return { teamId: teamId ?? '', lastAgent, share };
};

interface RoutingFormProps {
  accountId: string;
  routing: AccountRouting;
  onClose(): void;
}

function RoutingForm({ accountId, routing, onClose }: RoutingFormProps) {
  const client = useQueryClient();
  const { data: teams } = useQuery(teamsQuery);
  const [base, setBase] = useState(routing.version);
  const [values, setValues] = useState(() => valuesOf(routing));
  const { teamId, lastAgent, share } = values;
  const change = (part: Partial<typeof values>) => setValues((old) => ({ ...old, ...part }));
  const saving = useMutation({
    mutationFn: () =>
      setAccountRouting(accountId, {
        version: base,
        teamId: teamId || null,
        lastAgent,
        roundRobin: share !== 'wait' && teamId !== '',
        fewestOpen: share === 'fewest' && teamId !== '',
      }),
    onSuccess: () => {
      showToast({ tone: 'done', text: t('routing.saved') });
      onClose();
    },
    onError: (refused) => {
      if (!(refused instanceof ApiError) || refused.problem.reason !== 'routing-changed') return;
      const { routing: now } = refused.body as { routing: AccountRouting };
      setBase(now.version);
      setValues(valuesOf(now));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['teams'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  return (
    <form onSubmit={submit} className="space-y-4 p-4">
      {saving.error ? <ProblemStrip error={saving.error} /> : null}
      <CheckField checked={lastAgent} onChange={(on) => change({ lastAgent: on })}>
        {t('routing.last-agent')}
      </CheckField>
      <SelectField
        label={t('routing.team')}
        value={teamId}
        options={[
          { value: '', label: t('routing.no-team') },
          ...(teams?.items.map((team) => ({ value: team.id, label: team.name })) ?? []),
        ]}
        onChange={(next) => change({ teamId: next })}
        help={t('routing.team-help')}
        autoFocus
      />
      {teamId ? (
        <SelectField<Share>
          label={t('routing.in-team')}
          value={share}
          options={shares.map((value) => ({ value, label: t(`routing.in-team-${value}`) }))}
          onChange={(next) => change({ share: next })}
        />
      ) : null}
      <p className="text-sm text-ink-3">{t('routing.order')}</p>
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="primary" isDisabled={saving.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
