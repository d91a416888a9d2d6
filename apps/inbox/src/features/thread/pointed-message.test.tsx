import type { MessageView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { runCommand } from '../../keys/active-commands';
import { useToasts } from '../../state/toasts';
import { TakeBack } from './message/take-back';
import PointedMessage from './pointed-message';

const posted = (id: string, over: object = {}): MessageView =>
  ({
    ...{ id, channel: 'mastodon', direction: 'outbound', audience: 'public', newText: `Words of ${id}` },
    deliveries: [{ state: 'sent' }],
    ...over,
  }) as unknown as MessageView;

const show = (messages: MessageView[]) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      {messages.map((message) => (
        <article key={message.id} tabIndex={0} aria-label={message.id} data-message-id={message.id}>
          <TakeBack message={message} />
        </article>
      ))}
      <PointedMessage />
    </QueryClientProvider>,
  );
const takeBack = () => act(() => void runCommand('thread.take-back'));

test('the key asks whether the answer that has the focus is deleted at its network, naming its words', async () => {
  show([posted('first'), posted('second')]);
  act(() => screen.getByRole('article', { name: 'first' }).focus());
  takeBack();
  const dialog = await screen.findByRole('dialog', { name: 'Delete this answer at Mastodon?' });
  expect(dialog.textContent).toContain('“Words of first”');
});

test('it speaks of parts where the answer has several, and of none where it is one post', async () => {
  const part = (text: string) => ({ text, posted: true, permalink: null });
  show([posted('long', { deliveries: [{ state: 'sent', parts: [part('1'), part('2')] }] }), posted('short')]);
  act(() => screen.getByRole('article', { name: 'short' }).focus());
  takeBack();
  const short = await screen.findByRole('dialog');
  expect(short.textContent).toContain('Nobody can read it there any more');
  expect(short.textContent).not.toContain('part');
  act(() => screen.getByRole('button', { name: 'Cancel' }).click());
  act(() => screen.getByRole('article', { name: 'long' }).focus());
  takeBack();
  expect((await screen.findByRole('dialog')).textContent).toContain(
    'Nobody can read any of its parts there any more',
  );
});

test('without a focus it is the last one; of a message that stands nowhere it says so, and takes no other', async () => {
  show([posted('first'), posted('second'), posted('theirs', { direction: 'inbound' })]);
  takeBack();
  expect((await screen.findByRole('dialog')).textContent).toContain('“Words of second”');
});

test('where the focus is on what cannot be deleted, it says so and asks of nothing else', () => {
  show([posted('first'), posted('theirs', { direction: 'inbound' })]);
  act(() => screen.getByRole('article', { name: 'theirs' }).focus());
  takeBack();
  expect(useToasts.getState().toasts.at(-1)?.text).toMatch('This message is no post of ours');
  expect(screen.queryByRole('dialog')).toBeNull();
});
