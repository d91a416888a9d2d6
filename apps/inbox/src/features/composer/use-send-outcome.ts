import type { DraftView, MessageView, ThreadChanged, ThreadDetail } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MessagesData, putMessage } from '../../data/threads/patch-messages';
import { hasCode } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import type { DraftMode } from '../../state/drafts/draft';
import { changeDraft, draftOf, dropDraft, renewDraft } from '../../state/drafts/draft-store';
import { setPrivateRefusal, usePrivateRefusal } from '../../state/drafts/private-refusals';
import { dropUploads } from '../../state/drafts/uploads';
import { explain } from '../../ui/explain-problem';
import type { SendOutcome } from './send-draft';

/** A refusal keeps nothing of the request, its key neither, unless something was made under that key before. */
const usesUpKey = ['idempotency-key-reused', 'conflict', 'not-waiting', 'draft-gone'];

/** Puts what was sent into the thread, in place of its draft. */
function useSent(threadId: string, mode: DraftMode) {
  const client = useQueryClient();
  return (message: MessageView, version: number) => {
    dropDraft(threadId, mode, 'sent');
    if (mode === 'reply') dropUploads(threadId);
    client.setQueryData<MessagesData>(['messages', threadId], (data) => data && putMessage(data, message));
    client.setQueryData<ThreadDetail>(
      ['thread', threadId],
      (detail) => detail && { ...detail, version: Math.max(version, detail.version) },
    );
    void client.invalidateQueries({ queryKey: ['thread', threadId] });
    // Our own word is no news to our other draft.
    const other = mode === 'note' ? 'reply' : 'note';
    const otherDraft = draftOf(threadId, other);
    if (otherDraft?.baseVersion === version - 1) changeDraft(threadId, other, { baseVersion: version });
    const hold = message.deliveries[0]?.heldUntil;
    if (hold)
      void import('../../data/threads/hold-back').then(({ offerUndo }) => offerUndo(client, message, hold));
    else announce(t(mode === 'note' ? 'composer.noted' : 'composer.sent'));
  };
}

/** What waits for a colleague's OK now stands over the composer, in place of its draft. */
function useAsked(threadId: string, mode: DraftMode) {
  const client = useQueryClient();
  const lookAgain = () => client.invalidateQueries({ queryKey: ['reply-options', threadId] });
  return {
    asked: () => {
      dropDraft(threadId, mode, 'sent');
      dropUploads(threadId);
      void client.invalidateQueries({ queryKey: ['oks'] });
      announce(t('composer.asked-ok'));
    },
    /** Whether an OK is needed was decided otherwise meanwhile: the button says so. */
    whetherAnew: (error: unknown) => {
      if (hasCode(error, 'needs-ok') || hasCode(error, 'not-waiting')) void lookAgain();
    },
    lookAgain,
  };
}

/** What waits for its time stands over the composer, in place of its draft. */
function putAway(threadId: string, view: DraftView): void {
  dropDraft(threadId, 'reply', 'sent');
  dropUploads(threadId);
  void import('./later/after-scheduling').then(({ tellScheduled }) => tellScheduled(view));
}

/** What is over for its writer, whichever way it went. */
function useLeft(threadId: string, mode: DraftMode) {
  const sent = useSent(threadId, mode);
  const { asked, whetherAnew, lookAgain } = useAsked(threadId, mode);
  const left = (outcome: Exclude<SendOutcome, { type: 'changed' | 'private' | 'refused' | 'unknown' }>) => {
    if (outcome.type === 'sent') sent(outcome.created.message, outcome.created.version);
    else if (outcome.type === 'asked') asked();
    else putAway(threadId, outcome.view);
  };
  return { left, whetherAnew, lookAgain };
}

interface Refused extends Pick<ThreadChanged, 'version' | 'newMessages'> {
  /** When it was to leave. */
  sendAt: string | undefined;
}

/** What became of sending a draft, and what the writer has to know of it. */
export function useSendOutcome(threadId: string, mode: DraftMode) {
  const { left, whetherAnew, lookAgain } = useLeft(threadId, mode);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const privateWords = usePrivateRefusal(threadId, mode);
  const take = (outcome: SendOutcome, sendAt?: string) => {
    if (sendAt !== undefined) void import('./later/after-scheduling').then(({ lookAgain }) => lookAgain());
    switch (outcome.type) {
      case 'sent':
      case 'asked':
      case 'scheduled':
        setRefused(null);
        return left(outcome);
      case 'changed':
        void lookAgain();
        return setRefused({ ...outcome.changed, sendAt });
      case 'private':
        return setPrivateRefusal(threadId, mode, outcome.refusal);
      case 'refused':
        if (usesUpKey.some((code) => hasCode(outcome.error, code))) renewDraft(threadId, mode);
        whetherAnew(outcome.error);
        return setProblem(explain(outcome.error));
      case 'unknown':
        return setProblem(t('composer.unknown', { why: explain(outcome.error) }));
    }
  };
  return {
    problem,
    refused,
    take,
    privateWords,
    /** The words are others now, or the writer takes them back. */
    forgetProblem: () => {
      setProblem(null);
      setPrivateRefusal(threadId, mode, null);
    },
    forgetRefusal: () => setRefused(null),
  };
}
