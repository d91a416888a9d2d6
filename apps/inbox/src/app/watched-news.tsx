import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import { identityName } from '../data/identity-name';
import { useWatchActions } from '../data/watches/use-watch-actions';
import { hasNews, watchesQuery } from '../data/watches/watches-query';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { answerOpened } from '../state/drafts/meant-message';
import { useSelection } from '../state/selection';
import { Button } from '../ui/button';
import { WatchNews } from '../ui/watch-news';
import { NoticeStrip } from './notice-strip';

/** Whose thread is on the screen: it tells by itself what is new around it. */
function useThreadShown(): string | null {
  const personId = useSelection((state) => state.personId);
  const isInbox = useRouterState({ select: ({ location }) => location.pathname.startsWith('/inbox/') });
  return isInbox ? personId : null;
}

/** Tells, wherever the agent is, what is new in a public conversation that they watch; the newest alone, with the way to the others. */
export default function WatchedNews() {
  const { data } = useQuery(watchesQuery);
  const navigate = useNavigate();
  const { seen } = useWatchActions();
  const shown = useThreadShown();
  const news = data?.items.filter((one) => hasNews(one) && (shown === null || one.threadId !== shown));
  const [first, ...others] = news ?? [];
  if (!first) return null;
  const open = () => {
    // The newest is read where it stands; of what stands in no thread, or of figures, the watched thread tells.
    const { threadId, messageId } = first.latest?.threadId ? first.latest : first;
    if (first.said === 1 && first.latest?.threadId) void seen(first);
    if (threadId === null) return void navigate({ to: '/board', search: { watched: true } });
    answerOpened(threadId, messageId);
    void navigate({
      to: '/inbox/$view',
      params: { view: 'all' },
      search: { person: threadId, message: messageId },
    });
  };
  return (
    <NoticeStrip
      tone="news"
      icon={Eye}
      action={
        <>
          <Button size="small" onPress={open}>
            {t('watches.open')}
          </Button>
          <Button size="small" tone="quiet" onPress={() => void seen(first)}>
            {t('watches.seen')}
          </Button>
          {others.length > 0 ? (
            <Link
              to="/board"
              search={{ watched: true }}
              className="inline-flex min-h-7 items-center underline max-md:min-h-11"
            >
              {t('watches.others', { count: others.length })}
            </Link>
          ) : null}
        </>
      }
    >
      <span className="block font-medium text-accent">
        {t('watches.news', { name: identityName(first.author) })}
      </span>
      <WatchNews watch={first} />
    </NoticeStrip>
  );
}
