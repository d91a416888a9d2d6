import type { DraftView, PauseOfPublic, PublicPause } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { publicPauseQuery } from '../src/data/board/public-pause';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import { PauseBanner, PauseOffer } from '../src/features/board/pause-banner';
import { PausedNote } from '../src/ui/paused-note';
import PublicPauseHere from '../src/features/public-pause/public-pause-here';
import { runCommand } from '../src/keys/active-commands';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';

const [me, sam] = [
  { id: 'ada', name: 'Ada' },
  { id: 'sam', name: 'Sam' },
];
const agent = { ...me, email: 'ada@example.org', role: 'social', timeZone: 'Europe/Rome' };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const pauseOf = (by: typeof sam, until: string | null): PauseOfPublic => ({
  ...{ id: `${by.id} ${until}`, by, at: inHours(0), until },
});
/** What the server says, and what it was asked. */
let server: PublicPause & { replaced?: PauseOfPublic | null };
const asked: { method: string; body: unknown; undoes: string | undefined }[] = [];
const says = (pause: PauseOfPublic | null, by = pause?.by ?? sam) => {
  const changed = { id: `${by.id} ${pause?.until}`, by };
  server = { pause, changed, scheduled: 3, waiting: pause ? 2 : 0 };
};
let client: QueryClient;
const show = async (node: React.ReactNode, role = 'social') => {
  client = new QueryClient();
  client.setQueryData(['session'], { agent: { ...agent, role } });
  render(<QueryClientProvider client={client}>{node}</QueryClientProvider>);
  await waitFor(() => expect(client.getQueryData(publicPauseQuery.queryKey)).toBeDefined());
};
const hear = () => act(() => applyLiveEvent(client, me.id, { kind: 'public-pause' }));
const toasts = () => useToasts.getState().toasts.map(({ text }) => text);
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  asked.length = 0;
  useToasts.setState({ toasts: [] });
  globalThis.fetch = (_, init) => {
    const { method = 'GET', body, headers } = init ?? {};
    if (method !== 'GET') {
      const undoes = (headers as Record<string, string>)['if-match'];
      const read = body === undefined ? undefined : (JSON.parse(body as string) as { until: string | null });
      asked.push({ method, body: read, undoes });
      const replaced = server.pause;
      says(method === 'PUT' && !undoes ? pauseOf(me, read?.until ?? null) : undoes ? replaced : null, me);
      server.replaced = replaced;
    }
    return Promise.resolve({
      ok: true,
      headers: new Headers(method === 'GET' ? {} : { etag: '"change"' }),
      status: 200,
      text: () => Promise.resolve(JSON.stringify(server)),
    } as Response);
  };
});

test('a storm offers to pause scheduled public answers; the choice is sent, said, and taken back by its toast', async () => {
  says(null);
  await show(
    <>
      <PauseOffer />
      <PublicPauseHere />
    </>,
  );
  await user.click(screen.getByRole('button', { name: 'Pause scheduled answers' }));
  await screen.findByText(/3 public answers are scheduled\./);
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: /^For 4 hours/ }));
  await waitFor(() => expect(toasts()).toEqual([expect.stringMatching(/are paused until/)]));
  const { until } = asked[0]?.body as { until: string };
  expect(Math.abs(Date.parse(until) - Date.now() - 4 * 3_600_000)).toBeLessThan(60_000);
  expect(screen.queryByRole('button', { name: 'Pause scheduled answers' })).toBeNull();
  act(() => void undoLast());
  await waitFor(() => expect(asked[1]?.undoes).toBe('"change"'));
});

test('the board says who paused them until when and how many wait, storm or not, and whoever may lets them leave again', async () => {
  says(pauseOf(sam, inHours(2)));
  await show(<PauseBanner isStorm={false} />);
  const banner = await screen.findByRole('status');
  expect(banner.textContent).toMatch(/^Sam has paused scheduled public answers until .*2 answers wait\./);
  expect(banner.textContent).toContain('There is no storm now');
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
  expect(asked).toMatchObject([{ method: 'DELETE' }]);
  expect(toasts()).toEqual([expect.stringMatching(/^Scheduled public answers leave again\. Sam had paused/)]);
});

test('an agent without the role sees the pause, and neither its buttons nor the offer', async () => {
  says(pauseOf(sam, null));
  await show(
    <>
      <PauseBanner isStorm />
      <PauseOffer />
    </>,
    'agent',
  );
  expect((await screen.findByRole('status')).textContent).toContain('until somebody resumes them');
  expect(screen.queryByRole('button')).toBeNull();
});

test('of two who pause the first is told what the second chose, and once what ended it', async () => {
  says(pauseOf(me, inHours(4)));
  await show(<PublicPauseHere />);
  says(pauseOf(sam, null));
  hear();
  await waitFor(() =>
    expect(toasts()).toEqual([
      'Sam changed your pause: scheduled public answers wait until somebody resumes them',
    ]),
  );
  says(null, sam);
  hear();
  await waitFor(() => expect(client.getQueryData<PublicPause>(['public-pause'])?.pause).toBeNull());
  expect(toasts()).toHaveLength(1);
});

test('the command asks until when, also where one holds, and offers its end', async () => {
  says(pauseOf(sam, null));
  await show(<PublicPauseHere />);
  act(() => void runCommand('board.pause'));
  await user.click(await screen.findByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(asked).toMatchObject([{ method: 'DELETE' }]));
});

test('what is scheduled for everybody says that it waits, and only what comes due before the pause ends', async () => {
  says(pauseOf(sam, inHours(2)));
  const note = (over: Partial<DraftView>) => (
    <PausedNote draft={{ inPublic: true, sendAt: inHours(1), ...over }} />
  );
  await show(
    <>
      {note({})}
      {note({ sendAt: inHours(3) })}
      {note({ inPublic: false })}
    </>,
  );
  expect(await screen.findAllByText(/^Waits: public answers are paused by Sam until/)).toHaveLength(1);
});
