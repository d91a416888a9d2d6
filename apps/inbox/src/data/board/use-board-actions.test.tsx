import type { BoardCard } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { undoLast, useToasts } from '../../state/toasts';
import { useBoardActions } from './use-board-actions';

beforeEach(() => useToasts.setState({ toasts: [] }));

const topics = ['one', 'two'].map((name) => ({
  ...{ threadId: `thread-${name}`, topicId: `topic-${name}`, change: `closed-${name}` },
}));

const answer = (status: number, body: object) =>
  Promise.resolve({
    ok: status === 200,
    status,
    headers: new Headers(),
    text: () => Promise.resolve(JSON.stringify(body)),
  } as Response);
const storm = {
  ...{ id: 'storm', upTo: 'newest', voices: 5 },
  author: { name: 'Ann', handle: 'ann.example', key: 'did:ann' },
} as BoardCard;
const whose = 'Ann and 4 others: ';
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);
const shown = () => useToasts.getState().toasts.map(({ text }) => text);

test('what was refused half-way is told, and undo says how many it opened, and why not all', async () => {
  globalThis.fetch = ((path: string) => {
    if (path.includes('/board/'))
      return answer(200, { closed: 2, refused: 3, kept: 0, settled: [], topics, setAside: [], card: null });
    if (path.includes('thread-one'))
      return answer(422, { code: 'unknown-reference', detail: 'No such topic.' });
    return answer(200, {});
  }) as typeof fetch;
  const { result } = renderHook(() => useBoardActions(), { wrapper });
  void result.current.close(storm);
  await waitFor(() =>
    expect(shown()).toEqual([`${whose}2 topics closed. 3 topics were refused and stay open`]),
  );
  undoLast();
  await waitFor(() => expect(shown()).toHaveLength(2));
  expect(shown()[0]).toBe(`${whose}1 topic is open again`);
  expect(shown()[1]).toMatch(/^1 topic could not be opened again\. ./);
});

test.each([
  [1, 0, '1 topic closed. 1 topic stays open, since something else waits in it: only this was settled there'],
  [0, 1, '1 topic closed. 1 still waits: press again'],
  [
    2,
    3,
    '1 topic closed. 2 topics stay open, since something else waits in them: only this was settled there. 3 still wait: press again',
  ],
])(
  'what stays open is told with its reason: %i for something else, and %i wait',
  async (kept, open, said) => {
    const closed = {
      closed: 1,
      refused: 0,
      kept,
      settled: [],
      topics: [topics[0]],
      setAside: [],
      card: { open },
    };
    globalThis.fetch = (() => answer(200, closed)) as typeof fetch;
    const { result } = renderHook(() => useBoardActions(), { wrapper });
    await result.current.close(storm);
    expect(shown()).toEqual([whose + said]);
  },
);

test('what one key closed on the board is opened again by undo, topic by topic', async () => {
  const asked: { path: string; body: unknown; undoes: string | null }[] = [];
  globalThis.fetch = ((url: string, init: RequestInit) => {
    const undoes = new Headers(init.headers).get('if-match');
    asked.push({ path: url, body: init.body ? JSON.parse(init.body as string) : undefined, undoes });
    return answer(200, {
      closed: 2,
      refused: 0,
      kept: 1,
      settled: ['voice'],
      topics,
      setAside: ['found'],
      change: 'seen-to',
      card: null,
    });
  }) as typeof fetch;
  const { result } = renderHook(() => useBoardActions(), { wrapper });
  void result.current.close(storm);
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  expect(undoLast()).toBe(true);
  await waitFor(() => expect(asked).toHaveLength(5));
  // Only what the card showed.
  expect(asked[0]!.body).toEqual({ upTo: 'newest' });
  // What was only found has no topic, and waits again; each names what it takes back.
  const path = '/api/v1/board/storm/wait-again';
  expect(asked[1]).toEqual({ path, body: { messageIds: ['found'] }, undoes: '"seen-to"' });
  // What was settled by itself, too, and what was closed is opened.
  expect(asked[2]).toEqual({ path, body: { messageIds: ['voice'] }, undoes: '"seen-to"' });
  expect(asked.slice(3)).toEqual(
    topics.map(({ threadId, topicId, change }) => ({
      path: `/api/v1/threads/${threadId}/actions`,
      body: { kind: 'reopen', topicId },
      undoes: `"${change}"`,
    })),
  );
});

test('on the board of one source what it brought is closed, and no more', async () => {
  const bodies: unknown[] = [];
  globalThis.fetch = ((_: string, init: RequestInit) => {
    bodies.push(JSON.parse(init.body as string));
    return answer(200, { closed: 0, refused: 0, kept: 0, settled: [], topics: [], setAside: [], card: null });
  }) as typeof fetch;
  const { result } = renderHook(() => useBoardActions('query'), { wrapper });
  await result.current.close(storm);
  expect(bodies).toEqual([{ upTo: 'newest', source: 'query' }]);
});

test('a voice that a colleague saw to since stays as it is, and all else is opened', async () => {
  const since = {
    code: 'changed-since',
    what: 'post',
    who: 'Bob',
    by: { id: 'bob', name: 'Bob' },
    now: 'settled',
  };
  const refusal = {
    ...since,
    cleared: false,
    before: false,
    detail: 'Nothing was undone: Bob has settled this post since.',
  };
  globalThis.fetch = ((path: string) => {
    if (path.endsWith('/wait-again')) return answer(409, refusal);
    if (path.includes('/actions')) return answer(200, {});
    const posts = { settled: ['voice'], setAside: [], change: 'seen-to' };
    return answer(200, { closed: 2, refused: 0, kept: 1, ...posts, topics, card: null });
  }) as typeof fetch;
  const { result } = renderHook(() => useBoardActions(), { wrapper });
  await result.current.close(storm);
  undoLast();
  await waitFor(() => expect(shown()).toHaveLength(2));
  expect(shown()).toEqual([
    `${whose}2 topics are open again`,
    '1 topic could not be opened again. Nothing was undone: Bob has settled this post since.',
  ]);
});
