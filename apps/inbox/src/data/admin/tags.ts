import type { TagCreate, TagPatch, TagView } from '@filo/contracts/http';
import { request } from '../api/request';

export const makeTag = (body: TagCreate): Promise<TagView> => request('/tags', { method: 'POST', body });
export const changeTag = (id: string, body: TagPatch): Promise<TagView> =>
  request(`/tags/${id}`, { method: 'PATCH', body });
