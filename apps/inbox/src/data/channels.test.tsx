import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { announcedChannels } from '../../test/fixture/fixture-channels';
import { keepChannels, knownChannel } from '../state/known-channels';
import { loadChannels, useChannels } from './channels';
import { makeQueryClient } from './query-client';

const { jest } = import.meta;
const [bluesky, , x] = announcedChannels;
const answer = (status: number, body: unknown) =>
  ({
    ok: status < 300,
    headers: new Headers(),
    status,
    text: () => Promise.resolve(JSON.stringify(body)),
  }) as Response;
const asked = jest.fn<Promise<Response>, []>();
const says = (items: readonly unknown[]) =>
  asked.mockImplementation(() => Promise.resolve(answer(200, { items })));

beforeEach(() => {
  jest.useFakeTimers();
  globalThis.fetch = asked.mockReset() as unknown as typeof fetch;
});
afterEach(() => {
  jest.useRealTimers();
});

function Page() {
  useChannels();
  return <p>{knownChannel('x')?.label}</p>;
}

const passes = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

async function opens() {
  const client = makeQueryClient();
  await loadChannels(client);
  return render(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  );
}

test('an answer with less than what is known takes nothing away, here and in the next page', () => {
  keepChannels(announcedChannels);
  keepChannels([{ ...bluesky!, label: 'Blue sky' }]);
  keepChannels([]);
  expect([knownChannel('bluesky')?.label, knownChannel('x')?.label]).toEqual(['Blue sky', 'X']);
  expect(localStorage.getItem('filo.channels')).toContain('mastodon');
});

test('a page that was told of too little asks again until it was told, and says the names at once', async () => {
  says([]);
  const { container } = await opens();
  says([...announcedChannels.slice(0, 2), { ...x, label: 'Ex' }]);
  await passes(60_000);
  expect(container.textContent).toBe('Ex');
  const before = asked.mock.calls.length;
  await passes(60 * 60_000);
  expect(asked.mock.calls).toHaveLength(before);
});

test('where nothing more comes it asks less and less', async () => {
  says([]);
  await opens();
  await passes(60 * 60_000);
  expect(asked.mock.calls.length).toBeGreaterThan(5);
  expect(asked.mock.calls.length).toBeLessThan(15);
});

test.each<[string, () => Promise<Response>]>([
  ['refuses', () => Promise.resolve(answer(500, {}))],
  ['is not reached', () => Promise.reject(new TypeError('no line'))],
  ['does not answer', () => new Promise(() => undefined)],
])('a new browser comes to its first page, also when the route %s', async (_, answers) => {
  asked.mockImplementation(answers);
  jest.resetModules();
  const fresh = {
    ...(await import('./channels')),
    ...(await import('../state/known-channels')),
  };
  expect(fresh.knownChannels()).toEqual([]);
  let isThere = false;
  void fresh.loadChannels(makeQueryClient()).then(() => (isThere = true));
  await passes(10_000);
  expect(isThere).toBe(true);
});
