import type { MessageView, ThreadDetail } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MessagesData, putMessage } from '../../data/threads/patch-messages';
import { hasCode } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import type { DraftMode } from '../../state/drafts/draft';
import { changeDraft, draftOf, dropDraft } from '../../state/drafts/draft-store';
import { setPrivateRefusal, usePrivateRefusal } from '../../state/drafts/private-refusals';
import { dropUploads } from '../../state/drafts/uploads';
import { explain } from '../../ui/explain-problem';
import type { SendOutcome } from './send-draft';

/** Puts what was sent into the thread, in place of its draft. */
function useSent(threadId: string, mode: DraftMode) {
  const client = useQueryClient();
  return (message: MessageView, version: number) => {
    dropDraft(threadId, mode);
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
    announce(t(mode === 'note' ? 'composer.noted' : 'composer.sent'));
  };
}

/** What waits for a colleague's OK now stands over the composer, in place of its draft. */
function useAsked(threadId: string, mode: DraftMode) {
  const client = useQueryClient();
  return {
    asked: () => {
      dropDraft(threadId, mode);
      dropUploads(threadId);
      void client.invalidateQueries({ queryKey: ['oks'] });
      announce(t('composer.asked-ok'));
    },
    /** Whether an OK is needed was decided otherwise meanwhile: the button says so. */
    whetherAnew: (error: unknown) => {
      if (hasCode(error, 'needs-ok') || hasCode(error, 'not-waiting'))
        void client.invalidateQueries({ queryKey: ['reply-options', threadId] });
    },
  };
}

/** What became of sending a draft, and what the writer has to know of it. */
export function useSendOutcome(threadId: string, mode: DraftMode) {
  const sent = useSent(threadId, mode);
  const { asked, whetherAnew } = useAsked(threadId, mode);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ version: number; messages: readonly MessageView[] } | null>(null);
  const privateWords = usePrivateRefusal(threadId, mode);
  const take = (outcome: SendOutcome) => {
    switch (outcome.type) {
      case 'sent':
        setRefused(null);
        return sent(outcome.created.message, outcome.created.version);
      case 'asked':
        setRefused(null);
        return asked();
      case 'changed':
        return setRefused({ version: outcome.changed.version, messages: outcome.changed.newMessages });
      case 'private':
        changeDraft(threadId, mode, { key: crypto.randomUUID() });
        return setPrivateRefusal(threadId, mode, outcome.refusal);
      case 'refused':
        changeDraft(threadId, mode, { key: crypto.randomUUID() });
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
