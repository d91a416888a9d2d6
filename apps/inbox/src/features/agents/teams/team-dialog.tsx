import type { TeamColour, TeamView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { agentAccountsQuery } from '../../../data/admin/agents';
import { changeTeam, makeTeam } from '../../../data/admin/teams';
import { ApiError } from '../../../data/api/api-error';
import { t } from '../../../i18n/t';
import { showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ProblemStrip } from '../../../ui/problem-strip';
import { TeamFields } from './team-fields';

export interface TeamValues {
  name: string;
  colour: TeamColour | null;
  memberIds: string[];
}

const valuesOf = (team: TeamView | null): TeamValues => ({
  name: team?.name ?? '',
  colour: team?.colour ?? null,
  memberIds: team?.members.map(({ id }) => id) ?? [],
});

/** What of a team was changed here: what somebody else changed meanwhile stays. */
const changesOf = (team: TeamView, values: TeamValues): Partial<TeamValues> => {
  const was = valuesOf(team);
  const sameMembers = String([...was.memberIds].sort()) === String([...values.memberIds].sort());
  return {
    ...(was.name !== values.name && { name: values.name }),
    ...(was.colour !== values.colour && { colour: values.colour }),
    ...(!sameMembers && { memberIds: values.memberIds }),
  };
};

/** The team as it is now, where somebody else changed it since it was opened. */
const changedMeanwhile = (error: unknown): TeamView | undefined =>
  error instanceof ApiError && error.problem.reason === 'team-changed'
    ? (error.body as { team: TeamView }).team
    : undefined;

/** Makes a team, or changes what it is called and who is in it. */
export function TeamDialog({ team, onClose }: { team: TeamView | null; onClose(): void }) {
  const { data: agents, error } = useQuery(agentAccountsQuery);
  return (
    <Dialog
      title={team ? t('teams.edit-title', { name: team.name }) : t('teams.make')}
      isOpen
      onClose={onClose}
      holdsWords
    >
      {error ? <ProblemStrip error={error} /> : null}
      {agents ? (
        <TeamForm
          team={team}
          agents={agents.items.filter(({ state }) => state !== 'deactivated')}
          onClose={onClose}
        />
      ) : null}
    </Dialog>
  );
}

interface TeamFormProps {
  team: TeamView | null;
  agents: readonly { id: string; name: string }[];
  onClose(): void;
}

function TeamForm({ team, agents, onClose }: TeamFormProps) {
  const client = useQueryClient();
  const [values, setValues] = useState(() => valuesOf(team));
  const [base, setBase] = useState(team);
  const saving = useMutation({
    mutationFn: () => {
      const wanted = { ...values, name: values.name.trim() };
      return base
        ? changeTeam(base.id, { version: base.version, ...changesOf(base, wanted) })
        : makeTeam(wanted);
    },
    onSuccess: ({ name }) => {
      showToast({ tone: 'done', text: t(team ? 'teams.changed' : 'teams.made', { name }) });
      onClose();
    },
    onError: (error) => {
      const now = changedMeanwhile(error);
      if (!now || !base) return;
      // What was chosen here stays, on top of what the other did.
      setValues({ ...valuesOf(now), ...changesOf(base, values) });
      setBase(now);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['teams'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.name.trim() && !saving.isPending) saving.mutate();
  };
  return (
    <form onSubmit={submit} className="space-y-4 p-4">
      {saving.error ? (
        <ProblemStrip
          error={saving.error}
          {...(changedMeanwhile(saving.error) ? { words: t('teams.changed-meanwhile') } : {})}
        />
      ) : null}
      <TeamFields
        values={values}
        agents={agents}
        nameError={saving.error instanceof ApiError ? saving.error.field('name') : undefined}
        onChange={(part) => setValues((old) => ({ ...old, ...part }))}
      />
      <div className="flex justify-end gap-2 border-t border-line pt-3">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="primary" isDisabled={!values.name.trim() || saving.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
