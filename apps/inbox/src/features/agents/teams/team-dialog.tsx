import type { TeamColour, TeamView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { agentAccountsQuery } from '../../../data/admin/agents';
import { changeTeam, makeTeam } from '../../../data/admin/teams';
import { t } from '../../../i18n/t';
import { Dialog } from '../../../ui/dialog';
import { NamedForm, type NamedKind } from '../../../ui/named-form';
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

const ofTeams: NamedKind<TeamView, TeamValues> = {
  ...{ kind: 'team', list: 'teams' },
  ...{ valuesOf, changesOf, make: makeTeam, change: changeTeam },
};

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
        <NamedForm of={ofTeams} item={team} onClose={onClose}>
          {(fields) => (
            <TeamFields {...fields} agents={agents.items.filter(({ state }) => state !== 'deactivated')} />
          )}
        </NamedForm>
      ) : null}
    </Dialog>
  );
}
