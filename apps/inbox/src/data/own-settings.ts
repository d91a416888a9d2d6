import type { OwnSettings, OwnSettingsChange } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

/** What this agent chose for themselves, at whichever computer they sit. */
export const ownSettingsQuery = queryOptions({
  queryKey: ['own-settings'] as const,
  queryFn: ({ signal }) => request<OwnSettings>('/own-settings', { signal }),
});

/** What is left out stays as it is. */
export const writeOwnSettings = (body: OwnSettingsChange): Promise<OwnSettings> =>
  request<OwnSettings>('/own-settings', { method: 'PUT', body });
