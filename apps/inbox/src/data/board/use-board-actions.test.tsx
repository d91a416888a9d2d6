import type { BoardCard } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { undoLast, useToasts } from '../../state/toasts';
import { useBoardActions } from './use-board-actions';

const topics = ['one', 'two'].map((name) => ({ threadId: `thread-${name}`, topicId: `topic-${name}` }));

test('what one key closed on the board is opened again by undo, topic by topic', async () => {
  const asked: { path: string; body: unknown }[] = [];
  globalThis.fetch = ((url: string, init: RequestInit) => {
    asked.push({ path: url, body: init.body ? JSON.parse(init.body as string) : undefined });
    const text = JSON.stringify({ closed: 2, topics, card: null });
    return Promise.resolve({ ok: true, status: 200, text: () => Promise.resolve(text) } as Response);
  }) as typeof fetch;
  const client = new QueryClient();
  const { result } = renderHook(() => useBoardActions(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
  void result.current.close({ id: 'storm' } as BoardCard);
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  expect(undoLast()).toBe(true);
  await waitFor(() => expect(asked).toHaveLength(3));
  expect(asked.slice(1)).toEqual(
    topics.map(({ threadId, topicId }) => ({
      path: `/api/v1/threads/${threadId}/actions`,
      body: { kind: 'reopen', topicId },
    })),
  );
});
