import type { SessionView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { undoLast, useToasts } from '../../state/toasts';
import { useThreadAction } from './use-thread-actions';

const client = new QueryClient();
client.setQueryData(['session'], { agent: { id: 'me', name: 'Priya' } } as SessionView);
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);
/** Which change each request undoes. */
let named: (string | null)[] = [];
/** The server; what it was asked, in this order. */
const server = (status: number, body: object) => {
  const asked: unknown[] = [];
  named = [];
  globalThis.fetch = ((_: string, init: RequestInit) => {
    asked.push(JSON.parse(init.body as string));
    named.push(new Headers(init.headers).get('if-match'));
    return Promise.resolve({
      ok: status === 200,
      status,
      headers: new Headers({ etag: '"change"' }),
      text: () => Promise.resolve(JSON.stringify(body)),
    } as Response);
  }) as typeof fetch;
  return asked;
};
const taken = (...action: Parameters<ReturnType<typeof useThreadAction>>) => {
  const { result } = renderHook(() => useThreadAction(), { wrapper });
  act(() => result.current(...action));
};
const former = globalThis.fetch;
beforeEach(() => useToasts.setState({ toasts: [] }));
afterEach(() => (globalThis.fetch = former));

const close = { kind: 'close', promises: 'dropped', reason: 'They found it' } as const;

test('undo of a close brings back what was promised and dropped with it', async () => {
  const asked = server(200, { row: { id: 'ada' }, settled: ['refund', 'call'] });
  taken('ada', close);
  expect(undoLast()).toBe(true);
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked).toEqual([close, { kind: 'reopen', promiseIds: ['refund', 'call'] }]);
  // A colleague may have been quicker: the server looks.
  expect(named).toEqual([null, '"change"']);
});

test('undo of a close that was refused opens nothing', async () => {
  const asked = server(422, { code: 'unknown-reference', detail: 'No such topic.' });
  taken('ada', close);
  const [done] = useToasts.getState().toasts;
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(2));
  await act(async () => done!.undo!());
  expect(asked).toEqual([close]);
});

test.each([
  ['a close', { kind: 'close' }, { kind: 'reopen' }],
  ['a snooze', { kind: 'snooze', until: '2060-01-01T09:00:00.000Z' }, { kind: 'wake' }],
  ['an end of a snooze', { kind: 'wake' }, { kind: 'snooze', until: null }],
] as const)(
  'undo of %s is one request, in which the server gives back what was snoozed',
  async (_, action, back) => {
    client.setQueryData(['thread-lists', 'all'], {
      pages: [
        { items: [{ id: 'ada', person: { name: 'Ada' }, snoozed: { until: '2050-01-01T09:00:00.000Z' } }] },
      ],
    });
    const asked = server(200, { row: { id: 'ada' }, settled: [] });
    taken('ada', action);
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(undoLast()).toBe(true);
    await waitFor(() => expect(named).toEqual([null, '"change"']));
    await act(async () => {});
    expect(asked).toEqual([action, back]);
    client.removeQueries({ queryKey: ['thread-lists'] });
  },
);
