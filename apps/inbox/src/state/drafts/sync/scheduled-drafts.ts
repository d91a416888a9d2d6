import type { DraftView, MessageCreated } from '@filo/contracts/http';
import { request } from '../../../data/api/request';
import { refresh, takeUpKept } from './sync-drafts';

const noLonger = (view: DraftView): Promise<DraftView> =>
  request<DraftView>(`/drafts/${view.id}/schedule`, { method: 'DELETE' });

/** It does not leave: it is a draft again, in the composer where nothing else stands there. */
export const cancelScheduled = (view: DraftView): Promise<DraftView> => refreshed(noLonger(view));

/** The same, and the writer goes on with it: nothing leaves while it is edited. */
export const editScheduled = async (view: DraftView): Promise<void> =>
  takeUpKept(await noLonger(view).catch(afterRefresh));

/** It leaves now, and can be held back as what is sent otherwise. */
export const sendScheduledNow = (view: DraftView): Promise<MessageCreated> =>
  refreshed(request<MessageCreated>(`/drafts/${view.id}/send`, { method: 'POST', body: {} }));

/** Either way what became of it is shown. */
async function refreshed<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } finally {
    await refresh();
  }
}

/** What became of it meanwhile is shown. */
async function afterRefresh(error: unknown): Promise<never> {
  await refresh();
  throw error;
}
