import type { InvitationView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { undoLast, useToasts } from '../../state/toasts';
import InviteDialog from './invite-dialog';

const made = { id: 'made', text: 'Come here: https://filo.example/to/x', direct: null } as InvitationView;
let asked: { path: string; body: unknown }[];
/** What the server says, by what it is asked; the rest is refused. */
let answers: Record<string, object>;
const posted = () => asked.filter(({ body }) => body !== undefined);
const problem = { type: 'about:blank', title: 'No', status: 422, code: 'cannot-reply', detail: 'No.' };

beforeEach(() => {
  asked = [];
  answers = {
    '/api/v1/messages/loud/inviting': { invitation: null, language: null },
    '/api/v1/messages/loud/inviting/direct': {
      ...{ possible: true, reason: null, why: null },
      words: { texts: { en: 'Come in: […]', it: 'Venga: […]' }, language: 'it' },
    },
    '/api/v1/invitations': made,
  };
  globalThis.fetch = ((path: string, init?: RequestInit) => {
    const body = init?.body === undefined ? undefined : (JSON.parse(String(init.body)) as unknown);
    asked.push({ path, body });
    const answer = answers[path];
    const text = () => Promise.resolve(JSON.stringify(answer ?? problem));
    const status = answer === undefined ? 422 : 200;
    return Promise.resolve({ ok: status === 200, headers: new Headers(), status, text } as Response);
  }) as typeof fetch;
});

const opened = async () => {
  const [onPublic, onClose] = [[] as InvitationView[], { times: 0 }];
  await act(async () => {
    render(
      <QueryClientProvider client={new QueryClient()}>
        <InviteDialog
          messageId="loud"
          threadId="theirs"
          onPublic={(one) => onPublic.push(one)}
          onClose={() => (onClose.times += 1)}
        />
      </QueryClientProvider>,
    );
  });
  const button = async (name: string) => {
    const found = await screen.findByRole<HTMLButtonElement>('button', { name });
    await waitFor(() => expect(found.disabled).toBe(false));
    return found;
  };
  return { onPublic, onClose, button, user: userEvent.setup() };
};

test('whoever opens the question and leaves it has invited nobody', async () => {
  const { onPublic, onClose, button, user } = await opened();
  await button('Invite by direct message');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(onClose.times).toBe(1));
  expect(asked.length).toBeGreaterThan(0);
  expect(posted()).toEqual([]);
  expect(onPublic).toEqual([]);
});

test('the invitation is made when its words go into the public answer', async () => {
  const { onPublic, button, user } = await opened();
  await user.click(await button('Invite in the public answer'));
  await waitFor(() => expect(onPublic).toEqual([made]));
  expect(posted()).toEqual([{ path: '/api/v1/invitations', body: { messageId: 'loud', language: 'en' } }]);
});

test('its words are in the language that the person reads, else of the reader, or in the one that is chosen', async () => {
  const field = () =>
    screen.findByRole<HTMLSelectElement>('combobox', { name: /^Language of the public words/ });
  answers['/api/v1/messages/loud/inviting'] = { invitation: null, language: 'it' };
  const { onPublic, button, user } = await opened();
  expect((await field()).value).toBe('it');
  screen.getAllByText('The one that they read, as far as we know.');
  await user.click(await button('Invite in the public answer'));
  await waitFor(() => expect(onPublic).toHaveLength(1));
  expect(posted().at(-1)!.body).toEqual({ messageId: 'loud', language: 'it' });
  cleanup();
  document.documentElement.lang = 'it';
  answers['/api/v1/messages/loud/inviting'] = { invitation: null, language: null };
  const again = await opened();
  expect((await field()).value).toBe('it');
  document.documentElement.lang = 'en';
  await user.selectOptions(await field(), 'en');
  await user.click(await again.button('Invite in the public answer'));
  await waitFor(() => expect(again.onPublic).toHaveLength(1));
  expect(posted().at(-1)!.body).toEqual({ messageId: 'loud', language: 'en' });
});

test('or when it is sent by direct message, in one step with the sending', async () => {
  const { onClose, button, user } = await opened();
  await user.click(await button('Invite by direct message'));
  await waitFor(() => expect(onClose.times).toBe(1));
  expect(posted()).toEqual([
    {
      path: '/api/v1/invitations',
      body: { messageId: 'loud', directly: true, undo: true, text: 'Venga: […]', language: 'it' },
    },
  ]);
});

test('its words are seen before they leave, in the language of whom they go to, and can be others as long as the link stays', async () => {
  const { onClose, button, user } = await opened();
  const words = await screen.findByRole<HTMLTextAreaElement>('textbox');
  expect(words.value).toBe('Venga: […]');
  await user.selectOptions(screen.getByRole('combobox', { name: /^Language of the message/ }), 'en');
  expect(words.value).toBe('Come in: […]');
  await user.clear(words);
  await user.type(words, 'No way in');
  await screen.findByText(/must hold/);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Invite by direct message' }).disabled).toBe(
    true,
  );
  await user.clear(words);
  await user.click(words);
  await user.paste('Hello Bruno […]');
  await user.click(await button('Invite by direct message'));
  await waitFor(() => expect(onClose.times).toBe(1));
  expect(posted()).toMatchObject([{ body: { text: 'Hello Bruno […]', language: 'en', undo: true } }]);
});

test('one that is held can be held back from the note that says so: nobody was invited', async () => {
  const heldUntil = new Date(Date.now() + 10_000).toISOString();
  answers['/api/v1/invitations'] = { ...made, direct: { messageId: 'held', heldUntil } };
  answers['/api/v1/messages/held/hold-back'] = { draft: null };
  const { button, user } = await opened();
  await user.click(await button('Invite by direct message'));
  await waitFor(() => expect(undoLast()).toBe(true));
  await waitFor(() => expect(posted().at(-1)!.path).toBe('/api/v1/messages/held/hold-back'));
  await waitFor(() =>
    expect(useToasts.getState().toasts.at(-1)!.text).toBe('The direct message is held back: it has not left'),
  );
});

test('what cannot be made is said, and the way stays open', async () => {
  delete answers['/api/v1/invitations'];
  const { onPublic, onClose, button, user } = await opened();
  await user.click(await button('Invite in the public answer'));
  await screen.findByRole('alert');
  expect([onPublic, onClose.times]).toEqual([[], 0]);
  await button('Invite in the public answer');
});
