import type { ReplyOptions } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFaults } from '../../../test/axe-faults';
import { draftOf, openDrafts } from '../../state/drafts/draft-store';
import { replyOptionsQuery } from '../../data/threads/thread-queries';
import AnsweredLine from './answered-line';
import { ReplyAudience } from './audience';
import { recipientsOf } from './recipients';

type Answers = NonNullable<ReplyOptions['answers']>;
const author = {
  id: '01a0',
  kind: 'mail',
  key: 'ada@example.org',
  name: 'Ada',
  handle: null,
} as Answers['author'];
const post: Answers = {
  ...{ messageId: '01b0', author, channel: 'bluesky', audience: 'public', text: 'My lamp is broken' },
  ...{ postedAt: '2026-11-27T10:00:00Z', proven: false, isNewest: true, isEarlier: false },
};
const won: Answers = {
  ...post,
  messageId: '01c0',
  channel: 'email',
  audience: 'private',
  text: 'Our words',
  proven: true,
  author: { ...author, name: null },
};
const open = (answers: Answers, places = [won, post]) =>
  render(<AnsweredLine threadId="01d0" person="Ada Lovelace" answers={answers} places={places} />);

test('an answer to an address that was proven says who reads it, quotes no mail of ours, and the post can be answered still', async () => {
  openDrafts('01e0');
  const user = userEvent.setup({ delay: null });
  open(won);
  expect(screen.getByRole('status').textContent).toContain(
    'has proven ada@example.org. Nobody else reads a mail to it.',
  );
  expect(screen.getByRole('status').textContent).toContain('Ada Lovelace');
  expect(screen.queryByText('Our words')).toBeNull();
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Answer elsewhere' }));
  const choices = await screen.findAllByRole('menuitemradio');
  expect(choices.map((choice) => choice.getAttribute('aria-checked'))).toEqual(['true', 'false']);
  // It opens at its top, whichever is chosen, and is clean.
  expect(document.activeElement).toBe(choices[0]);
  expect(await axeFaults()).toEqual([]);
  expect(choices.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('ada@example.org, proven, nothing written yet'),
    expect.stringContaining('My lamp is broken'),
  ]);
  await user.click(choices[1]!);
  expect(draftOf('01d0', 'reply')?.answersMessageId).toBe('01b0');
});

test.each([
  ['a mail address', { kind: 'mail', key: 'ada@example.org', handle: 'Ada@example.org' }, 'ada@example.org'],
  [
    'a part of a mailbox',
    { kind: 'part', key: 'ada@example.org', handle: 'ada@example.org' },
    'ada@example.org',
  ],
  ['an account', { kind: 'x', key: '1003', handle: 'ada' }, '@ada'],
  ['an account without a handle', { kind: 'x', key: '1003', handle: null }, '1003'],
])('whoever gets the answer is called as %s is', (_, identity, shown) => {
  const to = [{ identity: { ...author, ...identity }, reason: 'wrote' }];
  expect(recipientsOf({ to, offered: [] } as unknown as ReplyOptions, undefined)).toMatchObject([
    { address: identity.key, shown },
  ]);
});

test.each([
  ['the newest that is shown', { isNewest: true, isEarlier: true }, []],
  ['one before the newest', { isNewest: false, isEarlier: true }, ['answering an earlier post']],
  ['the newest of all, out of the topic on the screen', { isNewest: false, isEarlier: false }, []],
])('an answer to %s is called earlier only where they have said something since', (_, over, chips) => {
  open({ ...post, ...over });
  expect(screen.queryAllByText('answering an earlier post').map(({ textContent }) => textContent)).toEqual(
    chips,
  );
});

test('who is offered as one more recipient is called by their handle', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const identity = { ...author, kind: 'x', key: '1003', handle: 'ada' };
  const offer = { identity, role: 'to', reason: '', wroteToUs: true, domain: null };
  const options = { to: [], offered: [offer], channel: 'x', audience: 'public', readers: null };
  client.setQueryData(replyOptionsQuery('01d9', null, null).queryKey, options as unknown as ReplyOptions);
  render(
    <QueryClientProvider client={client}>
      <ReplyAudience threadId="01d9" topicId={null} write={() => undefined} />
    </QueryClientProvider>,
  );
  expect(screen.getByRole('button').textContent).toContain('@ada');
  expect(screen.getByRole('button').textContent).not.toContain('1003');
});
