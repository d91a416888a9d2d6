import type { TeamView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../../../data/teams';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { TeamDialog } from './team-dialog';
import { TeamRow } from './team-row';

/** Who answers together: admins make teams and put agents into them; supervisors look. */
export function TeamsSection({ isAdmin }: { isAdmin: boolean }) {
  const { data, error, isPending } = useQuery(teamsQuery);
  const [editing, setEditing] = useState<TeamView | 'new' | null>(null);
  return (
    <section className="mt-8 space-y-3" aria-label={t('teams.title')}>
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-60 flex-1">
          <h2 className="text-lg font-semibold">{t('teams.title')}</h2>
          <p className="max-w-prose text-ink-2">{t('teams.lead')}</p>
        </div>
        {isAdmin ? <Button onPress={() => setEditing('new')}>{t('teams.make')}</Button> : null}
      </header>
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={2} height={56} /> : null}
      {data?.items.length === 0 ? <p className="text-ink-3">{t('teams.none')}</p> : null}
      {data && data.items.length > 0 ? (
        <ul
          aria-label={t('teams.title')}
          className="divide-y divide-line rounded-panel border border-line bg-surface"
        >
          {data.items.map((team) => (
            <TeamRow key={team.id} team={team} onEdit={isAdmin ? () => setEditing(team) : undefined} />
          ))}
        </ul>
      ) : null}
      {editing ? (
        <TeamDialog team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </section>
  );
}
