import type { LiveEvent, ThreadDetail } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import { takeBack } from '../../state/sent-away';
import { refreshBoardSoon } from '../board/refresh-board';
import { followMove, refreshPeople } from '../links/follow-links';
import { patchPeopleLists } from '../patch-people';
import { dropFromThreadLists, patchThreadLists } from '../threads/patch-thread-lists';
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
      applyThread(client, agentId, event);
      return;
    case 'message':
      refreshBoardSoon(client);
      if (event.threadId) refreshThreadMessages(client, event.threadId, event.messageId);
      else void client.invalidateQueries({ queryKey: ['automatic'] });
      // The mail of a one-time link may have left, or come back.
      if (event.change === 'changed') refreshProofs(client);
      return;
    case 'account':
      void client.invalidateQueries({ queryKey: ['accounts'] });
      void client.invalidateQueries({ queryKey: ['forms'] });
      void client.invalidateQueries({ queryKey: ['health'] });
      // Its place may allow something else.
      void client.invalidateQueries({ queryKey: ['reply-options'] });
      return;
    case 'quarantine':
      client.setQueryData(['quarantine-waiting'], event.waiting);
      void client.invalidateQueries({ queryKey: ['quarantine'] });
      return;
    case 'suggestions':
      void client.invalidateQueries({ queryKey: ['suggestions'] });
      return;
    case 'proofs':
      refreshProofs(client);
      return;
    case 'oks':
      refreshOks(client, event.threadId);
      return;
    case 'outbox':
      void client.invalidateQueries({ queryKey: ['outbox'] });
      return;
    case 'resync':
      void client.invalidateQueries();
      return;
    default:
      // An event of a newer server: nothing here depends on it.
      event satisfies never;
  }
}

function refreshProofs(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['proofs'] });
  void client.invalidateQueries({ queryKey: ['invitations'] });
}

/** What waits for an OK, and, where the rule itself changed, whether any answer needs one. */
function refreshOks(client: QueryClient, threadId: string | null): void {
  void client.invalidateQueries({ queryKey: ['oks'] });
  void client.invalidateQueries({ queryKey: ['reply-options', ...(threadId ? [threadId] : [])] });
}

function applyThread(client: QueryClient, agentId: string, event: ThreadEvent): void {
  const { threadId, row, version } = event;
  if (row) {
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
