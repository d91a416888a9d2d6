import type { TeamBrief, TeamColour } from '@filo/contracts/http';
import { cx } from './class-names';

const grounds: Record<TeamColour, string> = {
  green: 'bg-ok',
  blue: 'bg-info',
  violet: 'bg-ch-webform',
  amber: 'bg-warn',
  red: 'bg-danger',
  grey: 'bg-ink-3',
};

/** What tells a team at a glance; one without a colour has a ring. */
export const TeamDot = ({ colour }: Pick<TeamBrief, 'colour'>) => (
  <span
    className={cx(
      'size-2.5 shrink-0 rounded-full forced-color-adjust-none',
      colour ? grounds[colour] : 'border border-line-strong',
    )}
    aria-hidden
  />
);

export const TeamName = ({ team }: { team: Pick<TeamBrief, 'name' | 'colour'> }) => (
  <span className="inline-flex min-w-0 items-center gap-1.5">
    <TeamDot colour={team.colour} />
    <bdi className="min-w-0 wrap-anywhere">{team.name}</bdi>
  </span>
);
