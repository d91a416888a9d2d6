import type { LiveEvent, OkRequestList, ThreadDetail, ThreadRow } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import { setPresent } from '../../state/presence';
import { takeBack } from '../../state/sent-away';
import { refreshBoardSoon } from '../board/refresh-board';
import { followMove, refreshPeople } from '../links/follow-links';
import { patchPeopleLists } from '../patch-people';
import { dropFromThreadLists, patchThreadLists } from '../threads/patch-thread-lists';
import { dropMessage, type MessagesData } from '../threads/patch-messages';
import { findRow } from '../threads/thread-actions';
import { refreshThreadMessages } from '../threads/refresh-messages';
import { refreshCountsSoon } from '../threads/refresh-counts';

type ThreadEvent = Extract<LiveEvent, { kind: 'thread' }>;

/**
 * Brings one live event into what is loaded. Lists are patched from the row that the event carries and never fetched again;
 * a thread's messages are fetched only where they are on the screen. After `resync` everything shown is read anew.
 */
export function applyLiveEvent(client: QueryClient, agentId: string, event: LiveEvent): void {
  switch (event.kind) {
    case 'thread':
      return applyThread(client, agentId, event);
    case 'threads':
      return applyThreads(client, agentId, event);
    case 'message':
      return applyMessage(client, event);
    case 'account':
      return refreshAccounts(client);
    case 'quarantine':
      return refreshQuarantine(client, event.waiting);
    case 'suggestions':
    case 'outbox':
    case 'teams':
    case 'tags':
    case 'views':
    case 'notices':
    case 'public-pause':
    case 'proofs':
      refreshNamed(client, event.kind);
      return;
    case 'oks':
      return refreshOks(client, event.threadId);
    case 'promises':
      refreshPromised(client, event.threadId);
      return;
    case 'presence':
      setPresent(event.threadId, event.agents);
      return;
    case 'drafts':
      void hearOfDrafts(event.device);
      return;
    case 'resync':
      void client.invalidateQueries();
      return;
    default:
      // An event of a newer server: nothing here depends on it.
      event satisfies never;
  }
}

function applyMessage(client: QueryClient, event: Extract<LiveEvent, { kind: 'message' }>): void {
  const { threadId, messageId, change } = event;
  refreshBoardSoon(client);
  if (change === 'removed')
    client.setQueryData<MessagesData>(['messages', threadId], (data) => data && dropMessage(data, messageId));
  if (threadId) refreshThreadMessages(client, threadId, messageId);
  else void client.invalidateQueries({ queryKey: ['automatic'] });
  // The mail of a one-time link may have left, or come back.
  if (change === 'changed') refreshProofs(client);
  // What an answer is asked an OK for reads otherwise, or is gone.
  const lists = client.getQueriesData<OkRequestList>({ queryKey: ['oks'] });
  if (lists.some(([, list]) => list?.items.some(({ answers }) => answers.messageId === messageId)))
    void client.invalidateQueries({ queryKey: ['oks'] });
}

function refreshAccounts(client: QueryClient): void {
  for (const key of ['accounts', 'forms', 'health']) void client.invalidateQueries({ queryKey: [key] });
  // An answer that waits for an OK may have no account to leave by any more, or has one again.
  void client.invalidateQueries({ queryKey: ['oks'] });
  // Its place may allow something else.
  void client.invalidateQueries({ queryKey: ['reply-options'] });
}

const hearOfDrafts = async (device: string | null): Promise<void> =>
  (await import('../../state/drafts/sync/sync-drafts')).hearOfDrafts(device);

function refreshPromised(client: QueryClient, threadId: string): void {
  void client.invalidateQueries({ queryKey: ['promises'] });
  void client.invalidateQueries({ queryKey: ['thread', threadId] });
}

function refreshQuarantine(client: QueryClient, waiting: number): void {
  // Who was blocked, or let in again, may have posts on the board.
  refreshBoardSoon(client);
  client.setQueryData(['quarantine-waiting'], waiting);
  for (const key of ['quarantine', 'spam', 'blocks']) void client.invalidateQueries({ queryKey: [key] });
}

/** What became of an invitation, and at messages whom their author says to be: of those only what is on the screen is read at once. */
function refreshProofs(client: QueryClient): void {
  for (const key of ['proofs', 'invitations', 'messages', 'messages-around'])
    void client.invalidateQueries({ queryKey: [key] });
}

/** What waits for an OK, and, where the rule itself changed, whether any answer needs one. */
function refreshOks(client: QueryClient, threadId: string | null): void {
  void client.invalidateQueries({ queryKey: ['oks'] });
  void client.invalidateQueries({ queryKey: ['reply-options', ...(threadId ? [threadId] : [])] });
}

/** What an event only names is read again where it is shown. */
function refreshNamed(
  client: QueryClient,
  kind: 'suggestions' | 'outbox' | 'teams' | 'tags' | 'views' | 'notices' | 'public-pause' | 'proofs',
): void {
  if (kind === 'proofs') return refreshProofs(client);
  if (kind === 'views') refreshCountsSoon(client);
  // Rows name their team.
  const also = kind === 'teams' ? ['thread-lists', 'thread-counts', 'thread'] : [];
  if (kind === 'notices') void client.invalidateQueries({ queryKey: ['follow'] });
  for (const key of also) void client.invalidateQueries({ queryKey: [key] });
  void client.invalidateQueries({ queryKey: [kind] });
}

/** Those that one order changed together. */
function applyThreads(
  client: QueryClient,
  agentId: string,
  { threads }: Extract<LiveEvent, { kind: 'threads' }>,
): void {
  for (const thread of threads) applyThread(client, agentId, { kind: 'thread', ...thread });
}

function applyThread(client: QueryClient, agentId: string, event: ThreadEvent): void {
  const { threadId, row, version } = event;
  if (row) {
    const before = findRow(client, threadId);
    const was = before?.grave;
    if (row.grave || was) void import('./tell-grave').then(({ tellGrave }) => tellGrave(row, was));
    // Who did that, and why, stands among the messages.
    if (isDone(before ?? client.getQueryData<ThreadDetail>(['thread', threadId]), row))
      refreshThreadMessages(client, threadId, '');
    if (event.relinked) takeBack(threadId);
    patchThreadLists(client, row, agentId);
    patchPeopleLists(client, row);
  } else dropFromThreadLists(client, threadId);
  if (event.movedTo) followMove(client, threadId, event.movedTo);
  if (event.relinked) refreshPeople(client, [threadId]);
  // Read again only where they are on the screen.
  void client.invalidateQueries({ queryKey: ['person', threadId] });
  void client.invalidateQueries({ queryKey: ['suggestions', threadId] });
  const known = client.getQueryData<ThreadDetail>(['thread', threadId]);
  if (known && known.version <= version) {
    void client.invalidateQueries({ queryKey: ['thread', threadId] });
    void client.invalidateQueries({ queryKey: ['reply-options', threadId] });
  }
  refreshCountsSoon(client);
  refreshBoardSoon(client);
}

/** Whether somebody, or a rule, did something with a thread that is more than a word in it. */
const isDone = (
  before: Pick<ThreadRow, 'assignee' | 'team' | 'state'> | undefined,
  row: ThreadRow,
): boolean =>
  before !== undefined &&
  (before.assignee?.id !== row.assignee?.id ||
    before.team?.id !== row.team?.id ||
    before.state !== row.state);
