import type { MessageView, PromiseView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { usePromiseActions } from '../../data/promises';
import { useAgent } from '../../data/session';
import type { MessagesData } from '../../data/threads/patch-messages';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { hasContent } from '../../state/drafts/draft';
import { changeDraft, draftOf } from '../../state/drafts/draft-store';
import { moveFocus } from '../../state/focus-requests';
import type { TimeRequest } from '../../state/time-requests';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import { type ChosenTime, WhenField } from '../../ui/when-field';
import { findPromise } from '../../when/find-promise';

/** Where a promise is made: in a word of ours that is there, in the reply that is being written, or in the thread. */
interface Place {
  message: MessageView | undefined;
  withReply: boolean;
  /** The words in which it may stand. */
  words: string;
}

/** What we tell a person that we will do, and by when. */
export function PromiseDialog({ request, onClose }: { request: TimeRequest; onClose(): void }) {
  const { threadId, topicId } = request;
  const client = useQueryClient();
  const { timeZone } = useAgent();
  const { make } = usePromiseActions();
  const [place] = useState(() => placeOf(request, client.getQueryData<MessagesData>(['messages', threadId])));
  const [found] = useState(() => findPromise(place.words, { now: Date.now(), timeZone }));
  const [text, setText] = useState(request.words?.trim() || found?.text || '');
  const [time, setTime] = useState<ChosenTime | null>(found ?? null);
  const [busy, setBusy] = useState(false);
  const ready = text.trim() !== '' && time !== null && !busy;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || !time) return;
    const told = { text: text.trim().slice(0, 500), timeZone, ...(time.typed ? { typed: time.typed } : {}) };
    const promise = { ...told, dueAt: new Date(time.at).toISOString() };
    if (place.withReply) changeDraft(threadId, 'reply', { promise });
    else {
      setBusy(true);
      const where = place.message ? { messageId: place.message.id } : topicId ? { topicId } : {};
      if (!(await make(threadId, { id: crypto.randomUUID(), ...promise, ...where }))) return setBusy(false);
    }
    onClose();
    moveFocus(place.withReply ? 'composer' : 'thread');
  };
  return (
    <Dialog title={t('promise.title')} isOpen onClose={onClose} holdsWords={text.trim() !== ''}>
      <form className="space-y-4 p-5" onSubmit={(event) => void save(event)}>
        <TextField
          label={t('promise.what')}
          value={text}
          onChange={setText}
          autoFocus={text === ''}
          rows={3}
          maxLength={500}
        />
        <WhenField
          label={t('promise.by')}
          timeZone={timeZone}
          autoFocus={text !== ''}
          initial={found}
          onTime={setTime}
        />
        <p className="text-sm text-ink-3">{t(place.withReply ? 'promise.with-reply' : 'promise.who')}</p>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!ready}>
            {t('promise.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function placeOf({ threadId, messageId, words }: TimeRequest, data: MessagesData | undefined): Place {
  const ours = (data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((one) => one.direction === 'outbound');
  const pointed = ours.find(({ id }) => id === messageId);
  const draft = draftOf(threadId, 'reply');
  if (!pointed && draft && hasContent(draft))
    return { message: undefined, withReply: true, words: draft.text };
  // Nobody pointed at a word: our newest one is the likeliest to hold it.
  const newest = data?.pages[0]?.items.findLast((one) => one.direction === 'outbound');
  const message = pointed ?? (words ? undefined : newest);
  return { message, withReply: false, words: words?.trim() || message?.newText || '' };
}

/** Another time for what was promised; the one before stays in its history. */
export function MoveDialog({ promise, onClose }: { promise: PromiseView; onClose(): void }) {
  const { timeZone } = useAgent();
  const { change } = usePromiseActions();
  const [time, setTime] = useState<ChosenTime | null>(null);
  return (
    <Dialog title={t('promise.move-title')} isOpen onClose={onClose}>
      <form
        className="space-y-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!time) return;
          onClose();
          const typed = time.typed ? { typed: time.typed } : {};
          void change(promise, { kind: 'move', dueAt: new Date(time.at).toISOString(), timeZone, ...typed });
        }}
      >
        <p className="text-ink-2" dir="auto">
          {promise.text}
        </p>
        <WhenField label={t('promise.by')} timeZone={timeZone} autoFocus onTime={setTime} />
        <p className="text-sm text-ink-3">{t('promise.move-hint')}</p>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={time === null}>
            {t('promise.move')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Why it is not kept; for whoever reads the history. */
export function DropDialog({ promise, onClose }: { promise: PromiseView; onClose(): void }) {
  const { change } = usePromiseActions();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t('promise.drop-title')} isOpen onClose={onClose} holdsWords={reason !== ''}>
      <form
        className="space-y-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === '') return;
          onClose();
          void change(promise, { kind: 'drop', reason: reason.trim() });
        }}
      >
        <p className="text-ink-2" dir="auto">
          {promise.text}
        </p>
        <TextField label={t('promise.why')} value={reason} onChange={setReason} autoFocus maxLength={500} />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="danger" isDisabled={reason.trim() === ''}>
            {t('promise.drop')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
