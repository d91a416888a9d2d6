import type { InvitationView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
    '/api/v1/messages/loud/inviting': { invitation: null },
    '/api/v1/messages/loud/inviting/direct': { possible: true, reason: null, why: null },
    '/api/v1/invitations': made,
  };
  globalThis.fetch = ((path: string, init?: RequestInit) => {
    const body = init?.body === undefined ? undefined : (JSON.parse(String(init.body)) as unknown);
    asked.push({ path, body });
    const answer = answers[path];
    const text = () => Promise.resolve(JSON.stringify(answer ?? problem));
    const status = answer === undefined ? 422 : 200;
    return Promise.resolve({ ok: status === 200, status, text } as Response);
  }) as typeof fetch;
});

const opened = async () => {
  const [onPublic, onClose] = [[] as InvitationView[], { times: 0 }];
  await act(async () => {
    render(
      <QueryClientProvider client={new QueryClient()}>
        <InviteDialog
          messageId="loud"
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
  expect(posted()).toEqual([{ path: '/api/v1/invitations', body: { messageId: 'loud' } }]);
});

test('or when it is sent by direct message, in one step with the sending', async () => {
  const { onClose, button, user } = await opened();
  await user.click(await button('Invite by direct message'));
  await waitFor(() => expect(onClose.times).toBe(1));
  expect(posted()).toEqual([{ path: '/api/v1/invitations', body: { messageId: 'loud', directly: true } }]);
});

test('what cannot be made is said, and the way stays open', async () => {
  delete answers['/api/v1/invitations'];
  const { onPublic, onClose, button, user } = await opened();
  await user.click(await button('Invite in the public answer'));
  await screen.findByRole('alert');
  expect([onPublic, onClose.times]).toEqual([[], 0]);
  await button('Invite in the public answer');
});
