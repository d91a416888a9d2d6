import type { DraftView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import KeptBeside from '../src/features/composer/kept-beside';
import LaterDialog from '../src/features/composer/later/later-dialog';
import { emptyDraft } from '../src/state/drafts/draft';
import { draftOf, openDrafts, putDraft } from '../src/state/drafts/draft-store';
import { cameBack } from '../src/state/drafts/sync/came-back';
import { contentOf, draftFrom } from '../src/state/drafts/sync/draft-content';
import { useKeptDrafts } from '../src/state/drafts/sync/kept-drafts';
import { axeFaults } from './axe-faults';

const agent = { id: 'a', name: 'Ada', email: 'ada@example.org', role: 'agent', timeZone: 'Europe/Rome' };
const view = (over: Partial<DraftView> = {}): DraftView => ({
  ...{ id: 'd1', threadId: 'kim', personName: 'Kim', mode: 'reply', state: 'scheduled', revision: 2 },
  ...{ content: contentOf({ ...emptyDraft(), text: 'Good morning' }), changedAt: '2026-11-26T09:00:00.000Z' },
  ...{ sendAt: new Date(Date.now() + 3_600_000).toISOString(), closes: false, inPublic: false, notice: null },
  ...over,
});
const notice = {
  ...{ code: 'thread-changed', reason: null, at: '2026-11-27T08:00:00.000Z' },
  ...{ detail: 'Nothing was sent: a message has come.', sendAt: '2026-11-27T08:00:00.000Z' },
};
const show = (node: React.ReactNode) => {
  const client = new QueryClient();
  client.setQueryData(['session'], { agent });
  return render(<QueryClientProvider client={client}>{node}</QueryClientProvider>);
};
/** What the server was asked, and what it keeps. */
const asked: string[] = [];
let kept: DraftView[] = [];

beforeEach(() => {
  localStorage.clear();
  openDrafts(crypto.randomUUID());
  asked.length = 0;
  globalThis.fetch = (input, init) => {
    const path = String(input as string).replace('/api/v1', '');
    asked.push(`${init?.method ?? 'GET'} ${path}`);
    const isSchedule = path.endsWith('/schedule');
    if (isSchedule) kept = kept.map((one) => ({ ...one, state: 'open', sendAt: null, revision: 3 }));
    const body = JSON.stringify(isSchedule ? kept[0] : { items: kept, more: 0 });
    return Promise.resolve({
      ok: true,
      headers: new Headers(),
      status: 200,
      text: () => Promise.resolve(body),
    } as Response);
  };
});
const stands = (items: DraftView[]) => {
  kept = items;
  act(() => useKeptDrafts.setState({ items, more: 0 }));
};

test('a scheduled reply stands over the composer; editing it makes it a draft first, so that nothing leaves half changed', async () => {
  stands([view()]);
  show(<KeptBeside threadId="kim" mode="reply" />);
  expect(screen.getByRole('group', { name: 'Scheduled reply' }).textContent).toMatch(/Leaves .*Good morning/);
  expect(await axeFaults()).toEqual([]);
  await userEvent.setup({ delay: null }).click(screen.getByRole('button', { name: 'Edit' }));
  expect(asked[0]).toBe('DELETE /drafts/d1/schedule');
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Scheduled reply' })).toBeNull());
  expect(draftOf('kim', 'reply')).toMatchObject({ key: 'd1', text: 'Good morning', revision: 3 });
});

test('what came back says why over its words, until its writer goes on with it', () => {
  const back = view({ state: 'open', sendAt: null, notice });
  stands([back]);
  putDraft('kim', 'reply', draftFrom(back));
  show(<KeptBeside threadId="kim" mode="reply" />);
  expect(screen.getByRole('status').textContent).toMatch(
    /^It was to leave .* and came back to you\. Nothing was sent: a message has come\.$/,
  );
  act(() => putDraft('kim', 'reply', { ...draftFrom(back), revision: 3 }));
  expect(screen.queryByRole('status')).toBeNull();
});

test('its writer is told once of what came back', () => {
  const back = view({ state: 'open', sendAt: null, notice });
  expect(cameBack([view()], [back])).toEqual([back]);
  expect(cameBack([back], [back])).toEqual([]);
  expect(cameBack([view()], [view({ state: 'open', sendAt: null })])).toEqual([]);
  expect(cameBack([], [back])).toEqual([]);
});

test('a time is said in words or chosen, with its zone, and goes with whether the topic is closed', async () => {
  const orders: { sendAt: string; close: boolean }[] = [];
  const user = userEvent.setup({ delay: null });
  const before = Date.now();
  show(<LaterDialog onTime={(order) => orders.push(order)} onClose={() => undefined} />);
  expect(screen.getByText(/Times are in Europe\/Rome\./)).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await user.type(screen.getByRole('textbox', { name: 'Leaves' }), 'tomorrow 9:30');
  await user.click(screen.getByRole('checkbox', { name: /Close the topic/ }));
  await user.click(screen.getByRole('button', { name: 'Schedule' }));
  const inRome = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', timeStyle: 'short' });
  expect(orders.map(({ sendAt, close }) => [inRome.format(new Date(sendAt)), close])).toEqual([
    ['09:30', true],
  ]);
  await user.click(screen.getByRole('button', { name: /^In an hour/ }));
  // An hour from when it was opened, which was some time ago on a busy machine.
  const openedAt = Date.parse(orders[1]!.sendAt) - 3_600_000;
  expect([openedAt >= before, openedAt <= Date.now()]).toEqual([true, true]);
});

test('what a draft promises goes with it to another computer and back', () => {
  const promise = { text: 'Call', dueAt: '2026-12-01T09:00:00.000Z', timeZone: 'Europe/Rome' };
  const content = contentOf({ ...emptyDraft(), text: 'We call.', promise });
  expect(draftFrom(view({ content })).promise).toEqual(promise);
});
