import type { MessageView } from '@filo/contracts/http';
import { i18n } from '@lingui/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MessageItem } from '../src/features/thread/message-item';
import { InviteAuthor } from '../src/features/thread/message/invite-author';
import { MessageBody } from '../src/features/thread/message/message-body';
import { offerPlaces } from '../src/state/place-requests';
import { axeFaults } from './axe-faults';
import { makeWorld } from './fixture/make-world';
import { MessageMarks } from '../src/features/thread/message/message-marks';

const message = (marks: MessageView['marks']) =>
  ({
    direction: 'outbound',
    audience: 'direct',
    class: 'human',
    history: false,
    deliveries: [],
    marks,
  }) as unknown as MessageView;

test('a mark that the inbox has no word for is told in the words of its connector, and no message is missed', () => {
  const missed: string[] = [];
  const stop = i18n.on('missing', ({ id }) => missed.push(id));
  render(<MessageMarks message={message([{ code: 'never-heard-of', text: 'A word of its own.' }])} />);
  expect(screen.getByText('A word of its own.').className).toContain('bg-warn-bg');
  expect(missed).toEqual([]);
  stop();
});

test('in another language a mark is said in full in that language, and the sentence that came is left out', () => {
  const group = { code: 'group-message', text: 'Written in a group at X.' };
  const { unmount } = render(<MessageMarks message={message([group])} />);
  expect(screen.getByText('written in a group').title).toBe('Written in a group at X.');
  unmount();
  i18n.load('it', { 'mark.group-message': 'in gruppo', 'mark-why.group-message': 'Scritto in un gruppo.' });
  i18n.activate('it');
  render(<MessageMarks message={message([group])} />);
  expect(screen.getByText('in gruppo').title).toBe('Scritto in un gruppo.');
  i18n.activate('en');
});

test('an answer that was taken back is struck through, and says by whom and when', () => {
  let at = new Date().toISOString();
  const delivery = (deletedBy: string | null) => ({ id: 'one', state: 'deleted', deletedBy, at });
  const shown = (deletedBy: string | null) => {
    const [thread] = makeWorld(1).threads.values();
    const theirs = {
      ...thread!.messages[0],
      direction: 'outbound',
      deliveries: [delivery(deletedBy)],
      marks: [],
    };
    return render(
      <>
        <MessageMarks message={theirs as unknown as MessageView} />
        <MessageBody message={theirs as unknown as MessageView} />
      </>,
    );
  };
  const { unmount } = shown('Kim');
  screen.getByText(/^Taken back by Kim, \d\d:\d\d$/);
  expect(document.querySelector('del')?.textContent).not.toBe('');
  unmount();
  at = '2026-01-02T08:05:00Z';
  const earlier = shown('Kim');
  screen.getByText(/^Taken back by Kim, .*2 Jan|^Taken back by Kim, Jan 2, 2026/);
  earlier.unmount();
  // Gone by another hand: its delivery says so.
  shown(null);
  expect(screen.queryByText(/^Taken back/)).toBeNull();
});

test('a mail without a Message-ID is marked, but warns of nothing', () => {
  render(<MessageMarks message={message([{ code: 'no-message-id', text: 'It has none.' }])} />);
  expect(screen.getByText('no Message-ID').className).not.toContain('bg-warn-bg');
});

const inbound = (authorProof: string, authorProofReason: string) =>
  ({ ...message([]), direction: 'inbound', authorProof, authorProofReason }) as unknown as MessageView;

test.each([
  ['claimed', 'dkim=none', 'unverified: not signed by its domain'],
  ['claimed', 'dkim=none spf=pass example.org', 'unverified: not signed, but from a server of its domain'],
  ['claimed', 'dns=temperror', 'unverified: DNS could not be asked'],
  ['claimed', 'dkim=none forwarded list.example', 'unverified: it was forwarded'],
  ['claimed', 'said so', 'unverified'],
  [
    'failed',
    'dmarc=fail policy=reject example.org',
    'unverified, failed the check: its domain says it is not from there',
  ],
])('a %s author for the reason %j is shown as %j', (proof, reason, said) => {
  render(<MessageMarks message={inbound(proof, reason)} />);
  expect(screen.getByText(said).getAttribute('title')).toBe(reason);
});

test.each([
  ['dkim=pass example.org', 'verified: signed by its domain'],
  ['mx.example.net dmarc=pass', 'verified: a trusted host vouches'],
  ['arc=pass mx.example.net dmarc=pass', 'verified: a trusted host vouches'],
  ['signed in at the guestbook', 'verified: signed in at the guestbook'],
])('a proven author for the reason %j has a sign that says %j', (reason, said) => {
  render(<MessageMarks message={inbound('proven', reason)} />);
  expect(screen.getByRole('img', { name: said }).getAttribute('title')).toContain(reason);
});

test('a claimed message tells the name it came under', () => {
  const claimed = { ...inbound('claimed', 'typed into a form'), saidName: 'Mallory' };
  render(<MessageMarks message={claimed} />);
  expect(screen.getByText('calls themselves “Mallory” here').className).toContain('bg-warn-bg');
});

test('what came by listening says which saved queries found it, and what was said to us says nothing of that', () => {
  const found = {
    ...message([]),
    foundBy: [
      { id: '1', name: 'Our name' },
      { id: '2', name: 'Lamps' },
    ],
  };
  const { unmount } = render(<MessageMarks message={found} />);
  screen.getByText('Found by: Our name, Lamps');
  unmount();
  render(<MessageMarks message={{ ...found, foundBy: [] }} />);
  expect(screen.queryByText(/Found by/)).toBeNull();
});

test('a content warning is said by its badge, and the words below it are shown without', () => {
  const warned = {
    ...message([{ code: 'content-warning', text: 'A content warning stands above it.' }]),
    ...{ text: 'CW: shop talk\n\nWe are sorry', newText: 'CW: shop talk\n\nWe are sorry', html: null },
    ...{ author: { type: 'identity' }, attachments: [] },
  } as unknown as MessageView;
  render(<MessageMarks message={warned} />);
  const badge = screen.getByText(/content warning/);
  expect(badge.textContent).toBe('content warning: shop talk');
  // One run of words: parts of a chip stand apart from each other, also before a colon.
  expect(badge.className).not.toMatch(/gap/);
  const { container } = render(<MessageBody message={warned} />);
  expect(container.textContent).toBe('We are sorry');
});

test('a post that its author deleted is not said to have no text, and nobody is invited by it', () => {
  const gone = {
    ...message([{ code: 'deleted-by-author', text: 'Deleted by its author.' }]),
    ...{ text: '', newText: '', html: null, author: { type: 'identity' }, attachments: [] },
    ...{ direction: 'inbound', audience: 'public' },
  } as unknown as MessageView;
  expect(render(<MessageBody message={gone} />).container.textContent).toBe('');
  expect(render(<InviteAuthor message={gone} />).container.textContent).toBe('');
  const stands = { ...gone, marks: [] };
  expect(render(<MessageBody message={stands} />).container.textContent).toBe('This message has no text.');
  expect(render(<InviteAuthor message={stands} />).container.textContent).not.toBe('');
});

test.each([
  ['email', 1],
  ['mastodon', 0],
])('an answer by %s has a subject above its words %i times', (channel, times) => {
  const all = [...makeWorld(4).threads.values()].flatMap(({ messages }) => messages);
  const answer = all.find(({ direction }) => direction === 'outbound');
  const said = { ...answer!, channel, subject: 'Shop: go on in private' };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MessageItem message={said} onPerson={() => undefined} />
    </QueryClientProvider>,
  );
  expect(screen.queryAllByText('Shop: go on in private')).toHaveLength(times);
});

test('a public answer of ours says which post it answers, and a press or a key leads to it', async () => {
  const all = [...makeWorld(4).threads.values()].flatMap(({ messages }) => messages);
  const answer = all.find(({ direction }) => direction === 'outbound')!;
  const author = { name: null, handle: 'ada.example', key: 'did:plc:ada' };
  const post = { messageId: 'post', threadId: 'thread', author, text: 'My lamp burns' };
  const here = { gone: false, removed: false };
  const led: object[] = [];
  const stop = offerPlaces((place) => led.push(place));
  const show = (answers: MessageView['answers'], beside = <i />) => (
    <QueryClientProvider client={new QueryClient()}>
      {beside}
      <MessageItem message={{ ...answer, answers }} onPerson={() => undefined} />
    </QueryClientProvider>
  );
  const { rerender } = render(show({ ...post, ...here }));
  const line = await screen.findByRole('button', { name: /^Answer to ada\.example ?: ?My lamp burns$/ });
  const user = userEvent.setup({ delay: null });
  await user.click(line);
  expect(led).toEqual([{ threadId: 'thread', messageId: 'post' }]);
  // Where the post is on the screen the focus goes there.
  rerender(show({ ...post, ...here }, <article data-message-id="post" tabIndex={-1} />));
  screen.getByRole('button', { name: /^Answer to/ }).focus();
  await user.keyboard('{Enter}');
  expect((document.activeElement as HTMLElement).dataset['messageId']).toBe('post');
  expect(led).toHaveLength(1);
  stop();
  expect(await axeFaults()).toEqual([]);
  rerender(show({ ...post, gone: true, removed: false }));
  screen.getByRole('button', { name: /^Answer to ada\.example ?: its author deleted the post$/ });
  rerender(show({ ...post, gone: true, removed: true }));
  screen.getByRole('button', { name: /kept here for as long as it may be$/ });
  expect(screen.queryByText('My lamp burns')).toBeNull();
  rerender(show(null));
  expect(screen.queryByText(/^Answer to/)).toBeNull();
});

test('the mark of what its author changed opens what it said before, by keys as well, and gives the focus back', async () => {
  const asked: string[] = [];
  const items = [
    { text: 'It burns my hand', until: '2026-11-26T09:05:00.000Z' },
    { text: '', until: '2026-11-26T09:03:00.000Z', wordsStayed: true },
    { text: 'It burns', until: '2026-11-26T09:00:00.000Z' },
  ];
  const before = globalThis.fetch;
  globalThis.fetch = ((url: string) => {
    asked.push(url);
    return Promise.resolve({
      ok: true,
      headers: new Headers(),
      status: 200,
      text: () => Promise.resolve(JSON.stringify({ items })),
    });
  }) as unknown as typeof fetch;
  const edited = { code: 'edited-by-author', text: 'Its author changed this after it was sent.' };
  const changed = {
    ...message([edited]),
    id: 'm1',
    attachments: [],
    text: 'It is warm',
    direction: 'inbound',
  } as MessageView;
  const show = (one: MessageView) => (
    <QueryClientProvider client={new QueryClient()}>
      <MessageMarks message={one} />
    </QueryClientProvider>
  );
  const { rerender } = render(show(changed));
  const mark = screen.getByRole('button', { name: 'Edited by its author' });
  const user = userEvent.setup({ delay: null });
  mark.focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'What it said before' });
  await screen.findByText('It burns my hand');
  expect(Array.from(dialog.querySelectorAll('section'), (one) => one.textContent)).toEqual([
    'NowIt is warm',
    expect.stringMatching(/^Until .*It burns my hand$/),
    expect.stringMatching(/^Until .*The words stayed: what it shows was changed\.$/),
    expect.stringMatching(/^Until .*It burns$/),
  ]);
  expect(asked).toEqual(['/api/v1/messages/m1/revisions']);
  expect(await axeFaults()).toEqual([]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(mark));
  // What was deleted said nothing that is kept.
  const gone = { code: 'deleted-by-author', text: 'Deleted by its author.' };
  rerender(show({ ...changed, text: '', marks: [edited, gone] }));
  screen.getByText('Edited by its author');
  expect(screen.queryByRole('button')).toBeNull();
  globalThis.fetch = before;
});

test('a public post says how severe it is on the board while it waits there, and the lightest say nothing', async () => {
  const all = [...makeWorld(4).threads.values()].flatMap(({ messages }) => messages);
  const post = all.find(({ direction }) => direction === 'inbound')!;
  const reason = { factor: 'harm' as const, points: 40, value: null, words: ['exploded'] };
  const show = (waitsOnBoard: MessageView['waitsOnBoard']) => (
    <QueryClientProvider client={new QueryClient()}>
      <MessageItem message={{ ...post, waitsOnBoard }} onPerson={() => undefined} />
    </QueryClientProvider>
  );
  const { rerender } = render(show({ level: 'act-now', corrected: false, reason }));
  expect((await screen.findByText(/^Act now: .*“exploded”/)).className).toContain('bg-danger-bg');
  rerender(show({ level: 'today', corrected: true, reason }));
  expect((await screen.findByText(/^Today: /)).textContent).not.toContain('exploded');
  rerender(show({ level: 'watch', corrected: false, reason }));
  expect(screen.queryByText(/exploded|Today/)).toBeNull();
  rerender(show(null));
  expect(screen.queryByText(/exploded/)).toBeNull();
});
