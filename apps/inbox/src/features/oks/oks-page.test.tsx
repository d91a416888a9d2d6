import type { LiveEvent, OkRequest, OkRequestList, ReplyOptions } from '@filo/contracts/http';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { applyLiveEvent } from '../../data/live/apply-live-event';
import { oksQuery } from '../../data/oks/oks-query';
import { forgetShownOks } from '../../data/oks/shown-oks';
import { sessionQuery } from '../../data/session';
import { runCommand } from '../../keys/active-commands';
import { offerPlaces } from '../../state/place-requests';
import OksPage from './oks-page';
import ThreadOks from './thread-oks';

const asked = (id: string, over: Partial<OkRequest> = {}): OkRequest => ({
  ...{ id, state: 'waiting', threadId: `thread-${id}`, seenVersion: 5 },
  ...{ author: { id: 'bea', name: 'Bea' }, authorGone: false, since: [] },
  answers: {
    messageId: `post-${id}`,
    channel: 'mastodon',
    author: null,
    text: `What ${id} said`,
    gone: false,
    removed: false,
    edited: false,
  },
  ...{ text: `Sorry, ${id}`, contentWarning: null, parts: null, readers: 'everybody', language: null },
  ...{
    closes: false,
    inPublic: false,
    to: [],
    cc: [],
    others: 0,
    askAnew: false,
    saidAnyway: [],
    files: [],
    account: 'Shop',
    accountId: null,
    accountGone: false,
    why: [],
    asking: null,
    colleagues: 1,
    digest: `as-${id}`,
  },
  ...{ askedAt: '2026-01-02T08:00:00Z', decided: null, messageId: null },
  ...over,
});

interface Sent {
  path: string;
  body: unknown;
  ifMatch: string | null;
}

let client: QueryClient;
let sent: Sent[];
let list: OkRequestList;
/** Which can say it. */
let accounts: { id: string; address: string }[];
/** Why what is written next needs an OK. */
let needed: ReplyOptions['ok'];
/** What the server says to the next decisions, in turn; after them it does what it is told. */
let refusals: { status: number; body: object }[];

const answer = (status: number, body: object) =>
  Promise.resolve({
    ...{ ok: status < 300, status, headers: new Headers() },
    text: () => Promise.resolve(JSON.stringify(body)),
  } as Response);
const serve = (path: string, init: RequestInit = {}) => {
  if (path.includes('/reply-options'))
    return answer(200, { accounts, answersMessageId: 'post-ann', ok: needed });
  if (!init.method || init.method === 'GET')
    return answer(200, path.includes('threadId=') ? { ...list, items: [asked('last')], more: 0 } : list);
  const body: unknown = JSON.parse(init.body as string);
  sent.push({ path, body, ifMatch: new Headers(init.headers).get('if-match') });
  const refused = refusals.shift();
  if (refused) return answer(refused.status, refused.body);
  list = { ...list, items: list.items.filter(({ id }) => !path.includes(id)) };
  return answer(200, {});
};

notifyManager.setScheduler((callback) => callback());
beforeEach(() => {
  forgetShownOks();
  [sent, refusals, accounts, needed] = [[], [], [], null];
  list = { items: ['ann', 'ben', 'cleo'].map((id) => asked(id)), more: 0, rule: { needed: true } };
  globalThis.fetch = serve as typeof fetch;
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const agent = { id: 'kim', name: 'Kim', role: 'agent' };
  client.setQueryData(sessionQuery.queryKey, { agent } as never);
});
afterEach(() => client.clear());

const look = async (page = <OksPage onOpen={() => undefined} />) => {
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  await screen.findAllByRole('article');
};
/** What the list holds by now, as a live event has it read again. */
const refresh = (items: OkRequest[]) => {
  list = { ...list, items };
  void act(() => client.setQueryData(oksQuery.queryKey, list));
};
const press = (command: Parameters<typeof runCommand>[0]): void => act(() => void runCommand(command));
const focused = () => (document.activeElement as HTMLElement | null)?.dataset['ok'];

test('what was read again in the background is not what the OK is given to: it is shown, and asked about anew', async () => {
  await look();
  press('list.next');
  refresh([asked('ann', { seenVersion: 6 })]);
  expect(screen.getByRole('alert').textContent).toMatch('New in the thread');
  press('oks.give');
  expect(sent).toEqual([]);
  refresh([asked('ann', { seenVersion: 6, text: 'Other words', digest: 'other' })]);
  expect(screen.getByRole('alert').textContent).toMatch('words were changed');
  press('oks.give');
  expect(sent).toEqual([]);
  press('oks.give');
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ ifMatch: '6', body: { digest: 'other' } });
});

test('where no answer was chosen yet, the key for the OK chooses the first and gives nothing', async () => {
  await look();
  press('oks.give');
  expect(focused()).toBe('ann');
  expect(sent).toEqual([]);
  press('oks.give');
  await waitFor(() => expect(sent).toHaveLength(1));
});

test('words that came refuse the OK and stand on the card; only a second press is given to them', async () => {
  const author = { type: 'identity', identity: { name: null, handle: 'ann.example', key: 'did:plc:ann' } };
  const newMessages = [{ id: 'm', author, newText: 'My daughter died', sortAt: '2026-01-02T09:00:00Z' }];
  refusals = [{ status: 409, body: { code: 'thread-changed', detail: '', version: 7, newMessages } }];
  await look();
  press('list.next');
  press('oks.give');
  await screen.findByText('My daughter died');
  screen.getByText('ann.example:');
  refresh([asked('ann', { seenVersion: 7 })]);
  expect(screen.getByText('My daughter died')).toBeTruthy();
  expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['5']);
  press('oks.give');
  await waitFor(() => expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['5', '7']));
});

test('what came since the OK was asked for stands on the card from the first look, ours named as ours', async () => {
  const said = { messageId: 'm', ours: false, text: 'My daughter died', at: '2026-01-02T09:00:00Z' };
  list.items = [
    asked('ann', { since: [said, { ...said, messageId: 'n', ours: true, text: 'We are here' }] }),
  ];
  await look();
  const alert = screen.getByRole('alert').textContent;
  for (const words of ['Came since the OK was asked for', 'My daughter died', 'We: We are here'])
    expect(alert).toMatch(words);
});

test('nobody gives the OK for who may not answer any more; whoever sees it may take it back', async () => {
  list.items = [asked('ann', { authorGone: true })];
  await look();
  press('list.next');
  press('oks.give');
  expect(screen.queryByRole('button', { name: /^OK, send/ })).toBeNull();
  await userEvent.setup({ delay: null }).click(screen.getByRole('button', { name: 'Take it back' }));
  await waitFor(() => expect(sent.map(({ path }) => path)).toEqual(['/api/v1/ok-requests/ann/withdraw']));
});

test('a card that leaves hands the focus to the next one, and the last one to the page', async () => {
  await look();
  press('list.next');
  for (const next of ['ben', 'cleo', undefined]) {
    press('oks.give');
    await waitFor(() => expect(focused()).toBe(next));
  }
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

test('private words that only the giver can see are named, and go only when they say so of exactly these', async () => {
  const found = [{ kind: 'phone', text: '+39 333' }];
  refusals = [{ status: 422, body: { code: 'private-words', detail: '', found } }];
  await look();
  press('list.next');
  press('oks.give');
  await screen.findByText('+39 333');
  await userEvent.setup({ delay: null }).click(screen.getByRole('button', { name: 'Say it all the same' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ body }) => body)).toEqual([
    { digest: 'as-ann' },
    { digest: 'as-ann', sayAnyway: ['+39 333'] },
  ]);
});

test('an edit that is too long, or more than the connector obeys, has a way on beside the refusal', async () => {
  list = { ...list, items: [asked('mine', { author: { id: 'kim', name: 'Kim' }, readers: 'unlisted' })] };
  const refuse = (code: string, more: object = {}) => ({
    status: 422,
    body: { code, detail: code, ...more },
  });
  refusals = [refuse('text-too-long'), refuse('cannot-reply', { reason: 'not-known-there' })];
  await look();
  press('list.next');
  press('oks.edit');
  const user = userEvent.setup({ delay: null });
  await user.click(await screen.findByRole('button', { name: 'Ask for OK' }));
  await user.click(await screen.findByRole('button', { name: 'Ask for it as several posts' }));
  await user.click(await screen.findByRole('button', { name: /^Ask for it without readers/ }));
  await waitFor(() => expect(sent).toHaveLength(3));
  expect(sent.at(-1)!.body).toEqual({ text: 'Sorry, mine', split: true, plain: true });
});

test('a card shows all that leaves: who reads it, its language, pictures, what is private, and the whole post that it answers', async () => {
  const picture = (id: string) => ({ id, name: 'image.png', mediaType: 'image/png', alt: null });
  const text = `Long ${'and longer '.repeat(60)}`;
  const over = { readers: 'unlisted', language: 'it', closes: true, saidAnyway: ['+39 333'] } as const;
  const answers = { ...asked('ann').answers, text };
  list.items = [
    asked('ann', { ...over, saidAnyway: ['+39 333'], answers, files: [picture('a'), picture('b')] }),
  ];
  await look();
  const card = screen.getByRole('article');
  for (const words of ['everybody, in no timeline', 'Italian', 'Closes the topic', '+39 333', 'Shop'])
    expect(card.textContent).toMatch(words);
  expect([...card.querySelectorAll('img')].map((one) => one.getAttribute('src'))).toEqual([
    '/api/v1/uploads/a?inline=1',
    '/api/v1/uploads/b?inline=1',
  ]);
  const unfold = screen.getByRole('button', { name: 'Show the whole post' });
  await userEvent.setup({ delay: null }).click(unfold);
  expect(unfold.getAttribute('aria-expanded')).toBe('true');
});

test('an answer behind two hundred others still stands over the composer of its own thread, and the page says that more wait', async () => {
  list.more = 12;
  await look(<ThreadOks threadId="thread-last" topicId={null} />);
  expect(screen.getByText('Sorry, last')).toBeTruthy();
  await look();
  expect(screen.getByText(/^12 more answers wait behind these/)).toBeTruthy();
});

test('over the composer a card says which post it answers, and leads to it; no words of one that is gone', async () => {
  const led: object[] = [];
  const stop = offerPlaces((place) => led.push(place));
  await look(<ThreadOks threadId="thread-ann" topicId={null} />);
  const line = screen.getByRole('button', { name: 'Answer to somebody: What ann said' });
  await userEvent.setup({ delay: null }).click(line);
  expect(led).toEqual([{ threadId: 'thread-ann', messageId: 'post-ann' }]);
  stop();
  refresh([asked('ann', { answers: { ...asked('ann').answers, gone: true } })]);
  screen.getByRole('button', { name: 'Answer to somebody: its author deleted the post' });
  expect(screen.queryByText(/What ann said/)).toBeNull();
});

const burnt: NonNullable<OkRequest['asking']> = {
  ...{ messageId: 'burnt', threadId: 'thread-ann', channel: 'mastodon', at: '2026-01-01T08:00:00Z' },
  author: { name: 'Ann', handle: 'ann', key: 'ann' },
  ...{ text: 'It burned my hand', gone: false, removed: false },
};

test('a card and the composer name the post whose words ask for the OK, lead to it, and say when the answer is to another one', async () => {
  const led: object[] = [];
  const stop = offerPlaces((place) => led.push(place));
  needed = { why: [], asking: burnt, colleagues: 1 };
  list.items = [asked('ann', { asking: burnt })];
  await look(<ThreadOks threadId="thread-ann" topicId={null} />);
  const lines = await screen.findAllByRole('button', {
    name: /Words that ask for it.*Ann.*It burned my hand/,
  });
  expect(lines).toHaveLength(2);
  const user = userEvent.setup({ delay: null });
  for (const line of lines) await user.click(line);
  const place = { threadId: 'thread-ann', messageId: 'burnt' };
  expect(led).toEqual([place, place]);
  screen.getByText(/^This answer goes to another post of theirs/);
  screen.getByText(/^You are answering another post of theirs/);
  stop();
  refresh([asked('ann', { asking: { ...burnt, messageId: 'post-ann' } })]);
  expect(screen.queryByText(/^This answer goes to another post/)).toBeNull();
});

test('a card says that its post was changed since, to who gives the OK and to who wrote', async () => {
  const changed = (id: string, by: string) =>
    asked(id, { answers: { ...asked(id).answers, edited: true }, author: { id: by, name: by } });
  list.items = [changed('ann', 'bea'), changed('mine', 'kim'), asked('ben')];
  await look();
  const notes = screen.getAllByRole('article').map((card) => within(card).queryByRole('note')?.textContent);
  expect(notes).toEqual([
    expect.stringContaining('Read the post again before you give the OK'),
    expect.stringContaining('changed the post after you wrote this'),
    undefined,
  ]);
});

test('an answer whose account is paused says so to both, and its author chooses another one or takes it back', async () => {
  const gone = { accountId: 'press', account: '@press', accountGone: true, askAnew: true };
  list.items = [asked('ann', gone), asked('mine', { ...gone, author: { id: 'kim', name: 'Kim' } })];
  accounts = [{ id: 'shop', address: '@shop' }];
  await look();
  const [theirs, mine] = screen.getAllByRole('article');
  expect(within(theirs!).getByRole('note').textContent).toMatch('@press is paused or removed');
  within(theirs!).getByRole('button', { name: /^Give it back/ });
  expect(within(mine!).getByRole('note').textContent).toMatch('@press is paused or removed');
  within(mine!).getByRole('button', { name: 'Take it back' });
  const user = userEvent.setup({ delay: null });
  await user.click(within(mine!).getByRole('button', { name: 'Edit' }));
  const field = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'from' });
  expect(field.value).toBe('');
  await user.selectOptions(field, '@shop');
  await user.click(screen.getByRole('button', { name: 'Ask for OK' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]!.body).toEqual({ text: 'Sorry, mine', accountId: null });
});

test('who has several accounts chooses another one for an answer that waits, and where none is left is told to take it back', async () => {
  list.items = [asked('mine', { author: { id: 'kim', name: 'Kim' } })];
  accounts = [
    { id: 'shop', address: '@shop' },
    { id: 'press', address: '@press' },
  ];
  await look();
  const user = userEvent.setup({ delay: null });
  await user.click(screen.getByRole('button', { name: 'Edit' }));
  await user.selectOptions(await screen.findByRole('combobox', { name: 'from' }), '@press');
  await user.click(screen.getByRole('button', { name: 'Ask for OK' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]!.body).toEqual({ text: 'Sorry, mine', accountId: 'press' });
  refresh([asked('other', { accountGone: true, author: { id: 'kim', name: 'Kim' } })]);
  accounts = [];
  await user.click(screen.getByRole('button', { name: 'Edit' }));
  await screen.findByText(/No account of ours can answer this post/);
});

test('what an OK is asked for is read again once its post is told to be changed, and for no other post', async () => {
  await look();
  const tell = (messageId: string) =>
    applyLiveEvent(client, 'kim', {
      ...{ kind: 'message', threadId: 'thread-ann', messageId, change: 'changed' },
    } as LiveEvent);
  const stale = () => client.getQueryState(oksQuery.queryKey)?.isInvalidated;
  tell('another-post');
  expect(stale()).toBe(false);
  list.items = [asked('ann', { answers: { ...asked('ann').answers, edited: true } })];
  act(() => tell('post-ann'));
  await screen.findByText(/Read the post again before you give the OK/);
});
