import { lazy, Suspense, useEffect } from 'react';
import { hasContent } from '../../state/drafts/draft';
import { changeDraft, useDraft } from '../../state/drafts/draft-store';
import { placeOf, wasPrivate } from '../../state/drafts/fitting-choices';
import { useReplyOptions } from './use-reply-options';

const ElsewhereNotice = lazy(() => import('./elsewhere-notice'));

/** Remembers for which channel and readers a reply was begun, and says so once it would go by another, whatever changed that. */
export function GoesElsewhere({ threadId, topicId }: { threadId: string; topicId: string | null }) {
  const { options, areFormer } = useReplyOptions(threadId, topicId);
  const draft = useDraft(threadId, 'reply');
  const now = areFormer ? null : placeOf(options);
  const before = draft?.writtenFor ?? null;
  const [channel, audience] = [now?.channel, now?.audience];
  const begins = hasContent(draft) && before === null;
  useEffect(() => {
    if (begins && channel && audience) changeDraft(threadId, 'reply', { writtenFor: { channel, audience } });
  }, [begins, threadId, channel, audience]);
  if (!options || !now || !before || !hasContent(draft)) return null;
  const isWider = wasPrivate(draft, options);
  const isAsPrivate = before.audience === 'private' && !isWider;
  if (before.channel === now.channel && (before.audience === now.audience || isAsPrivate)) return null;
  return (
    <Suspense fallback={null}>
      <ElsewhereNotice
        {...{ threadId, before, isWider }}
        now={isAsPrivate ? { ...now, audience: 'private' } : now}
        places={options.places}
      />
    </Suspense>
  );
}
