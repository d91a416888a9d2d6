import type { DraftSave, DraftView } from '@filo/contracts/http';
import { apiBase, request } from '../../../data/api/request';
import type { Draft, DraftMode } from '../draft';
import { contentOf } from './draft-content';

interface Saved {
  threadId: string;
  mode: DraftMode;
  draft: Draft;
}

/** Names this page to the server, which takes its saves in their order. */
export const device = crypto.randomUUID();
let seq = 0;

export function saveOf({ threadId, mode, draft }: Saved): DraftSave {
  seq += 1;
  return { threadId, mode, base: draft.revision, device, seq, content: contentOf(draft) };
}

export const saveDraft = (saved: Saved): Promise<DraftView> =>
  request<DraftView>(`/drafts/${saved.draft.key}`, { method: 'PUT', body: saveOf(saved) });

/** The page goes away: the request lives on, if it is small enough; else the browser's own copy is saved next time. */
export function sayGoodbye(saved: Saved): void {
  void fetch(`${apiBase}/drafts/${saved.draft.key}`, {
    method: 'PUT',
    credentials: 'same-origin',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(saveOf(saved)),
  }).catch(() => undefined);
}
