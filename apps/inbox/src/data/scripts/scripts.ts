import type {
  ScriptCreate,
  ScriptFill,
  ScriptFilled,
  ScriptList,
  ScriptPatch,
  ScriptView,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request, requestChange, type Changed } from '../api/request';

/** The scripts of everybody and one's own. */
export const scriptsQuery = queryOptions({
  queryKey: ['scripts'] as const,
  queryFn: ({ signal }) => request<ScriptList>('/scripts', { signal }),
  staleTime: 60_000,
});

export const createScript = (body: ScriptCreate): Promise<ScriptView> =>
  request('/scripts', { method: 'POST', body });
export const changeScript = (id: string, body: ScriptPatch, undoes?: string): Promise<ScriptView> =>
  request(`/scripts/${id}`, { method: 'PATCH', body, ...(undoes !== undefined && { undoes }) });
export const removeScript = (id: string): Promise<Changed<void>> =>
  requestChange(`/scripts/${id}`, { method: 'DELETE' });
/** The words for one thread; nothing is sent. */
export const fillScript = (id: string, body: ScriptFill): Promise<ScriptFilled> =>
  request(`/scripts/${id}/fill`, { method: 'POST', body });
