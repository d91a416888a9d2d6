import type { DeliveryView, MessageView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sessionQuery } from '../../../data/session';
import { runCommand } from '../../../keys/active-commands';
import { useToasts } from '../../../state/toasts';
import PointedMessage from '../pointed-message';
import { Deliveries } from './deliveries';
import { Permalink } from './permalink';

const wish = { by: 'Ines', at: '2026-11-26T09:00:00.000Z', said: 'mastodon: no answer', refused: false };
const answer = (takingBack: DeliveryView['takingBack']) =>
  ({
    channel: 'mastodon',
    reports: [],
    deliveries: [
      {
        ...{ id: 'd', state: 'sent', attempt: 1, at: '2026-11-26T08:00:00.000Z', detail: null, why: [] },
        ...{ maybeTwice: false, kept: false, deletedBy: null, takingBack },
        recipient: {
          id: 'i',
          kind: 'mastodon',
          key: 'https://a.example/users/ada',
          name: 'Ada',
          handle: null,
        },
      },
    ],
  }) as unknown as MessageView;
const deleted = (deletedBy: string | null): MessageView => {
  const message = answer(null);
  return { ...message, deliveries: [{ ...message.deliveries[0]!, state: 'deleted', deletedBy }] };
};

test('an answer that waits to be deleted says who asked, that it is tried again, and what the other side said', async () => {
  render(<Deliveries message={answer(wish)} />);
  const said = await screen.findByText(/Ines asked at .* to delete it at Mastodon; .*tried again/);
  expect(said.textContent).toContain('mastodon: no answer');
});

test('one whose platform refused says that it was not deleted', async () => {
  render(<Deliveries message={answer({ ...wish, refused: true, said: 'No.' })} />);
  expect((await screen.findByText(/It was not deleted at Mastodon/)).textContent).toContain('No.');
});

test('one that nobody wants deleted says nothing of it', () => {
  const { container } = render(<Deliveries message={answer(null)} />);
  expect(container.textContent).not.toMatch(/delete/);
});

test('one that is gone at its network says who deleted it, or that nobody here did', () => {
  const here = render(<Deliveries message={deleted('Ines')} />);
  expect(here.container.textContent).toMatch(/Ada: deleted by us \(Ines\)/);
  const there = render(<Deliveries message={deleted(null)} />);
  expect(there.container.textContent).toMatch(/Ada: deleted at Mastodon, not from here/);
});

test('one post has its link where it stands, and none once it is deleted', () => {
  const permalink = 'https://a.example/@shop/1';
  const { rerender } = render(<Permalink message={{ ...answer(null), permalink }} />);
  expect(screen.getByRole('link').getAttribute('href')).toBe(permalink);
  rerender(<Permalink message={{ ...deleted(null), permalink }} />);
  expect(screen.queryByRole('link')).toBeNull();
});

const inParts = (over: Partial<DeliveryView> = {}, audience = 'public') => {
  const message = answer(null);
  const parts = ['The lamp: 1/2', 'is on its way. 2/2'].map((text, n) => ({
    ...{ text, posted: true, permalink: n === 0 ? 'https://a.example/@shop/1' : null, gone: n === 1 },
  }));
  return { ...message, audience, deliveries: [{ ...message.deliveries[0]!, parts, ...over }] } as MessageView;
};

test('a long answer says as how many posts it stands there, and shows each with its link, or that it is gone', async () => {
  render(<Deliveries message={inParts()} />);
  const fold = await screen.findByRole('button', { name: /Posted as 2 posts · 1 deleted there/ });
  expect(screen.queryByText('The lamp: 1/2')).toBeNull();
  fold.focus();
  await userEvent.setup({ delay: null }).keyboard('{Enter}');
  const items = screen.getAllByRole('listitem').slice(1);
  expect(items.map((one) => one.textContent)).toEqual(['The lamp: 1/2', 'is on its way. 2/2Deleted there']);
  const links = screen.getAllByRole('link').map((one) => one.getAttribute('href'));
  expect(links).toEqual(['https://a.example/@shop/1']);
  expect(fold.getAttribute('aria-expanded')).toBe('true');
});

test('in private it was sent as messages; what has not gone out yet is in no parts', async () => {
  const { unmount } = render(<Deliveries message={inParts({}, 'private')} />);
  await screen.findByRole('button', { name: /Sent as 2 messages/ });
  unmount();
  const { parts } = inParts().deliveries[0]!;
  render(<Deliveries message={inParts({ parts: parts!.map((part) => ({ ...part, posted: false })) })} />);
  expect(screen.queryByRole('button')).toBeNull();
});

test('an answer that waits for its network is stopped by a colleague with the key, who hears whose draft it is again', async () => {
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, { agent: { id: 'me' } } as never);
  const asked: string[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = ((path: string) => {
    asked.push(path);
    return Promise.resolve({ ok: true, status: 200, text: async () => '{"draft":null}' });
  }) as unknown as typeof globalThis.fetch;
  const message = answer(null);
  const author = { type: 'agent', agent: { id: 'ines', name: 'Ines' } };
  const deliveries = [{ ...message.deliveries[0]!, state: 'queued', attempt: 2 }];
  const waits = { ...message, id: 'm', threadId: 'p', author, deliveries } as unknown as MessageView;
  render(
    <QueryClientProvider client={client}>
      <Deliveries message={waits} />
      <PointedMessage />
    </QueryClientProvider>,
  );
  await screen.findByRole('button', { name: 'Take back' });
  act(() => void runCommand('thread.take-back'));
  await waitFor(() => expect(asked).toEqual([expect.stringContaining('/messages/m/hold-back')]));
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.text).toMatch('Ines’s draft again'));
  globalThis.fetch = fetch;
});

test('an answer that one has is stopped for the one who waits, and it says who has it', async () => {
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, { agent: { id: 'me' } } as never);
  const { fetch } = globalThis;
  globalThis.fetch = (() =>
    Promise.resolve({
      ok: true,
      status: 200,
      text: async () => '{"draft":null,"stopped":["b"]}',
    })) as unknown as typeof globalThis.fetch;
  const message = answer(null);
  const to = (id: string, name: string, over: object) => ({
    ...{
      ...message.deliveries[0]!,
      id,
      recipient: { kind: 'mail', key: `${id}@x`, name, handle: null },
      ...over,
    },
  });
  const deliveries = [to('a', 'Ada', { state: 'sent' }), to('b', 'Bo', { state: 'queued', attempt: 2 })];
  const author = { type: 'agent', agent: { id: 'ines', name: 'Ines' } };
  const waits = { ...message, id: 'm', threadId: 'p', author, deliveries } as unknown as MessageView;
  client.setQueryData(['messages', 'p'], { pages: [{ items: [waits] }], pageParams: [undefined] });
  render(
    <QueryClientProvider client={client}>
      <Deliveries message={waits} />
      <PointedMessage />
    </QueryClientProvider>,
  );
  await screen.findByRole('button', { name: 'Take back' });
  act(() => void runCommand('thread.take-back'));
  await waitFor(() =>
    expect(useToasts.getState().toasts.at(-1)?.text).toBe(
      'Stopped. It does not go to Bo. Ada got it already.',
    ),
  );
  globalThis.fetch = fetch;
});

test('an answer that failed is sent again with the key, below what its reader saw; one that a colleague wants deleted is not', async () => {
  const client = new QueryClient();
  client.setQueryData(['thread', 'p'], { version: 7 });
  const asked: unknown[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = ((path: string, { headers }: { headers: object }) => {
    asked.push([path, headers]);
    return Promise.resolve({ ok: true, status: 200, text: async () => '{"threadId":"p"}' });
  }) as unknown as typeof globalThis.fetch;
  const failed = (takingBack: DeliveryView['takingBack']) => {
    const message = { ...answer(takingBack), id: 'm', threadId: 'p', direction: 'outbound', class: 'human' };
    return { ...message, deliveries: [{ ...message.deliveries[0]!, state: 'failed' }] } as MessageView;
  };
  const shown = (message: MessageView) => (
    <QueryClientProvider client={client}>
      <Deliveries message={message} />
      <PointedMessage />
    </QueryClientProvider>
  );
  const { rerender } = render(shown(failed(null)));
  await screen.findByRole('button', { name: 'Send again' });
  act(() => void runCommand('composer.send-again'));
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.text).toMatch('Sent once more'));
  expect(asked).toEqual([
    [expect.stringContaining('/messages/m/send-again'), expect.objectContaining({ 'if-match': '"7"' })],
  ]);
  rerender(shown(failed(wish)));
  expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  globalThis.fetch = fetch;
});

test('an answer that may have arrived is looked for with the key first; not found, it is sent again by whoever was told that it may stand there twice', async () => {
  const client = new QueryClient();
  client.setQueryData(['thread', 'p'], { version: 7 });
  const message = { ...answer(null), id: 'm', threadId: 'p', direction: 'outbound', class: 'human' };
  const unknown = (lookedAt: string | null) =>
    ({
      ...message,
      deliveries: [{ ...message.deliveries[0]!, state: 'unknown', lookedAt }],
    }) as MessageView;
  const lookedAt = '2026-11-26T09:30:00.000Z';
  const asked: string[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = ((path: string) => {
    asked.push(path.replace('/api/v1', ''));
    return Promise.resolve({ ok: true, status: 200, text: async () => JSON.stringify(unknown(lookedAt)) });
  }) as unknown as typeof globalThis.fetch;
  const shown = (one: MessageView) => (
    <QueryClientProvider client={client}>
      <Deliveries message={one} />
      <PointedMessage />
    </QueryClientProvider>
  );
  const { rerender } = render(shown(unknown(null)));
  await screen.findByRole('button', { name: 'Look again' });
  expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  act(() => void runCommand('composer.look-again'));
  await waitFor(() =>
    expect(useToasts.getState().toasts.at(-1)?.text).toMatch('Mastodon shows nothing of it'),
  );
  expect(asked).toEqual(['/messages/m/look-again']);
  rerender(shown(unknown(lookedAt)));
  expect(screen.getByText(/^Looked for at/)).toBeDefined();
  act(() => void runCommand('composer.send-again'));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toMatch('gets it twice');
  expect(asked).toHaveLength(1);
  await userEvent.setup({ delay: null }).click(within(dialog).getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(asked.at(-1)).toBe('/messages/m/send-again'));
  globalThis.fetch = fetch;
});
