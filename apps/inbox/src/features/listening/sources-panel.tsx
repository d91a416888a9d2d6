import type { AccountView, QueryView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { accountsQuery } from '../../data/admin/accounts-query';
import { listens } from '../../data/listening/listens';
import { queriesQuery } from '../../data/listening/queries';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { QueryDialog } from './query-dialog';
import { SourceLine } from './source-line';
import { QueryLine } from './query-line';

interface SourcesPanelProps {
  source: string | undefined;
  onSource(source: string | undefined): void;
}

/** When each was last read well moves by itself. */
const refetchInterval = 60_000;

/** Where the board hears what it shows: our accounts and what they listen for, with how that does. */
export default function SourcesPanel({ source, onSource }: SourcesPanelProps) {
  const accounts = useQuery({ ...accountsQuery, refetchInterval });
  const queries = useQuery(queriesQuery);
  const [editing, setEditing] = useState<QueryView | AccountView | null>(null);
  const isAdmin = useAgent().role === 'admin';
  const shown = accounts.data?.items.filter(({ channel }) => listens(channel)) ?? [];
  const choose = (id: string) => onSource(source === id ? undefined : id);
  const error = accounts.error ?? queries.error;
  return (
    <section aria-labelledby="sources" className="text-sm">
      <h2 id="sources" className="mb-2 text-base font-semibold">
        {t('listening.sources')}
      </h2>
      {error ? <ProblemStrip error={error} /> : null}
      {accounts.isPending ? <Skeleton rows={3} height={36} /> : null}
      {accounts.isSuccess && shown.length === 0 ? (
        <p className="text-ink-3">{t('listening.no-accounts')}</p>
      ) : null}
      <ul className="space-y-3">
        {shown.map((account) => (
          <li key={account.id} className="rounded-panel border border-line bg-surface p-2">
            <SourceLine
              account={account}
              chosen={source === account.id}
              onChoose={() => choose(account.id)}
            />
            <ul className="mt-1 space-y-0.5 empty:hidden">
              {queries.data?.items
                .filter(({ accountId }) => accountId === account.id)
                .map((query) => (
                  <li key={query.id}>
                    <QueryLine
                      query={query}
                      chosen={source === query.id}
                      onChoose={() => choose(query.id)}
                      onEdit={isAdmin ? () => setEditing(query) : undefined}
                    />
                  </li>
                ))}
            </ul>
            {isAdmin ? (
              <Button
                size="small"
                tone="quiet"
                className="mt-1"
                aria-label={t('listening.add-to', { address: account.address })}
                onPress={() => setEditing(account)}
              >
                <Plus className="size-3.5" aria-hidden />
                {t('listening.add')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {editing ? <QueryDialog editing={editing} onClose={() => setEditing(null)} /> : null}
    </section>
  );
}
