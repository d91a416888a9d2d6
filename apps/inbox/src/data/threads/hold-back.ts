import '../../i18n/later-words';
import type { HeldBack, MessageView } from '@filo/contracts/http';
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
    const { draft } = await request<HeldBack>(`/messages/${message.id}/hold-back`, {
      method: 'POST',
      body: {},
    });
    const threadId = draft?.threadId ?? message.threadId;
    if (threadId === null) return;
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
