import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { makeInvitation } from '../../data/links/proofs';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { announce } from '../../state/announcer';
import { setComposerMode } from '../../state/drafts/composer-mode';
import { draftOf } from '../../state/drafts/draft-store';
import { afterTyping } from '../../state/drafts/rich-text';
import { moveFocus } from '../../state/focus-requests';
import { offerInviting } from '../../state/invite-requests';
import { showProblem } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import type { Composer } from './use-composer';
import { useReplyOptions } from './use-reply-options';

export interface Inviting {
  pending: boolean;
  run(): void;
}

/**
 * Writes an invitation into the public answer, where every word of it can be changed. Undefined while the answer is not
 * public. Asked again, it does not stand there twice.
 */
export function useInviting(
  threadId: string,
  topicId: string | null,
  composer: Composer,
): Inviting | undefined {
  const client = useQueryClient();
  const { options } = useReplyOptions(threadId, topicId);
  const [pending, setPending] = useState(false);
  const answered = options?.audience === 'public' ? options.answersMessageId : null;

  const invite = async (messageId: string) => {
    setPending(true);
    try {
      const { text, url } = await makeInvitation(messageId);
      insert({ threadId, composer, text, url });
      await client.invalidateQueries({ queryKey: ['invitations'] });
    } catch (error) {
      showProblem(explain(error));
    } finally {
      setPending(false);
    }
  };
  const latest = useRef(invite);
  useEffect(() => {
    latest.current = invite;
  });
  useEffect(() => offerInviting((messageId) => void latest.current(messageId)), []);
  const run = () => {
    if (answered !== null && !pending) void invite(answered);
  };
  useCommand('composer.invite', run, answered !== null);
  return answered === null ? undefined : { run, pending };
}

interface Insertion {
  threadId: string;
  composer: Composer;
  text: string;
  url: string;
}

function insert({ threadId, composer, text, url }: Insertion): void {
  setComposerMode(threadId, 'reply');
  const draft = draftOf(threadId, 'reply');
  const before = draft?.text ?? '';
  if (!before.includes(url)) {
    const after = before.trim() === '' ? text : `${before.trimEnd()}\n${text}`;
    composer.write({ text: after, doc: draft?.doc ? afterTyping(draft.doc, before, after) : null });
    announce(t('invite.inserted'));
  }
  moveFocus('composer');
}
