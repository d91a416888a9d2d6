import type { SessionView, SetupView, SignIn } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { hasCode } from './api/api-error';
import { request } from './api/request';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'] as const,
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await request<SessionView>('/session', { signal });
    } catch (error) {
      if (hasCode(error, 'not-signed-in')) return null;
      throw error;
    }
  },
});

export const setupQuery = queryOptions({
  queryKey: ['setup'] as const,
  queryFn: ({ signal }) => request<SetupView>('/setup', { signal }),
});

export const signIn = (body: SignIn): Promise<SessionView> => request('/session', { method: 'POST', body });
export const signOut = (): Promise<void> => request('/session', { method: 'DELETE' });

/** The signed-in agent; only used inside pages that need one. */
export function useAgent(): SessionView['agent'] {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('This page needs a signed-in agent');
  return data.agent;
}
