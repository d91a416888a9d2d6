import type { SuggestionDecided, SuggestionPage } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** How many pairs are read at once; when there are more, the count says so. */
export const suggestionsShown = 20;

/** Pairs that wait for an agent, surest first; with a person those of that person alone. */
export const suggestionsQuery = (personId?: string) =>
  queryOptions({
    queryKey: ['suggestions', personId ?? 'all'] as const,
    queryFn: ({ signal }) =>
      request<SuggestionPage>('/suggestions', { query: { personId, limit: suggestionsShown }, signal }),
  });

type Decision = 'reject' | 'later' | 'reopen';

export const decideSuggestion = (id: string, decision: Decision): Promise<SuggestionDecided> =>
  request(`/suggestions/${id}/${decision}`, {
    method: 'POST',
    ...(decision === 'reject' ? { body: {} } : {}),
  });
