import '../../i18n/later-words';
import type { DeliveryView, HeldBack, MessageView } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import { setComposerMode } from '../../state/drafts/composer-mode';
import { hasContent } from '../../state/drafts/draft';
import { draftOf, putDraft } from '../../state/drafts/draft-store';
import { draftFrom } from '../../state/drafts/sync/draft-content';
import { refresh } from '../../state/drafts/sync/sync-drafts';
import { moveFocus } from '../../state/focus-requests';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { request } from '../api/request';
import { takeBack } from '../../state/sent-away';
import { identityName } from '../identity-name';
import { findRow } from './thread-actions';
import { dropMessage, type MessagesData } from './patch-messages';

/** As much of a message as it takes to hold it back. */
export type HeldMessage = Pick<MessageView, 'id' | 'threadId'>;

/**
 * Takes a message away that has not left. Its words stand in the composer again, or beside what was begun there since; those of a colleague, `writer`, are
 * a draft of theirs.
 */
export async function holdBack(client: QueryClient, message: HeldMessage, writer?: string): Promise<void> {
  try {
    const { draft, stopped } = await request<HeldBack>(`/messages/${message.id}/hold-back`, {
      method: 'POST',
      body: {},
    });
    const threadId = draft?.threadId ?? message.threadId;
    if (threadId === null) return;
    if (stopped) return sayStopped(client, { messageId: message.id, threadId, stopped });
    client.setQueryData<MessagesData>(
      ['messages', threadId],
      (data) => data && dropMessage(data, message.id),
    );
    void client.invalidateQueries({ queryKey: ['thread', threadId] });
    takeBack(threadId);
    if (!draft && writer !== undefined)
      return void showToast({
        ...{ tone: 'done', text: t('held.back-theirs', { name: writer }) },
        of: findRow(client, threadId)?.person.name,
      });
    if (!draft) {
      void client.invalidateQueries({ queryKey: ['invitations'] });
      return void showToast({
        ...{ tone: 'done', text: t('invite.held-back') },
        of: findRow(client, threadId)?.person.name,
      });
    }
    if (!hasContent(draftOf(threadId, 'reply'))) putDraft(threadId, 'reply', draftFrom(draft));
    setComposerMode(threadId, 'reply');
    announce(t('held.back'));
    moveFocus('composer');
    await refresh();
  } catch (error) {
    showProblem(explain(error));
  }
}

interface Stopped {
  messageId: string;
  threadId: string;
  stopped: readonly string[];
}

/** Names who does not get it, and who has it. */
function sayStopped(client: QueryClient, { messageId, threadId, stopped }: Stopped): void {
  const data = client.getQueryData<MessagesData>(['messages', threadId]);
  const deliveries =
    data?.pages.flatMap(({ items }) => items).find(({ id }) => id === messageId)?.deliveries ?? [];
  const names = (whose: (delivery: DeliveryView) => boolean) =>
    deliveries
      .filter(whose)
      .map(({ recipient }) => identityName(recipient))
      .join(', ');
  const [not, has] = [
    names(({ id }) => stopped.includes(id)),
    names(({ id, state }) => !stopped.includes(id) && (state === 'sent' || state === 'delivered')),
  ];
  void client.invalidateQueries({ queryKey: ['messages', threadId] });
  void client.invalidateQueries({ queryKey: ['thread', threadId] });
  showToast({
    tone: 'done',
    text: has === '' ? t('held.stopped', { not }) : t('held.stopped-partly', { not, has }),
    of: findRow(client, threadId)?.person.name,
  });
}

/** Says that an answer is on its way, with the way back for as long as there is one. */
export function offerUndo(client: QueryClient, message: HeldMessage, until: string): void {
  const forMs = Date.parse(until) - Date.now();
  if (forMs <= 0) return;
  showToast({
    tone: 'done',
    of: message.threadId === null ? undefined : findRow(client, message.threadId)?.person.name,
    text: t('held.sending', { seconds: Math.ceil(forMs / 1000) }),
    undo: () => void holdBack(client, message),
    forMs,
  });
}
