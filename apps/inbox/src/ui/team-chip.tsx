import type { TeamBrief } from '@filo/contracts/http';
import { Chip } from './chip';
import { TeamDot } from './team-name';

/** Whose team's a thread is. */
export default function TeamChip({ team }: { team: TeamBrief }) {
  return (
    <Chip title={team.name}>
      <TeamDot colour={team.colour} />
      <bdi className="max-w-24 truncate">{team.name}</bdi>
    </Chip>
  );
}
