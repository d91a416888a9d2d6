import { Handshake, X } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useAgent } from '../../data/session';
import { fullWhen } from '../../i18n/format';
import { futureWhen } from '../../i18n/future-when';
import { t } from '../../i18n/t';
import { changeDraft, useDraft } from '../../state/drafts/draft-store';
import { useNow } from '../../state/minute-clock';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { findPromise } from '../../when/find-promise';

/** What the reply that is being written promises: offered where it names a time, and told of once it was taken. */
export function DraftPromise({ threadId }: { threadId: string }) {
  const draft = useDraft(threadId, 'reply');
  const { timeZone } = useAgent();
  const now = useNow();
  const words = useDeferredValue(draft?.text ?? '');
  if (words.trim() === '' || !draft) return null;
  if (draft.promise)
    return (
      <p className="flex items-center gap-2 text-sm text-accent">
        <Handshake className="size-4 shrink-0" aria-hidden />
        <span className="min-w-0 flex-1 truncate">
          {t('promise.goes-with', { when: fullWhen(draft.promise.dueAt) })} <bdi>{draft.promise.text}</bdi>
        </span>
        <IconButton
          label={t('promise.take-off')}
          onPress={() => changeDraft(threadId, 'reply', { promise: null })}
        >
          <X className="size-4" aria-hidden />
        </IconButton>
      </p>
    );
  const found = findPromise(words, { now, timeZone });
  if (!found) return null;
  const { text, at, typed } = found;
  const dueAt = new Date(at).toISOString();
  return (
    <p>
      <Button
        size="small"
        className="rounded-full"
        onPress={() => changeDraft(threadId, 'reply', { promise: { text, dueAt, timeZone, typed } })}
      >
        <Handshake className="size-4 text-accent" aria-hidden />
        {t('promise.offer', { when: futureWhen(dueAt, now) })}
      </Button>
    </p>
  );
}
