import type { MessageView, SuggestedPerson } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { authorName } from '../../../data/author-name';
import { messagesQuery } from '../../../data/threads/thread-queries';
import { mediumWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { channelName } from '../../../ui/channel-glyph';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';

const shown = 5;

/** The newest messages in the thread of one of the two. */
export function LastWords({ person }: { person: SuggestedPerson }) {
  const query = useInfiniteQuery(messagesQuery(person.id));
  const newest = (query.data?.pages[0]?.items ?? []).slice(-shown).toReversed();
  return (
    <section aria-label={t('thread.label', { name: person.name })} className="min-w-0 space-y-2">
      <h3 className="font-semibold">
        <bdi>{person.name}</bdi>
      </h3>
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={2} height={56} /> : null}
      <ul className="space-y-2">
        {newest.map((message) => (
          <Word key={message.id} message={message} />
        ))}
      </ul>
    </section>
  );
}

function Word({ message }: { message: MessageView }) {
  return (
    <li className="rounded-input border border-line px-3 py-2">
      <p className="text-xs text-ink-3">
        <bdi>{authorName(message)}</bdi> ·{' '}
        {channelName(message.direction === 'note' ? 'note' : message.channel)} ·{' '}
        <time dateTime={message.sortAt}>{mediumWhen(message.sortAt)}</time>
      </p>
      <p className="line-clamp-6 whitespace-pre-wrap wrap-anywhere" dir="auto">
        {message.newText}
      </p>
    </li>
  );
}
