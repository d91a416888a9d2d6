import type { Watch } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { hasNews, watchesQuery } from '../../data/watches/watches-query';
import { useWatchActions } from '../../data/watches/use-watch-actions';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { type MessagePlace, showMessage } from '../../state/place-requests';
import { Button } from '../../ui/button';
import { WatchNews } from '../../ui/watch-news';

/** That the agent watches what this person said in public, and what is new there: others may have said it, and it stands in no thread then. */
export default function ThreadWatch({ threadId }: { threadId: string }) {
  const { data } = useQuery(watchesQuery);
  const actions = useWatchActions();
  const watches = data?.items.filter((one) => one.threadId === threadId) ?? [];
  const [watch] = watches;
  useCommand('thread.watch', () => {
    if (!watch) return void actions.begin({ threadId });
    for (const one of watches) void actions.end(one);
  });
  if (!watch) return null;
  const fresh = watches.filter(hasNews);
  const newest = placeOf(fresh);
  return (
    <section
      aria-label={t('watches.title')}
      className="flex shrink-0 flex-wrap items-start gap-x-3 gap-y-1 border-b border-line bg-selected px-4 py-1.5 text-sm max-md:px-2"
    >
      <Eye className="mt-1.5 size-4 shrink-0 text-accent" aria-hidden />
      <div className="min-w-0 flex-1 basis-52 py-1">
        <p className="text-accent">{t('watches.you-do')}</p>
        {fresh.map((one) => (
          <WatchNews key={one.messageId} watch={one} />
        ))}
      </div>
      {newest ? (
        <Button size="small" onPress={() => showMessage(newest)}>
          {t('watches.open')}
        </Button>
      ) : null}
      {fresh.length > 0 ? (
        <Button size="small" tone="quiet" onPress={() => fresh.forEach((one) => void actions.seen(one))}>
          {t('watches.seen')}
        </Button>
      ) : null}
      <Button
        size="small"
        tone="quiet"
        command="thread.watch"
        onPress={() => watches.forEach((one) => void actions.end(one))}
      >
        {t('watches.end')}
      </Button>
    </section>
  );
}

/** Where the newest of it stands; what was only found stands in no thread. */
function placeOf(fresh: readonly Watch[]): MessagePlace | undefined {
  const { threadId, messageId } = fresh.find(({ latest }) => latest?.threadId)?.latest ?? {};
  return threadId && messageId ? { threadId, messageId } : undefined;
}
