import type { InvitationView } from '@filo/contracts/http';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { announce } from '../../state/announcer';
import { setComposerMode } from '../../state/drafts/composer-mode';
import { hasContent } from '../../state/drafts/draft';
import { draftOf } from '../../state/drafts/draft-store';
import { answerMessage } from '../../state/drafts/meant-message';
import { afterTyping } from '../../state/drafts/rich-text';
import { moveFocus } from '../../state/focus-requests';
import { offerInviting } from '../../state/invite-requests';
import type { Composer } from './use-composer';
import { useReplyOptions } from './use-reply-options';

const InviteDialog = lazy(() => import('./invite-dialog'));

export interface Inviting {
  /** Undefined while the answer is not public. */
  run: (() => void) | undefined;
  dialog: ReactNode;
}

/**
 * Invites the author of a public message to go on in private: by direct message, or by words in the public answer, where every one of them
 * can be changed. Asked again, they do not stand there twice.
 */
export function useInviting(threadId: string, topicId: string | null, composer: Composer): Inviting {
  const { options, areFormer } = useReplyOptions(threadId, topicId);
  const [invited, setInvited] = useState<string | null>(null);
  // Until it is known whom the other message is of, nobody is invited: least of all the author of the former one.
  const answered = !areFormer && options?.audience === 'public' ? options.answersMessageId : null;
  useEffect(() => offerInviting(setInvited), []);
  const run = answered === null ? undefined : () => setInvited(answered);
  useCommand('composer.invite', () => run?.(), run !== undefined);
  const dialog =
    invited === null ? null : (
      <Suspense>
        <InviteDialog
          messageId={invited}
          threadId={threadId}
          onClose={() => setInvited(null)}
          onPublic={(invitation) => {
            // Words that stand there already answer what they answered.
            if (!hasContent(draftOf(threadId, 'reply'))) answerMessage(threadId, invited);
            insert(threadId, composer, invitation);
          }}
        />
      </Suspense>
    );
  return { run, dialog };
}

function insert(threadId: string, composer: Composer, { text, url }: InvitationView): void {
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
