import type { OwnSession } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endSession, ownSessionsQuery } from '../../data/own-account';
import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { explain } from '../../ui/explain-problem';
import { ProblemStrip } from '../../ui/problem-strip';
import { AccountCard } from './account-card';
import { browserOf } from './browser-of';

/** Where one is signed in, and the way out of each. */
export function SessionList() {
  const client = useQueryClient();
  const { data, error } = useQuery(ownSessionsQuery);
  const ending = useMutation({
    mutationFn: endSession,
    onSuccess: () => showToast({ tone: 'done', text: t('account.session-ended') }),
    onError: (cause) => showProblem(explain(cause)),
    onSettled: () => void client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
  const others = data?.items.filter(({ current }) => !current) ?? [];
  return (
    <AccountCard title={t('account.sessions')}>
      {error ? <ProblemStrip error={error} /> : null}
      <ul className="divide-y divide-line">
        {data?.items.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => ending.mutate(session.id)} />
        ))}
      </ul>
      {others.length > 1 ? (
        <Button tone="danger" onPress={() => ending.mutate(null)} isDisabled={ending.isPending}>
          {t('account.end-others')}
        </Button>
      ) : null}
    </AccountCard>
  );
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd(): void }) {
  const { current, createdAt, lastSeenAt } = session;
  const browser = browserOf(session.userAgent) ?? t('account.some-browser');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-50">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium wrap-anywhere">{browser}</bdi>
          {current ? <Chip tone="accent">{t('account.this-browser')}</Chip> : null}
        </p>
        <p className="text-sm text-ink-3">
          {t('account.session-since', { since: mediumWhen(createdAt), seen: mediumWhen(lastSeenAt) })}
        </p>
      </div>
      {current ? null : (
        <Button
          size="small"
          tone="danger"
          onPress={onEnd}
          aria-label={t('account.end-session-of', { browser })}
        >
          {t('account.end-session')}
        </Button>
      )}
    </li>
  );
}
