import { useThreadAction } from '../../data/threads/use-thread-actions';
import { useCommand } from '../../keys/active-commands';
import { askTime, pointedAt } from '../../state/time-requests';

interface TimedThread {
  threadId: string;
  topicId: string | null;
  /** Something is promised and not done: what becomes of that is asked before it is closed. */
  promised: boolean;
  closed: boolean;
  wordless: boolean;
}

/** Closes, snoozes, hands over, tags and promises by key; answers what its buttons do. */
export function useTimeCommands({ threadId, topicId, promised, closed, wordless }: TimedThread) {
  const act = useThreadAction();
  const about = { threadId, topicId };
  const close = () =>
    promised
      ? askTime({ kind: 'close', ...about })
      : act(threadId, { kind: 'close', ...(topicId ? { topicId } : {}) });
  const snooze = () => askTime({ kind: 'snooze', ...about });
  const hand = () => askTime({ kind: 'team', ...about });
  useCommand('thread.close', close, !closed);
  useCommand('thread.hand', hand, !closed && !wordless);
  useCommand('thread.tag', () => askTime({ kind: 'tag', ...about }), !wordless);
  useCommand('thread.snooze', snooze, !closed && !wordless);
  useCommand('thread.promise', () => askTime({ kind: 'promise', ...about, ...pointedAt() }), !wordless);
  return { close, snooze, hand };
}
