import type { Lesson, LessonList } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { lessonsQuery } from '../../data/lessons/lessons-query';
import { sessionQuery } from '../../data/session';
import { undoLast, useToasts } from '../../state/toasts';
import LessonsPanel from './lessons-panel';

const line: Lesson = {
  ...{ id: 'line', accountGroup: { id: 'g', name: 'Support' }, phrase: 'summer contest', direction: 'down' },
  ...{
    times: 4,
    seen: 5,
    from: ['today'],
    state: 'learnt',
    decidedBy: null,
    learntAt: '2026-01-02T08:00:00Z',
  },
  corrections: [
    {
      ...{ id: 'c', agent: { id: 'a', name: 'Ada' }, level: 'watch', reason: 'Only a contest' },
      ...{ text: 'The summer contest is a scam', at: '2026-01-02T08:00:00Z' },
    },
  ],
};

let asked: [string, unknown][];
let items: Lesson[];

beforeEach(() => {
  asked = [];
  items = [line];
  useToasts.setState({ toasts: [] });
  globalThis.fetch = ((path: string, init?: RequestInit) => {
    const body = init?.body ? (JSON.parse(init.body as string) as { state?: Lesson['state'] }) : undefined;
    if (body) asked.push([path, body]);
    if (body?.state) items = [{ ...line, state: body.state }];
    const answer = { on: true, items } satisfies LessonList;
    return Promise.resolve({
      ok: true,
      headers: new Headers({ etag: '"change"' }),
      status: 200,
      text: () => Promise.resolve(JSON.stringify(answer)),
    } as Response);
  }) as typeof fetch;
});

const show = (role: string): void => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(sessionQuery.queryKey, { agent: { id: 'me', role } } as never);
  client.setQueryData(lessonsQuery.queryKey, { on: true, items });
  render(<LessonsPanel />, {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
};
const press = (name: string): void => act(() => screen.getByRole('button', { name }).click());

test('an admin reads what was learnt and from which corrections, forgets a line, and takes that back', async () => {
  show('admin');
  press('What corrections taught');
  screen.getByText('corrected down 4 of 5 times when it says “summer contest”');
  screen.getByText('The summer contest is a scam');
  press('Forget “summer contest”');
  await waitFor(() => expect(asked).toEqual([['/api/v1/lessons/line', { state: 'forgotten' }]]));
  await screen.findByRole('button', { name: 'Use “summer contest” again' });
  act(() => void undoLast());
  await waitFor(() => expect(asked[1]).toEqual(['/api/v1/lessons/line', { state: 'learnt' }]));
});

test('an admin switches it off', async () => {
  show('admin');
  press('What corrections taught');
  act(() => screen.getByLabelText('Move new posts by what was learnt').click());
  await waitFor(() => expect(asked).toEqual([['/api/v1/lessons/rule', { on: false }]]));
});

test('nobody else is led there', () => {
  show('agent');
  expect(screen.queryByRole('button')).toBeNull();
});
