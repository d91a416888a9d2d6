import type {
  IdentityView,
  PointerView,
  ProofView,
  SuggestedPerson,
  SuggestionView,
} from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import ThreadBanners from '../src/features/merge/banner/thread-banners';
import type { JoinWith } from '../src/features/merge/join-with';
import MergePanel from '../src/features/merge/panel/merge-panel';
import ReviewPage from '../src/features/merge/review/review-page';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { fixtureId, identity } from './fixture/world';

const person = (name: string, key: IdentityView['key']): SuggestedPerson => ({
  id: fixtureId(),
  name,
  photo: null,
  identities: [identity(key, name)],
  lastAt: '2026-01-02T08:00:00Z',
  version: 7,
  firstSeenAt: '2026-01-01T08:00:00Z',
  messageCount: 3,
  openTopics: 1,
});
const pairOf = (name: string): SuggestionView => ({
  id: fixtureId(),
  persons: [person(name, `${name}@example.org`), person(name, `${name}@example.net`)],
  evidence: [{ code: 'same-name', words: '', data: { name, other: name } }],
  counterEvidence: [{ code: 'common-name', words: '', data: { people: 4 } }],
  confidence: 0.94,
  confidenceWords: 'very likely',
  at: '2026-01-02T08:00:00Z',
});

interface Asked {
  path: string;
  body: unknown;
}

/** A server with these pairs, of which each goes when it is decided, and with these pointers in every thread. */
function serve(pairs: SuggestionView[], pointers: PointerView[] = [], proofs: ProofView[] = []) {
  let waiting = pairs;
  const asked: Asked[] = [];
  const answer = (path: string, body: unknown): unknown => {
    if (path === '/suggestions') return { items: waiting, next: null };
    if (path.startsWith('/people/') && path.endsWith('/proofs')) return { items: proofs };
    if (path.endsWith('/messages')) return { items: [], actions: [], pointers, next: null };
    asked.push({ path, body });
    if (path.endsWith('/proofs')) return {};
    if (path === '/merges/preview') {
      const { personIds } = body as { personIds: string[] };
      const people = personIds.map((id) => ({
        ...{ id, version: 7, name: 'Ada', identities: [] },
        more: false,
      }));
      const none = { messages: 0, notes: 0, topics: 0, openTopics: 0 };
      const moves = { ...none, identities: 1 };
      return {
        survivorId: personIds[0],
        people: people.map((one) => ({ ...one, ...none })),
        moves,
        ...{ name: 'Ada', fields: [{ field: 'city', values: fieldOf(personIds) }] },
        cannotUndo: [],
      };
    }
    waiting = waiting.slice(1);
    return {
      id: 'change',
      kind: 'merge',
      people: [{ id: 'x', version: 8, name: 'Ada' }],
      gone: [],
      state: 'rejected',
    };
  };
  globalThis.fetch = (input, init) => {
    const { pathname } = new URL(String(input), 'http://localhost');
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    const text = JSON.stringify(answer(pathname.replace('/api/v1', ''), body));
    return Promise.resolve({
      ok: true,
      headers: new Headers(),
      status: 200,
      text: () => Promise.resolve(text),
    } as Response);
  };
  return asked;
}

let stop: () => void;
function show(page: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  stop = listenForKeys();
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  return userEvent.setup({ delay: null });
}
const nobody = () => undefined;
const fieldOf = ([personId = '']: readonly string[]) => [{ personId, value: 'Lisbon', shown: true }];

/** The banners of a thread, and the preview that their Join leads to. */
function Thread({ personId }: { personId: string }) {
  const [other, setOther] = useState<JoinWith>();
  return (
    <>
      <ThreadBanners personId={personId} onJoin={setOther} onPerson={nobody} />
      {other ? <MergePanel {...{ personId, other }} onClose={() => setOther(undefined)} /> : null}
    </>
  );
}
const answerFrom = (threadId: string): PointerView => ({
  ...{ messageId: fixtureId(), threadId, personName: 'Ada at home', role: 'mentioned' },
  ...{ channel: 'email', subject: 'Re: Refund', sortAt: '2026-01-02T08:00:00Z' },
  dismissed: false,
  answeredBy: { key: 'home@example.net', name: null, proof: 'claimed' },
});
const decisions = (asked: readonly Asked[]) => asked.filter(({ path }) => path !== '/merges/preview');

afterEach(() => {
  stop();
  useToasts.setState({ toasts: [] });
});

test('the banner says whom it may be, what speaks for it and against it, and how sure that is', async () => {
  const pair = pairOf('ada');
  serve([pair]);
  show(<Thread personId={pair.persons[0]?.id ?? ''} />);
  const banner = await screen.findByRole('region', { name: 'Same person?' });
  expect(within(banner).getByText('ada@example.net')).toBeTruthy();
  expect(within(banner).getByText('Both are called ada')).toBeTruthy();
  expect(within(banner).getByText('4 others have this name')).toBeTruthy();
  expect(banner.textContent).toContain('very likely (94%)');
});

test('an account is called by its handle and network wherever it is chosen, and by no key of that network', async () => {
  const pair = pairOf('bruno');
  const [own, other] = pair.persons as [SuggestedPerson, SuggestedPerson];
  other.identities = [
    identity('1003', 'Bruno Keller', { kind: 'x', handle: 'brunok' }),
    identity('http://127.0.0.1/users/bruno', null, { kind: 'mastodon', handle: 'bruno@chaos.example' }),
    identity('bruno@example.net', null),
  ];
  const known = 'brunok (X), bruno@chaos.example (Mastodon), bruno@example.net';
  serve([pair]);
  show(<Thread personId={own.id} />);
  expect((await screen.findByRole('region', { name: 'Same person?' })).textContent).toContain(known);
  show(<MergePanel personId={own.id} onClose={nobody} />);
  expect((await screen.findByRole('menuitem', { name: /bruno/ })).textContent).toContain(known);
});

test('a pair that is not the same leaves the banner, and can be taken back', async () => {
  const pair = pairOf('ada');
  const asked = serve([pair]);
  const user = show(<Thread personId={pair.persons[0]?.id ?? ''} />);
  await user.click(await screen.findByRole('button', { name: 'Not the same' }));
  await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  undoLast();
  await waitFor(() =>
    expect(decisions(asked).map(({ path }) => path)).toEqual([
      `/suggestions/${pair.id}/reject`,
      `/suggestions/${pair.id}/reopen`,
    ]),
  );
});

test('the review is gone through by keys alone, and the next pair comes by itself', async () => {
  const [first, second, third] = [pairOf('ada'), pairOf('ben'), pairOf('cleo')];
  const asked = serve([first, second, third]);
  const user = show(<ReviewPage onPerson={nobody} />);
  await screen.findByRole('region', { name: 'ada, ada' });
  expect(screen.getByText('1 of 3')).toBeTruthy();
  await user.keyboard('y');
  await screen.findByRole('region', { name: 'ben, ben' });
  expect(screen.getByText('2 of 3')).toBeTruthy();
  await user.keyboard('n');
  await screen.findByRole('region', { name: 'cleo, cleo' });
  await user.keyboard('s');
  await screen.findByText('1 pair is skipped');
  const ids = first.persons.map(({ id }) => id);
  expect(decisions(asked)).toEqual([
    {
      path: '/merges',
      body: {
        personIds: ids,
        versions: Object.fromEntries(ids.map((id) => [id, 7])),
        suggestionId: first.id,
      },
    },
    { path: `/suggestions/${second.id}/reject`, body: {} },
  ]);
});

test('an empty review says what would fill it', async () => {
  serve([]);
  show(<ReviewPage onPerson={nobody} />);
  await screen.findByText('No doubtful pairs');
  expect(screen.getByText(/a phone number in a signature/)).toBeTruthy();
});

test('who answered from another address is named, and joined on that evidence by two keys, with a look in between', async () => {
  const [own, other] = [fixtureId(), fixtureId()];
  const asked = serve([], [answerFrom(other)]);
  const user = show(<Thread personId={own} />);
  await screen.findByText(/Ada at home \(home@example\.net, unverified\) answered what was written here/);
  await user.keyboard('y');
  await screen.findByRole('row', { name: /^City Lisbon shown afterwards –$/ });
  expect(await axeFaults()).toEqual([]);
  expect(decisions(asked)).toEqual([]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(decisions(asked)).toHaveLength(1));
  expect(decisions(asked)[0]).toMatchObject({
    path: '/merges',
    body: { personIds: [own, other], answerMessageId: expect.any(String) as string },
  });
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.undo).toBeDefined());
});

test('an answer that is put away is put away on the server, and comes back by undo', async () => {
  const asked = serve([], [answerFrom(fixtureId())]);
  const user = show(<Thread personId={fixtureId()} />);
  await user.click(await screen.findByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  expect(asked.at(-1)?.path).toMatch(/^\/messages\/.*\/dismissed$/);
  undoLast();
  await screen.findByRole('region', { name: 'Answered from another address' });
});

test('what is suggested is joined only after its preview, too', async () => {
  const pair = pairOf('ada');
  const asked = serve([pair]);
  const user = show(<Thread personId={pair.persons[0]?.id ?? ''} />);
  await user.click(await screen.findByRole('button', { name: 'Join' }));
  await screen.findByRole('table', { name: 'The two side by side' });
  expect(decisions(asked)).toEqual([]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(decisions(asked)[0]?.body).toMatchObject({ suggestionId: pair.id }));
});

test('a pair that is suggested and answered each other is asked about once', async () => {
  const pair = pairOf('ada');
  const [own, other] = pair.persons;
  serve([pair], [answerFrom(other?.id ?? '')]);
  show(<Thread personId={own?.id ?? ''} />);
  await screen.findByRole('region', { name: 'Answered from another address' });
  expect(screen.queryByRole('region', { name: 'Same person?' })).toBeNull();
});

test('on a phone all of it is one line until it is unfolded', async () => {
  const wide = window.matchMedia;
  window.matchMedia = (query) => ({ ...wide(query), matches: false });
  try {
    const pair = pairOf('ben');
    serve([pair], [answerFrom(fixtureId())]);
    const user = show(<Thread personId={pair.persons[0]?.id ?? ''} />);
    const line = await screen.findByRole('button', { name: 'Same person? Ada at home, ben' });
    expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
    await user.click(line);
    expect(screen.getAllByRole('button', { name: 'Join' })).toHaveLength(2);
    expect(await axeFaults()).toEqual([]);
  } finally {
    window.matchMedia = wide;
  }
});
