import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell, BellRing } from 'lucide-react';
import { useEffect } from 'react';
import { followQuery, markNotices, noticesQuery, writeFollow } from '../../data/notices';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { IconButton } from '../../ui/icon-button';

/** What was told of the thread on the screen is read. */
function useReadHere(threadId: string): void {
  const client = useQueryClient();
  const { data } = useInfiniteQuery(noticesQuery);
  const unread = data?.pages.some((page) => page.items.some((one) => !one.read && one.threadId === threadId));
  useEffect(() => {
    if (!unread) return undefined;
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      markNotices({ threadId })
        .then(() => client.invalidateQueries({ queryKey: noticesQuery.queryKey }))
        // It stays unread, which is no harm.
        .catch(() => undefined);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [client, threadId, unread]);
}

/** Whether the agent is told of what comes into this thread, and the button and key that turn it. */
export default function FollowButton({ threadId, name }: { threadId: string; name: string }) {
  const client = useQueryClient();
  const { data } = useQuery(followQuery(threadId));
  useReadHere(threadId);
  const turn = async (following: boolean, undoable = true): Promise<void> => {
    try {
      client.setQueryData(followQuery(threadId).queryKey, await writeFollow(threadId, following));
      const undo = () => void turn(!following, false);
      const text = t(following ? 'follow.begun' : 'follow.ended', { name });
      showToast({ tone: 'done', text, ...(undoable && { undo }) });
    } catch (error) {
      showProblem(explain(error));
    }
  };
  const following = data?.following ?? false;
  useCommand('thread.follow', () => void turn(!following), data !== undefined);
  const Icon = following ? BellRing : Bell;
  return (
    <IconButton
      label={t(
        following ? (data?.because === 'assigned' ? 'follow.end-assigned' : 'follow.end') : 'follow.begin',
      )}
      command="thread.follow"
      isDisabled={data === undefined}
      onPress={() => void turn(!following)}
      className={following ? 'text-accent max-md:hidden' : '@max-2xl:hidden'}
    >
      <Icon className="size-4" aria-hidden />
    </IconButton>
  );
}
