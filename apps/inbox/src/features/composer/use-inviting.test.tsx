import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { changeDraft, draftOf, openDrafts } from '../../state/drafts/draft-store';
import { answerMessage } from '../../state/drafts/meant-message';
import { requestInvitation } from '../../state/invite-requests';
import { useInviting } from './use-inviting';

function Page() {
  const write = (change: object) => changeDraft('01d0', 'reply', change);
  const { run, dialog } = useInviting('01d0', null, { write } as never);
  return (
    <>
      <p>{run ? 'may invite' : 'invites nobody'}</p>
      {dialog}
    </>
  );
}

const options = (answersMessageId: string) => {
  const text = JSON.stringify({ answersMessageId, audience: 'public' });
  return { ok: true, headers: new Headers(), status: 200, text: () => Promise.resolve(text) } as Response;
};

test('while it is not known yet whom another message is of, nobody is invited: not the author of the former one either', async () => {
  const waiting: ((answer: Response) => void)[] = [];
  globalThis.fetch = (asked) =>
    new URL(String(asked), 'http://localhost').searchParams.has('messageId')
      ? new Promise((resolve) => void waiting.push(resolve))
      : Promise.resolve(options('01b0'));
  openDrafts('01e0');
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await screen.findByText('may invite');
  act(() => answerMessage('01d0', '01c0'));
  await screen.findByText('invites nobody');
  act(() => waiting.forEach((answer) => answer(options('01c0'))));
  await screen.findByText('may invite');
});

test('the public words of an invitation answer the post whose author is invited', async () => {
  const made = { id: 'made', text: 'Come in', url: 'https://filo.example/to/x', direct: null };
  const said: Record<string, object> = {
    '/api/v1/messages/01c0/inviting': { invitation: null, language: 'en' },
    '/api/v1/invitations': made,
  };
  globalThis.fetch = ((asked: string) => {
    const text = JSON.stringify(said[asked] ?? { answersMessageId: '01b0', audience: 'public' });
    return Promise.resolve({
      ok: true,
      headers: new Headers(),
      status: 200,
      text: () => Promise.resolve(text),
    } as Response);
  }) as typeof fetch;
  openDrafts('01f0');
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await screen.findByText('may invite');
  act(() => requestInvitation('01c0'));
  await userEvent.setup().click(await screen.findByText('Invite in the public answer'));
  await waitFor(() =>
    expect(draftOf('01d0', 'reply')).toMatchObject({ text: 'Come in', answersMessageId: '01c0' }),
  );
});
