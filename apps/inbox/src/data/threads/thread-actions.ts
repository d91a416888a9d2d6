import type { ThreadAction, ThreadActionDone, ThreadDetail, ThreadRow } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import { requestChange } from '../api/request';
import { dropsOf, patchThreadLists } from './patch-thread-lists';
import { rowAfter } from './row-after';

export interface ActionOutcome {
  /** The row as it was, for undoing. */
  before: ThreadRow | undefined;
  /** What was promised and was settled with it. */
  settled: readonly string[];
  /** Names what was handed to a team, for taking it back. */
  handed: string | null;
  /** By what it is undone; null: nothing but what is the agent's own was changed. */
  change: string | null;
}

/** What one row is known as: the same in every loaded list. */
export function findRow(client: QueryClient, threadId: string): ThreadRow | undefined {
  for (const [, data] of client.getQueriesData<{ pages: { items: ThreadRow[] }[] }>({
    queryKey: ['thread-lists'],
  }))
    for (const page of data?.pages ?? []) for (const row of page.items) if (row.id === threadId) return row;
  return undefined;
}

const detailAfter = (detail: ThreadDetail, row: ThreadRow): ThreadDetail => ({
  ...detail,
  state: row.state,
  assignee: row.assignee,
  team: row.team,
  tagIds: row.tagIds,
  unread: row.unread,
  waitingSince: row.waitingSince,
});

/**
 * Carries out actions on threads: shows the result at once, asks the server, and puts everything back when it refuses.
 * Actions on one thread reach the server in the order they were taken. What is answered after the person was merged away is not
 * shown: it would bring back a row that nothing takes out again.
 */
export class ThreadActions {
  #queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly client: QueryClient,
    private readonly agentId: string,
    private readonly agentName: (id: string) => string,
  ) {}

  /** `undoes`: what it takes back; refused where a colleague did something there since. */
  async run(threadId: string, action: ThreadAction, undoes?: string): Promise<ActionOutcome> {
    const before = findRow(this.client, threadId);
    const drops = dropsOf(this.client, threadId);
    if (before && !('topicId' in action && action.topicId))
      this.#show(rowAfter(before, action, this.agentName));
    const turn = (this.#queues.get(threadId) ?? Promise.resolve()).then(() =>
      requestChange<ThreadActionDone>(`/threads/${threadId}/actions`, {
        ...{ method: 'POST', body: action, ...(undoes !== undefined && { undoes }) },
      }),
    );
    this.#queues.set(
      threadId,
      turn.catch(() => undefined),
    );
    try {
      const { answer, change } = await turn;
      const { row, settled, handed } = answer;
      if (drops === dropsOf(this.client, threadId)) this.#show(row);
      void this.client.invalidateQueries({ queryKey: ['thread', threadId] });
      if (action.kind !== 'read' && action.kind !== 'unread')
        void this.client.invalidateQueries({ queryKey: ['thread-counts'] });
      return { before, settled, handed, change };
    } catch (error) {
      if (before && drops === dropsOf(this.client, threadId)) this.#show(before);
      void this.client.invalidateQueries({ queryKey: ['thread', threadId] });
      throw error;
    }
  }

  #show(row: ThreadRow): void {
    patchThreadLists(this.client, row, this.agentId);
    this.client.setQueryData<ThreadDetail>(
      ['thread', row.id],
      (detail) => detail && detailAfter(detail, row),
    );
  }
}
