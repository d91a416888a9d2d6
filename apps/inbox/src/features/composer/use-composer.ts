import type { MessageView, ThreadDetail } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MessagesData } from '../../data/threads/patch-messages';
import { threadQuery } from '../../data/threads/thread-queries';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import { type Draft, type DraftMode, hasContent } from '../../state/drafts/draft';
import { changeDraft, draftOf } from '../../state/drafts/draft-store';
import type { PrivateRefusal } from '../../state/drafts/private-refusals';
import { withFittingChoices } from '../../state/drafts/fitting-choices';
import { sendHold } from '../../state/drafts/send-hold';
import { useUploads } from '../../state/drafts/uploads';
import { sendAway } from '../../state/sent-away';
import { discardDraft } from './discard-draft';
import { needsOk } from './needs-ok';
import { sendDraft } from './send-draft';
import { useReplyOptions } from './use-reply-options';
import { useSendOutcome } from './use-send-outcome';

export interface Composer {
  sending: boolean;
  problem: string | null;
  /** What the server named when it refused to send over news. */
  refusedOver: readonly MessageView[];
  /** What of it is private, so that it did not leave. */
  privateWords: PrivateRefusal | null;
  /** Changes the draft; the first word fixes which state of the thread it answers. */
  write(change: Partial<Draft>): void;
  send(options?: { close?: boolean; anyway?: boolean; sayAnyway?: readonly string[] }): void;
  /** The writer has read the news and goes on. */
  acceptNews(): void;
  discard(): void;
}

const newestAt = (data: MessagesData | undefined) => data?.pages[0]?.items.at(-1)?.sortAt ?? null;

/** A draft as it leaves, unless something keeps it right now, which is said, and whether a colleague reads it first; nothing keeps a note. */
function useLeaving(threadId: string, topicId: string | null, mode: DraftMode) {
  const { options } = useReplyOptions(threadId, topicId);
  const leaving = (draft: Draft | undefined): Draft | undefined => {
    if (!draft || draft.text.trim() === '') return undefined;
    const { uploads } = useUploads.getState();
    const { limits } = options ?? {};
    const hold = mode === 'reply' ? sendHold({ threadId, draft, uploads, limits, options }) : null;
    if (hold) announce(t(`composer.held-${hold}`));
    return hold ? undefined : withFittingChoices(draft, options);
  };
  return { leaving, asksOk: (draft: Draft) => needsOk(options, draft) };
}

const toldBy = ({ problem, privateWords, refused }: ReturnType<typeof useSendOutcome>) => ({
  problem,
  privateWords,
  refusedOver: refused?.messages ?? [],
});

/** Writing and sending one draft of one person. */
export function useComposer(threadId: string, topicId: string | null, mode: DraftMode): Composer {
  const client = useQueryClient();
  const { data: thread } = useQuery(threadQuery(threadId));
  const { leaving, asksOk } = useLeaving(threadId, topicId, mode);
  const [sending, setSending] = useState(false);
  const outcome = useSendOutcome(threadId, mode);
  const { refused, take, forgetProblem, forgetRefusal } = outcome;

  const now = () => ({
    baseVersion: refused?.version ?? client.getQueryData<ThreadDetail>(['thread', threadId])?.version ?? null,
    baseAt: newestAt(client.getQueryData<MessagesData>(['messages', threadId])),
  });
  const write = (change: Partial<Draft>) => {
    const draft = draftOf(threadId, mode);
    const starts = !hasContent(draft);
    changeDraft(threadId, mode, starts ? { ...now(), ...change } : change);
    forgetProblem();
  };
  const acceptNews = () => {
    changeDraft(threadId, mode, now());
    forgetRefusal();
  };

  const send: Composer['send'] = ({ close = false, anyway = false, sayAnyway } = {}) => {
    const draft = sending ? undefined : leaving(draftOf(threadId, mode));
    if (!draft) return;
    const current = thread?.version ?? 0;
    const version = anyway ? (refused?.version ?? current) : (draft.baseVersion ?? current);
    setSending(true);
    forgetProblem();
    if (close && !asksOk(draft)) sendAway(threadId);
    void sendDraft({ threadId, topicId, mode, draft, version, close, askOk: asksOk(draft), sayAnyway })
      .then(take)
      .finally(() => setSending(false));
  };
  const discard = () => {
    discardDraft(threadId, mode);
    forgetRefusal();
    forgetProblem();
  };
  return { sending, ...toldBy(outcome), write, send, acceptNews, discard };
}
