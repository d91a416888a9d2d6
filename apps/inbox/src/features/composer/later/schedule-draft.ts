import type { DraftSchedule, DraftView, ReplyCreate } from '@filo/contracts/http';
import { request } from '../../../data/api/request';
import type { Draft } from '../../../state/drafts/draft';
import { saveOf } from '../../../state/drafts/sync/save-draft';

interface Scheduled {
  threadId: string;
  draft: Draft;
  /** The thread version that the writer has seen. */
  version: number;
  sendAt: string;
  body: ReplyCreate;
}

/** Leaves a draft with the server until its time. */
export function scheduleDraft({ threadId, draft, version, sendAt, body }: Scheduled): Promise<DraftView> {
  const { undo: _undo, ...reply } = body;
  const { mode: _mode, ...save } = saveOf({ threadId, mode: 'reply', draft });
  return request<DraftView>(`/drafts/${draft.key}/schedule`, {
    method: 'PUT',
    body: { ...save, reply, seen: version, sendAt } satisfies DraftSchedule,
  });
}
