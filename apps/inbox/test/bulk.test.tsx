import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import BulkPart from '../src/app/bulk-part';
import { PersonRow } from '../src/features/people-list/person-row';
import PickKeys from '../src/features/people-list/pick-keys';
import { pickByPress } from '../src/features/people-list/extend-picked';
import { runCommand, useCommand } from '../src/keys/active-commands';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { clearPicked, pick, pickAll, pickIn, usePicked } from '../src/state/picked-people';
import { select, useSelection } from '../src/state/selection';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

let below = 0;
/** A thread that is open below, and has keys of its own. */
function Below() {
  useCommand('thread.close', () => void (below += 1));
  return null;
}
const open = () => {
  const world = makeWorld();
  const api = new FixtureApi(world);
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: world.me });
  const rows = [...world.threads.values()].slice(0, 5).map((thread) => api.rowOf(thread));
  function Rows() {
    return rows.map((row, index) => (
      <PersonRow
        key={row.id}
        {...{ row, id: row.id, selected: false, position: index + 1, total: rows.length }}
        onChoose={(id, keys) => (keys.shiftKey ? pickByPress(rows, id, keys) : select(id))}
      />
    ));
  }
  render(
    <QueryClientProvider client={client}>
      <div role="listbox" aria-label="People">
        <Rows />
      </div>
      <PickKeys list="here" rows={rows} />
      <BulkPart view="all" filter={{}} />
      <Below />
    </QueryClientProvider>,
  );
  return { world, rows, asked, stop: listenForKeys(), user: userEvent.setup({ delay: null }) };
};
const picked = () => [...usePicked.getState().ids];
const says = (text: string) =>
  waitFor(() => expect(useToasts.getState().toasts.at(-1)?.text).toBe(text), { timeout: 3000 });

beforeEach(() => {
  pickIn('here');
  clearPicked();
  select(null);
  below = 0;
});

it('people are picked by x and drawn out by Shift with J and K, without a hand on the pointer', async () => {
  const { rows, user, stop } = open();
  const [a, b, c] = rows.map(({ id }) => id) as [string, string, string];
  await user.keyboard('x');
  expect(picked()).toEqual([a]);
  await user.keyboard('{Shift>}JJ{/Shift}');
  expect(picked()).toEqual([a, b, c]);
  expect(useSelection.getState().personId).toBe(c);
  await user.keyboard('{Shift>}K{/Shift}');
  expect(picked()).toEqual([a, b]);
  expect((await screen.findByRole('status')).textContent).toBe('2 picked');
  await user.keyboard('{Escape}');
  expect(picked()).toEqual([]);
  expect(screen.queryByRole('status')).toBeNull();
  stop();
});

it('and by the pointer: on the face, and with Shift over a stretch', async () => {
  const { rows, user, stop } = open();
  const faces = document.querySelectorAll('[data-pick]');
  await user.click(faces[1]!);
  expect(picked()).toEqual([rows[1]!.id]);
  select(rows[1]!.id);
  await user.keyboard('{Shift>}');
  await user.click(screen.getAllByRole('option')[3]!);
  await user.keyboard('{/Shift}');
  expect(picked()).toEqual(rows.slice(1, 4).map(({ id }) => id));
  expect(screen.getAllByRole('option', { checked: true })).toHaveLength(3);
  await user.click(faces[1]!);
  expect(picked()).toEqual(rows.slice(2, 4).map(({ id }) => id));
  stop();
});

it('the star picks all, nobody, and who is unread or waits', async () => {
  const { rows, user, stop } = open();
  await user.keyboard('{Shift>}*{/Shift}a');
  expect(picked()).toEqual(rows.map(({ id }) => id));
  await user.keyboard('{Shift>}*{/Shift}w');
  expect(picked()).toEqual(rows.filter(({ waitingSince }) => waitingSince).map(({ id }) => id));
  await user.keyboard('{Shift>}*{/Shift}u');
  expect(picked()).toEqual(rows.filter(({ unread }) => unread).map(({ id }) => id));
  await user.keyboard('{Shift>}*{/Shift}n');
  expect(picked()).toEqual([]);
  stop();
});

it('e closes everybody who is picked, not the thread that is open below, and one undo takes it back', async () => {
  const { world, rows, user, asked, stop } = open();
  act(() => pick(rows.slice(0, 3).map(({ id }) => id)));
  await screen.findByRole('region', { name: 'Picked people' });
  expect(await axeFaults()).toEqual([]);
  await user.keyboard('e');
  await says('3 people closed.');
  const closed = () =>
    rows
      .slice(0, 3)
      .filter(({ id }) => world.threads.get(id)!.topics.every(({ state }) => state === 'closed'));
  expect(closed()).toHaveLength(3);
  expect(below).toBe(0);
  expect(asked.filter((one) => one === 'POST /threads/bulk')).toHaveLength(1);
  expect(usePicked.getState().ids.size).toBe(0);
  undoLast();
  await says('3 people are as before.');
  expect(closed()).toHaveLength(0);
  await user.keyboard('e');
  expect(below).toBe(1);
  stop();
});

it('all that match are picked by a press, but for whom one takes off', async () => {
  const { world, rows, user, stop } = open();
  act(() => pick([rows[0]!.id]));
  const count = world.threads.size;
  await user.click(await screen.findByRole('button', { name: `Select all ${count} matching` }));
  expect(screen.getByRole('status').textContent).toBe(`${count} picked`);
  select(rows[1]!.id);
  await user.keyboard('x');
  expect(screen.getByRole('status').textContent).toBe(`${count - 1} picked`);
  await user.keyboard('e');
  await says(`${count - 1} people closed.`);
  expect(world.threads.get(rows[1]!.id)!.topics.some(({ state }) => state !== 'closed')).toBe(true);
  stop();
});

it.each([
  ['a', 'Assign them to whom?', 'Me', 'people assigned.'],
  ['t', 'Hand them to which team?', 'No team', 'people handed on.'],
])('%s asks once for all of them', async (key, title, choice, said) => {
  const { rows, user, stop } = open();
  act(() => pick(rows.slice(0, 2).map(({ id }) => id)));
  await screen.findByRole('region', { name: 'Picked people' });
  await user.keyboard(key);
  await screen.findByRole('dialog', { name: title });
  expect(await axeFaults()).toEqual([]);
  await user.click(await screen.findByRole('menuitem', { name: choice }));
  await says(`2 ${said}`);
  stop();
});

it('b snoozes them until a time that is asked for once', async () => {
  const { world, rows, user, stop } = open();
  act(() => pick(rows.slice(0, 2).map(({ id }) => id)));
  await screen.findByRole('region', { name: 'Picked people' });
  await user.keyboard('b');
  await screen.findByRole('dialog', { name: 'Snooze them until when?' });
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Until they reply' }));
  await says('2 people snoozed.');
  expect(world.threads.get(rows[0]!.id)!.topics.some(({ state }) => state === 'snoozed')).toBe(true);
  stop();
});

it('of an order that nobody hears of any more it is not said that it is through', async () => {
  const { rows, user, stop } = open();
  const { fetch } = globalThis;
  act(() => pick([rows[0]!.id]));
  await screen.findByRole('region', { name: 'Picked people' });
  const texts: string[] = [];
  useToasts.setState({ toasts: [] });
  const deaf = useToasts.subscribe(({ toasts }) => void texts.push(...toasts.map(({ text }) => text)));
  let given = 0;
  globalThis.fetch = async (input, init) => {
    if (init?.method !== 'POST') throw new TypeError('offline');
    const answer = await fetch(input, init);
    const job = { ...(JSON.parse(await answer.text()) as object), state: 'running', through: 0, total: 300 };
    given += 1;
    import.meta.jest.useFakeTimers();
    return {
      ok: true,
      status: 200,
      headers: new Headers(),
      text: () => Promise.resolve(JSON.stringify(job)),
    } as Response;
  };
  await user.keyboard('e');
  await waitFor(() => expect(given).toBe(1));
  await act(() => import.meta.jest.advanceTimersByTimeAsync(120_000));
  import.meta.jest.useRealTimers();
  deaf();
  expect(new Set(texts)).toEqual(new Set(['0 of 300 done']));
  stop();
});

it('where it does not succeed they stay picked, and it is said why', async () => {
  const { rows, user, stop } = open();
  act(() => pick([rows[0]!.id]));
  await screen.findByRole('region', { name: 'Picked people' });
  globalThis.fetch = () => Promise.reject(new TypeError('offline'));
  await user.keyboard('e');
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.tone).toBe('problem'));
  expect(picked()).toEqual([rows[0]!.id]);
  act(() => pickAll());
  stop();
});

/** The keys of the orders that are given from now on; `lost`: so many are done, and their answers do not come. */
const keysOfOrders = (lost = 0): string[] => {
  const { fetch } = globalThis;
  const keys: string[] = [];
  globalThis.fetch = async (input, init) => {
    if (init?.method !== 'POST' || !String(input).endsWith('/threads/bulk')) return fetch(input, init);
    keys.push((init.headers as Record<string, string>)['idempotency-key']!);
    if (keys.length <= lost) throw new TypeError('offline');
    return fetch(input, init);
  };
  return keys;
};

it('a key that is pressed twice gives one order', async () => {
  const { rows, stop } = open();
  act(() => pick([rows[0]!.id]));
  await screen.findByRole('region', { name: 'Picked people' });
  useToasts.setState({ toasts: [] });
  const keys = keysOfOrders();
  act(() => {
    runCommand('thread.close');
    runCommand('thread.close');
  });
  await says('1 person closed.');
  expect(keys).toHaveLength(1);
  expect(useToasts.getState().toasts.map(({ tone }) => tone)).toEqual(['done']);
  stop();
});

it('an order whose answer was lost is the same one when it is given again, and another one after anything else', async () => {
  const { rows, user, stop } = open();
  act(() => pick([rows[0]!.id]));
  await screen.findByRole('region', { name: 'Picked people' });
  const keys = keysOfOrders(2);
  const failed = () => waitFor(() => expect(picked()).toEqual([rows[0]!.id]));
  await user.keyboard('e');
  await failed();
  await user.keyboard('e');
  await failed();
  await user.keyboard('e');
  await says('1 person closed.');
  expect(new Set(keys).size).toBe(1);
  act(() => pick([rows[0]!.id]));
  await user.keyboard('e');
  await waitFor(() => expect(keys).toHaveLength(4));
  expect(keys[3]).not.toBe(keys[0]);
  stop();
});

it('whom one picks anew gives a new order, though nobody heard of the last one', async () => {
  const { rows, user, stop } = open();
  act(() => pick([rows[0]!.id]));
  await screen.findByRole('region', { name: 'Picked people' });
  const keys = keysOfOrders(1);
  await user.keyboard('e');
  await waitFor(() => expect(picked()).toEqual([rows[0]!.id]));
  act(() => pick([rows[0]!.id]));
  await user.keyboard('e');
  await waitFor(() => expect(keys).toHaveLength(2));
  expect(keys[1]).not.toBe(keys[0]);
  stop();
});

it('so do all that match, picked anew', async () => {
  const { world, user, stop } = open();
  useToasts.setState({ toasts: [] });
  const keys = keysOfOrders(1);
  const counted = async () =>
    waitFor(() => expect(screen.getByRole('status').textContent).toBe(`${world.threads.size} picked`));
  act(() => pickAll());
  await counted();
  await user.keyboard('e');
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.tone).toBe('problem'));
  act(() => pickAll());
  await counted();
  await user.keyboard('e');
  await waitFor(() => expect(keys).toHaveLength(2));
  expect(keys[1]).not.toBe(keys[0]);
  stop();
});

it('an answer to one order does not let another one be forgotten whose answer was lost', async () => {
  const { rows, stop } = open();
  const first = [rows[0]!.id];
  const { fetch } = globalThis;
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  const keys: string[] = [];
  globalThis.fetch = async (input, init) => {
    if (init?.method !== 'POST' || !String(input).endsWith('/threads/bulk')) return fetch(input, init);
    keys.push((init.headers as Record<string, string>)['idempotency-key']!);
    if (keys.length === 2) throw new TypeError('offline');
    if (keys.length === 1) await held;
    return fetch(input, init);
  };
  const close = async () => {
    await screen.findByRole('region', { name: 'Picked people' });
    act(() => void runCommand('thread.close'));
  };
  act(() => pick(first));
  await close();
  act(() => pick([rows[1]!.id]));
  await close();
  await waitFor(() => expect(picked()).toEqual([rows[1]!.id]));
  act(answer);
  await says('1 person closed.');
  await close();
  await waitFor(() => expect(keys).toHaveLength(3));
  expect(keys[2]).toBe(keys[1]);
  stop();
});

it('tags are put on all of them, and taken off again', async () => {
  const { world, rows, user, stop } = open();
  const tag = { id: '01890000-0000-7000-8000-0000000000aa', name: 'Refund', colour: null };
  world.tags = [{ ...tag, version: 1, archived: false }] as never;
  const tagged = () => rows.slice(0, 2).map(({ id }) => world.threads.get(id)!.tagIds ?? []);
  const choose = async (way: string) => {
    act(() => pick(rows.slice(0, 2).map(({ id }) => id)));
    await screen.findByRole('region', { name: 'Picked people' });
    await user.keyboard('l');
    const dialog = within(await screen.findByRole('dialog', { name: 'Which tags?' }));
    await user.click(await dialog.findByRole('radio', { name: way }));
    await user.click(await dialog.findByRole('menuitemcheckbox', { name: 'Refund' }));
    expect(await axeFaults()).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Save' }));
  };
  await choose('Put on');
  await says('2 people tagged.');
  expect(tagged()).toEqual([[tag.id], [tag.id]]);
  await choose('Take off');
  await says('Tags taken off 2 people.');
  expect(tagged()).toEqual([[], []]);
  stop();
});

it('the arrow keys choose between on and off, and leave the focus and what is chosen where they are', async () => {
  const { world, rows, user, stop } = open();
  const tag = { id: '01890000-0000-7000-8000-0000000000aa', name: 'Refund', colour: null };
  const old = { id: '01890000-0000-7000-8000-0000000000ab', name: 'Of old', colour: null };
  world.tags = [
    { ...tag, version: 1, archived: false },
    { ...old, version: 1, archived: true },
  ] as never;
  act(() => pick(rows.slice(0, 2).map(({ id }) => id)));
  await screen.findByRole('region', { name: 'Picked people' });
  await user.keyboard('l');
  const dialog = within(await screen.findByRole('dialog', { name: 'Which tags?' }));
  const choice = (name: string) => dialog.findByRole('menuitemcheckbox', { name });
  await user.click(await choice('Refund'));
  act(() => dialog.getByRole('radio', { name: 'Put on' }).focus());
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(dialog.getByRole('radio', { name: 'Take off', checked: true }));
  expect(await choice('Refund')).toHaveProperty('ariaChecked', 'true');
  // An archived one is taken off, and never put on.
  await user.click(await choice('Of old'));
  await user.click(dialog.getByRole('radio', { name: 'Put on' }));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await says('2 people tagged.');
  expect(rows.slice(0, 2).map(({ id }) => world.threads.get(id)!.tagIds)).toEqual([[tag.id], [tag.id]]);
  stop();
});
