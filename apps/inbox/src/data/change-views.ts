import type { SavedView, SavedViewCreate, SavedViewPatch } from '@filo/contracts/http';
import { request } from './api/request';

export const makeView = (body: SavedViewCreate): Promise<SavedView> =>
  request('/views', { method: 'POST', body });
export const changeView = (id: string, body: SavedViewPatch): Promise<SavedView> =>
  request(`/views/${id}`, { method: 'PATCH', body });
export const removeView = (id: string): Promise<void> => request(`/views/${id}`, { method: 'DELETE' });
export const restoreView = (id: string): Promise<SavedView> =>
  request(`/views/${id}/restore`, { method: 'POST', body: {} });
