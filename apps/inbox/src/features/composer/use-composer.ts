import type { MessageView, ReplyOptions, ThreadDetail } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { MessagesData } from '../../data/threads/patch-messages';
import { threadQuery } from '../../data/threads/thread-queries';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import { type Draft, type DraftMode, hasContent, saysSomething } from '../../state/drafts/draft';
import { changeDraft, draftOf } from '../../state/drafts/draft-store';
import type { PrivateRefusal } from '../../state/drafts/private-refusals';
import { flushDraft, whileLeaving } from '../../state/drafts/leaving-drafts';
import { withFittingChoices } from '../../state/drafts/fitting-choices';
import { sendHold } from '../../state/drafts/send-hold';
import { useUploads } from '../../state/drafts/uploads';
import { sendAway } from '../../state/sent-away';
import { discardDraft } from './discard-draft';
import { needsOk } from './needs-ok';
import { noteSeen } from './seen-words';
import { sendOverSeen } from './send-over-seen';
import { useReplyOptions } from './use-reply-options';
import { useSendOutcome } from './use-send-outcome';

export interface Composer {
  sending: boolean;
  problem: string | null;
  /** What the server named when it refused to send over news, as far as it was not seen; null: it did not refuse. */
  refusedOver: readonly MessageView[] | null;
  /** What of it is private, so that it did not leave. */
  privateWords: PrivateRefusal | null;
  /** Changes the draft; the first word fixes which state of the thread it answers. */
  write(change: Partial<Draft>): void;
  send(options?: {
    close?: boolean;
    anyway?: boolean;
    sayAnyway?: readonly string[];
    /** Default: at once, or as it was to be sent when it was refused. */
    sendAt?: string | undefined;
  }): void;
  /** The writer has read the news and goes on. */
  acceptNews(): void;
  discard(): void;
  /** The messages stand on the page now: whoever began before that sees these first. */
  shown(): void;
}

const newestAt = (data: MessagesData | undefined) => data?.pages[0]?.items.at(-1)?.sortAt ?? null;

/** A draft as it leaves, unless something keeps it right now, which is said, and whether a colleague reads it first; nothing keeps a note. */
function useLeaving(threadId: string, topicId: string | null, mode: DraftMode) {
  const { options: shown, areFormer } = useReplyOptions(threadId, topicId);
  const options = areFormer ? undefined : shown;
  const leaving = (draft: Draft | undefined): Draft | undefined => {
    if (!saysSomething(draft)) return undefined;
    const { uploads } = useUploads.getState();
    const { limits } = options ?? {};
    const hold = mode === 'reply' ? sendHold({ threadId, draft, uploads, limits, options }) : null;
    if (hold) announce(t(`composer.held-${hold}`));
    return hold ? undefined : meaning(withFittingChoices(draft, options), options);
  };
  return { leaving, asksOk: (draft: Draft) => needsOk(options, draft) };
}

const toldBy = ({ problem, privateWords, refused }: ReturnType<typeof useSendOutcome>) => ({
  problem,
  privateWords,
  refusedOver: refused?.newMessages ?? null,
});

/** What is shown above the field is what is answered, whatever comes before the answer leaves. */
const meaning = (draft: Draft, options: ReplyOptions | undefined): Draft => ({
  ...draft,
  answersMessageId: draft.begins ? null : (draft.answersMessageId ?? options?.answersMessageId ?? null),
});

interface Written {
  threadId: string;
  topicId: string | null;
  mode: DraftMode;
}

/** Sends a draft, once it is on the server as it is: so it can be given back. */
function useSending(
  { threadId, topicId, mode }: Written,
  { refused, take, forgetProblem }: ReturnType<typeof useSendOutcome>,
): Pick<Composer, 'sending' | 'send'> {
  const { data: thread } = useQuery(threadQuery(threadId));
  const { leaving, asksOk } = useLeaving(threadId, topicId, mode);
  const [sending, setSending] = useState(false);
  const send: Composer['send'] = ({ close = false, anyway = false, sayAnyway, ...later } = {}) => {
    const written = draftOf(threadId, mode);
    if (sending || !written || !leaving(written)) return;
    const current = thread?.version ?? 0;
    setSending(true);
    forgetProblem();
    const run = async () => {
      await flushDraft(written.key);
      // Another computer may have had a word in it: then this page's goes on under a key of its own.
      const draft = leaving(draftOf(threadId, mode));
      if (!draft) return;
      const version = anyway ? (refused?.version ?? current) : (draft.baseVersion ?? current);
      const askOk = asksOk(draft);
      const sendAt = later.sendAt ?? (anyway ? refused?.sendAt : undefined);
      if (close && !askOk && sendAt === undefined) sendAway(threadId);
      const order = { threadId, topicId, mode, draft, version, close, askOk, sayAnyway, sendAt };
      await whileLeaving(draft.key, async () => take(await sendOverSeen(order), sendAt));
    };
    void run().finally(() => setSending(false));
  };
  return { sending, send };
}

/** Writing and sending one draft of one person. */
export function useComposer(threadId: string, topicId: string | null, mode: DraftMode): Composer {
  const client = useQueryClient();
  const outcome = useSendOutcome(threadId, mode);
  const { refused, forgetProblem, forgetRefusal } = outcome;

  const isBlind = useRef(false);
  const messages = () => client.getQueryData<MessagesData>(['messages', threadId]);

  const thread = () => client.getQueryData<ThreadDetail>(['thread', threadId]);
  const now = () => ({
    baseVersion: refused?.version ?? thread()?.version ?? null,
    baseAt: newestAt(messages()),
  });
  const begin = () => {
    isBlind.current = messages() === undefined;
    noteSeen(threadId, mode, { messages: messages(), thread: thread() });
  };
  const write = (change: Partial<Draft>) => {
    const draft = draftOf(threadId, mode);
    const starts = !hasContent(draft);
    if (starts) begin();
    changeDraft(threadId, mode, starts ? { ...now(), writtenFor: null, ...change } : change);
    forgetProblem();
  };
  const acceptNews = () => {
    begin();
    changeDraft(threadId, mode, now());
    forgetRefusal();
  };
  const shown = () => {
    if (!isBlind.current || messages() === undefined) return;
    begin();
    if (hasContent(draftOf(threadId, mode))) changeDraft(threadId, mode, { baseAt: newestAt(messages()) });
  };

  const { sending, send } = useSending({ threadId, topicId, mode }, outcome);
  const discard = () => {
    discardDraft(threadId, mode);
    forgetRefusal();
    forgetProblem();
  };
  return { sending, ...toldBy(outcome), write, send, acceptNews, discard, shown };
}
