import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import BulkPart from '../src/app/bulk-part';
import type { FoundPlace } from '../src/features/search/found-items';
import SearchResults from '../src/features/search/search-results';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { clearPicked, pickIn, usePicked } from '../src/state/picked-people';
import { useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const open = async () => {
  const world = makeWorld();
  world.signedIn = true;
  const [first, second] = [...world.threads.values()];
  for (const thread of [first!, second!]) thread.messages.at(-1)!.text = 'The teapot is broken';
  const { fetch, asked } = fixtureFetch(new FixtureApi(world));
  globalThis.fetch = fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: world.me });
  const opened: FoundPlace[] = [];
  render(
    <QueryClientProvider client={client}>
      <SearchResults q="teapot" onSearch={() => undefined} onOpen={(place) => opened.push(place)} />
      <BulkPart view="closed" filter={{}} isFound />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
  const ids = [first!.id, second!.id];
  return { world, ids, asked, opened, stop: listenForKeys(), user: userEvent.setup({ delay: null }) };
};
const picked = () => [...usePicked.getState().ids].toSorted();

beforeAll(() => {
  // The document of the tests cannot scroll.
  Element.prototype.scrollIntoView = () => undefined;
});
beforeEach(() => {
  pickIn('elsewhere');
  clearPicked();
});

it('what was found is picked by x, and closed as one; nothing is offered of the list behind it', async () => {
  const { world, ids, user, asked, opened, stop } = await open();
  await user.keyboard('jx');
  expect(picked()).toHaveLength(1);
  expect((await screen.findByRole('region', { name: 'Picked people' })).textContent).toContain('1 picked');
  expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull();
  expect(screen.getAllByRole('option', { checked: true })).toHaveLength(1);
  await user.keyboard('jx');
  expect(picked()).toEqual(ids.toSorted());
  expect(await axeFaults()).toEqual([]);
  await user.keyboard('e');
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.text).toBe('2 people closed.'));
  for (const id of ids)
    expect(world.threads.get(id)!.topics.every(({ state }) => state === 'closed')).toBe(true);
  expect(asked.filter((one) => one.includes('/threads/matching'))).toEqual([]);
  expect(opened).toEqual([]);
  stop();
});

it('and by a press on the face, which opens nothing; the star picks all and none', async () => {
  const { ids, user, opened, stop } = await open();
  const [face] = document.querySelectorAll('[data-pick]');
  await user.click(face!);
  expect(picked()).toHaveLength(1);
  await user.click(face!);
  expect(picked()).toEqual([]);
  await user.keyboard('{Shift>}*{/Shift}a');
  expect(picked()).toEqual(ids.toSorted());
  await user.keyboard('{Shift>}*{/Shift}n');
  expect(picked()).toEqual([]);
  expect(opened).toEqual([]);
  await user.click(screen.getAllByRole('option')[0]!);
  expect(opened).toHaveLength(1);
  stop();
});
