import { useInfiniteQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { authorName } from '../../data/author-name';
import { useAgent } from '../../data/session';
import { messagesQuery } from '../../data/threads/thread-queries';
import { clock } from '../../i18n/format';
import { t } from '../../i18n/t';
import { type DraftMode, hasContent } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { newsSince } from './news-since';
import type { Composer } from './use-composer';

const shownMax = 3;

/** What came in while the agent was writing, before they answer what is no longer the last word. */
export function SendGuard({
  threadId,
  mode,
  composer,
}: {
  threadId: string;
  mode: DraftMode;
  composer: Composer;
}) {
  const agent = useAgent();
  const draft = useDraft(threadId, mode);
  const { data } = useInfiniteQuery(messagesQuery(threadId));
  useEffect(() => {
    if (data) composer.shown();
  }, [data, composer]);
  const baseAt = draft?.baseAt ?? null;
  const written = hasContent(draft);
  const live = useMemo(
    () => (written ? newsSince(data?.pages[0]?.items ?? [], baseAt, agent.id) : []),
    [written, data, baseAt, agent.id],
  );
  const { refusedOver } = composer;
  const news = refusedOver?.length ? refusedOver : live;
  if ((news.length === 0 && !refusedOver) || mode === 'note') return null;
  return (
    <div role="alert" className="float-in rounded-panel border border-warn bg-warn-bg p-3 text-base">
      <p className="flex items-center gap-2 font-medium text-warn">
        <BellRing className="size-4" aria-hidden />
        {news.length > 0 ? t('guard.news', { count: news.length }) : t('guard.moved')}
      </p>
      <ul className="my-2 space-y-1 text-sm">
        {news.slice(-shownMax).map((message) => (
          <li key={message.id} className="line-clamp-2">
            <span className="text-ink-3 tabular">{clock(message.sortAt)}</span>{' '}
            <bdi className="font-medium">{authorName(message)}:</bdi>{' '}
            <span dir="auto">{message.newText || message.text}</span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          onPress={() => {
            composer.acceptNews();
            moveFocus('composer');
          }}
        >
          {t('guard.edit')}
        </Button>
        <Button size="small" onPress={() => composer.send({ anyway: true })}>
          {t('guard.send-anyway')}
        </Button>
        <Button size="small" tone="danger" onPress={composer.discard}>
          {t('guard.discard')}
        </Button>
      </div>
    </div>
  );
}
