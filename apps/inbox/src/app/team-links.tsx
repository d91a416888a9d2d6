import { Link, useLocation } from '@tanstack/react-router';
import { useMyTeams } from '../data/teams';
import { cappedCount } from '../i18n/format';
import { t } from '../i18n/t';
import { cx } from '../ui/class-names';
import { Hint } from '../ui/hint';
import { TeamDot } from '../ui/team-name';
import { itemLook } from './place-link';

/** The way to what is open of each team that this agent is in. */
export default function TeamLinks({ wide }: { wide: boolean }) {
  const teams = useMyTeams();
  const { search } = useLocation();
  const isHere = (id: string) => search.team === id && search.saved === undefined;
  if (teams.length === 0) return null;
  return (
    <div role="group" aria-label={t('nav.teams')} className="mt-2 border-t border-line pt-2">
      {teams.map(({ team, count }) => (
        <Hint key={team.id} text={team.name}>
          <Link
            to="/inbox/$view"
            params={{ view: 'all' }}
            search={{ team: team.id }}
            className={cx(itemLook(wide), isHere(team.id) && 'bg-selected font-medium text-accent')}
            {...(isHere(team.id) ? { 'aria-current': 'page' as const } : {})}
          >
            <span className="flex size-4 shrink-0 items-center justify-center">
              <TeamDot colour={team.colour} />
            </span>
            <bdi className={wide ? 'min-w-0 flex-1 truncate' : 'sr-only'}>{team.name}</bdi>
            {wide && count > 0 ? (
              <span className="text-sm text-ink-3 tabular">{cappedCount(count)}</span>
            ) : null}
          </Link>
        </Hint>
      ))}
    </div>
  );
}
