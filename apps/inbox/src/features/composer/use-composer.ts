import type { MessageView, ThreadDetail } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MessagesData, putMessage } from '../../data/threads/patch-messages';
import { threadQuery } from '../../data/threads/thread-queries';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import { type Draft, type DraftMode, hasContent } from '../../state/drafts/draft';
import { changeDraft, draftOf, dropDraft } from '../../state/drafts/draft-store';
import { sendHold } from '../../state/drafts/send-hold';
import { dropUploads, useUploads } from '../../state/drafts/uploads';
import { showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { sendDraft } from './send-draft';

export interface Composer {
  sending: boolean;
  problem: string | null;
  /** What the server named when it refused to send over news. */
  refusedOver: readonly MessageView[];
  /** Changes the draft; the first word fixes which state of the thread it answers. */
  write(change: Partial<Draft>): void;
  send(options?: { close?: boolean; anyway?: boolean }): void;
  /** The writer has read the news and goes on. */
  acceptNews(): void;
  discard(): void;
}

const newestAt = (data: MessagesData | undefined) => data?.pages[0]?.items.at(-1)?.sortAt ?? null;

/** Writing and sending one draft of one person. */
export function useComposer(threadId: string, topicId: string | null, mode: DraftMode): Composer {
  const client = useQueryClient();
  const { data: thread } = useQuery(threadQuery(threadId));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ version: number; messages: readonly MessageView[] } | null>(null);

  const now = () => ({
    baseVersion: refused?.version ?? client.getQueryData<ThreadDetail>(['thread', threadId])?.version ?? null,
    baseAt: newestAt(client.getQueryData<MessagesData>(['messages', threadId])),
  });
  const write = (change: Partial<Draft>) => {
    const draft = draftOf(threadId, mode);
    const starts = !hasContent(draft);
    changeDraft(threadId, mode, starts ? { ...now(), ...change } : change);
    setProblem(null);
  };
  const acceptNews = () => {
    changeDraft(threadId, mode, now());
    setRefused(null);
  };
  const sent = (message: MessageView, version: number) => {
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

  const send: Composer['send'] = ({ close = false, anyway = false } = {}) => {
    const draft = draftOf(threadId, mode);
    if (!draft || draft.text.trim() === '' || sending) return;
    const hold = mode === 'reply' ? sendHold(threadId, draft, useUploads.getState().uploads) : null;
    if (hold) return announce(t(`composer.held-${hold}`));
    const current = thread?.version ?? 0;
    const version = anyway ? (refused?.version ?? current) : (draft.baseVersion ?? current);
    setSending(true);
    setProblem(null);
    void sendDraft({ threadId, topicId, mode, draft, version, close })
      .then((outcome) => {
        switch (outcome.type) {
          case 'sent':
            setRefused(null);
            return sent(outcome.created.message, outcome.created.version);
          case 'changed':
            return setRefused({ version: outcome.changed.version, messages: outcome.changed.newMessages });
          case 'refused':
            changeDraft(threadId, mode, { key: crypto.randomUUID() });
            return setProblem(explain(outcome.error));
          case 'unknown':
            return setProblem(t('composer.unknown', { why: explain(outcome.error) }));
        }
      })
      .finally(() => setSending(false));
  };
  const discard = () => {
    const draft = draftOf(threadId, mode);
    dropDraft(threadId, mode);
    setRefused(null);
    setProblem(null);
    if (draft && hasContent(draft))
      showToast({
        tone: 'done',
        text: t('composer.discarded'),
        undo: () => changeDraft(threadId, mode, draft),
      });
  };
  return { sending, problem, refusedOver: refused?.messages ?? [], write, send, acceptNews, discard };
}
