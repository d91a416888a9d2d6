import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { openDrafts } from '../../state/drafts/draft-store';
import { answerMessage } from '../../state/drafts/meant-message';
import { useInviting } from './use-inviting';

function Page() {
  const { run } = useInviting('01d0', null, {} as never);
  return <p>{run ? 'may invite' : 'invites nobody'}</p>;
}

const options = (answersMessageId: string) => {
  const text = JSON.stringify({ answersMessageId, audience: 'public' });
  return { ok: true, status: 200, text: () => Promise.resolve(text) } as Response;
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
