import { useQuery } from '@tanstack/react-query';
import '../../i18n/later-words';
import { useOksOfThread } from '../../data/oks/oks-query';
import { useAgent } from '../../data/session';
import { replyOptionsQuery } from '../../data/threads/thread-queries';
import { useComposerMode } from '../../state/drafts/composer-mode';
import { useMeantMessage } from '../../state/drafts/meant-message';
import { OkCard } from './ok-card';
import { OkNotice } from './ok-notice';
import { useOkActs } from './use-ok-acts';

/** Answers to this person that wait for an OK, and why the next one will, over the place where it is written. */
export default function ThreadOks({ threadId, topicId }: { threadId: string; topicId: string | null }) {
  const here = useOksOfThread(threadId);
  const { data: options } = useQuery(replyOptionsQuery(threadId, topicId, useMeantMessage(threadId)));
  const isNote = useComposerMode(threadId) === 'note';
  const agent = useAgent();
  const { acts, dialog } = useOkActs();
  const ok = isNote ? null : options?.ok;
  if (here.length === 0 && !ok) return null;
  return (
    <div className="mx-auto flex max-h-[40vh] w-full max-w-208 shrink-0 flex-col gap-2 overflow-y-auto px-4 pb-2 max-md:px-2">
      {here.map((asked) => (
        <OkCard key={asked.id} asked={asked} isMine={asked.author.id === agent.id} acts={acts} inThread />
      ))}
      {ok ? <OkNotice ok={ok} answersId={options?.answersMessageId ?? null} /> : null}
      {dialog}
    </div>
  );
}
