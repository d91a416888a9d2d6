import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useCommand } from '../../../keys/active-commands';
import { type DraftMode, saysSomething } from '../../../state/drafts/draft';
import { useDraft } from '../../../state/drafts/draft-store';
import { needsOk } from '../needs-ok';
import type { Composer } from '../use-composer';
import { useReplyOptions } from '../use-reply-options';

const LaterDialog = lazy(() => import('./later-dialog'));

interface Written {
  threadId: string;
  topicId: string | null;
  mode: DraftMode;
}

/** The way to send later: a command, and a choice beside the button that sends. What a colleague reads first leaves when they give their OK. */
export function useLater(
  { threadId, topicId, mode }: Written,
  composer: Composer,
): { dialog: ReactNode; open(): void } {
  const { options } = useReplyOptions(threadId, topicId);
  const draft = useDraft(threadId, 'reply');
  const enabled = mode === 'reply' && !options?.cannotReply && !needsOk(options, draft);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    if (saysSomething(draft)) setOpen(true);
  };
  useCommand('composer.send-later', open, enabled);
  const dialog = isOpen ? (
    <Suspense fallback={null}>
      <LaterDialog onTime={composer.send} onClose={() => setOpen(false)} />
    </Suspense>
  ) : null;
  return { dialog, open };
}
