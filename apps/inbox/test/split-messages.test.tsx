import type { IdentityView, PersonDetail } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import SplitMessagesPanel from '../src/features/merge/split/messages/split-messages-panel';
import { useToasts } from '../src/state/toasts';
import { fixtureId, identity } from './fixture/world';

const address = identity('looms@mill.example', 'Mill');
const personId = fixtureId();
const marked = [{ id: fixtureId(), address }];

interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** A server with one person who writes from this address. */
function serve(shared: boolean, of = address): Asked[] {
  const asked: Asked[] = [];
  let now: IdentityView = { ...of, shared };
  const part = { version: 4, identities: [now], notes: 0, openTopics: 1, more: false };
  const answers: Record<string, (body: unknown) => unknown> = {
    [`GET /people/${personId}`]: (): Partial<PersonDetail> => ({ id: personId, identities: [now] }),
    [`PATCH /identities/${address.id}`]: (body) => (now = { ...now, ...(body as object) }),
    'POST /splits/preview': () => ({
      people: [
        { ...part, id: personId, name: 'Mill', messages: 1, topics: 1 },
        { ...part, id: null, name: 'Mill', messages: 2, topics: 1 },
      ],
      twins: 1,
      cannotUndo: [],
    }),
    'POST /splits': () => ({
      id: 'change',
      kind: 'split',
      people: [
        { id: personId, version: 5, name: 'Mill' },
        { id: 'new', version: 5, name: 'Ben' },
      ],
      gone: [],
    }),
  };
  globalThis.fetch = (input, init) => {
    const path = new URL(String(input), 'http://localhost').pathname.replace('/api/v1', '');
    const method = init?.method ?? 'GET';
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    if (method !== 'GET') asked.push({ method, path, body });
    const text = JSON.stringify(answers[`${method} ${path}`]?.(body) ?? {});
    return Promise.resolve({
      ok: true,
      headers: new Headers(),
      status: 200,
      text: () => Promise.resolve(text),
    } as Response);
  };
  return asked;
}

function show(onJoin = (_id: string) => undefined as void, of = address) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <SplitMessagesPanel
        personId={personId}
        marked={[{ ...marked[0]!, address: of }]}
        onClose={() => undefined}
        onJoin={onJoin}
      />
    </QueryClientProvider>,
  );
  return userEvent.setup({ delay: null });
}

afterEach(() => useToasts.setState({ toasts: [] }));

test('an address that one alone writes from is marked as shared first, and then the split goes on by keys', async () => {
  const asked = serve(false);
  const user = show();
  const share = await screen.findByRole('button', { name: 'Mark looms@mill.example as shared' });
  expect(asked).toEqual([]);
  expect(screen.queryByRole('button', { name: 'Split' })).toBeNull();
  expect(document.activeElement).toBe(share);
  await user.keyboard('{Enter}');
  const name = await screen.findByRole('textbox', { name: 'Who wrote them?' });
  await waitFor(() => expect(document.activeElement).toBe(name));
  await screen.findByRole('table');
  await user.keyboard('Ben{Enter}');
  await waitFor(() =>
    expect(asked.at(-1)).toEqual({
      method: 'POST',
      path: '/splits',
      body: { personId, version: 4, messageIds: [marked[0]?.id], name: 'Ben' },
    }),
  );
});

test('the preview names who leaves as they are being called, with what goes along', async () => {
  serve(true);
  const user = show();
  await user.type(await screen.findByRole('textbox', { name: 'Who wrote them?' }), 'Ben');
  const table = await screen.findByRole('table', { name: 'Who stays and who leaves' });
  expect(within(table).getByRole('columnheader', { name: /Leaves.*Ben/ })).toBeTruthy();
  expect(within(table).getByRole('row', { name: 'Messages 1 2' })).toBeTruthy();
  expect(screen.getByText(/1 topic was written in by both/)).toBeTruthy();
});

test('whoever left can be joined with somebody we know in the same go', async () => {
  serve(true);
  const joined: string[] = [];
  const user = show((id) => void joined.push(id));
  await user.click(await screen.findByRole('button', { name: 'Split, then join with somebody we know' }));
  await waitFor(() => expect(joined).toEqual(['new']));
});

test('an account is called by its handle, not by the number or address that its network gives it', async () => {
  const account = { ...address, kind: 'x', key: '1003', handle: 'mill' };
  serve(false, account);
  const user = show(undefined, account);
  await user.click(await screen.findByRole('button', { name: 'Mark mill as shared' }));
  await screen.findByRole('table');
  expect(screen.queryByText(/1003/)).toBeNull();
  expect(screen.getAllByText(/mill/).length).toBeGreaterThan(1);
});
