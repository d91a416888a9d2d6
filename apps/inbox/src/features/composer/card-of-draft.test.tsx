import type { LinkCardShown } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { listenForKeys } from '../../keys/listen-for-keys';
import { changeDraft, draftOf } from '../../state/drafts/draft-store';
import CardOfDraft from './card-of-draft';
import { sendDraft } from './send-draft';
import { pauseMs } from './use-settled-link';

const { jest } = import.meta;
const url = 'https://shop.example/lamps';
let asked: unknown[] = [];
let answers: () => { status: number; body: unknown };
const shown = (over: Partial<LinkCardShown>): LinkCardShown => ({ url, card: null, absent: null, ...over });
const lamps = { title: 'Lamps', description: 'All of them', picture: 'data:image/png;base64,iVBORw0KGgo=' };

beforeEach(() => {
  asked = [];
  answers = () => ({ status: 200, body: shown({ card: lamps }) });
  globalThis.fetch = (_, init) => {
    asked.push(JSON.parse(String(init?.body)));
    const { status, body } = answers();
    return Promise.resolve({
      ...{ ok: status < 300, headers: new Headers(), status },
      text: () => Promise.resolve(JSON.stringify(body)),
    } as Response);
  };
  jest.useFakeTimers();
});
afterEach(() => jest.useRealTimers());

const type = (text: string) => act(() => changeDraft('ada', 'reply', { text }));
const wait = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const open = (text: string) => {
  changeDraft('ada', 'reply', { text, noCard: false });
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <CardOfDraft
        threadId="ada"
        topicId={null}
        write={(change) => act(() => changeDraft('ada', 'reply', change))}
      />
    </QueryClientProvider>,
  );
};

test('the card stands as it will stand, once the link has been left alone', async () => {
  open('See https://shop.ex');
  await wait(pauseMs.open - 1);
  type(`See ${url}`);
  await wait(pauseMs.open - 1);
  // Half a link leads elsewhere: no page is read for it.
  expect(asked).toEqual([]);
  type(`See ${url} for more`);
  await wait(pauseMs.whole);
  await wait(1);
  expect(asked).toEqual([{ url }]);
  expect(screen.getByText('Lamps')).toBeTruthy();
  expect(screen.getByText('All of them')).toBeTruthy();
  expect(screen.getByText('shop.example')).toBeTruthy();
  expect(document.querySelector('img')?.getAttribute('src')).toBe(lamps.picture);
  type(`See ${url} for more, and more`);
  await wait(pauseMs.open);
  expect(asked).toHaveLength(1);
});

test('without a card by a click or a key, which the draft remembers, and with one again', async () => {
  const stop = listenForKeys();
  open(`See ${url} for more`);
  fireEvent.click(screen.getByRole('button', { name: /No card/ }));
  expect(draftOf('ada', 'reply')?.noCard).toBe(true);
  expect(screen.getByText('The link goes out without a card.')).toBeTruthy();
  await wait(pauseMs.open);
  // Who wants none has no page read.
  expect(asked).toEqual([]);
  const order = {
    threadId: 'ada',
    topicId: null,
    mode: 'reply',
    version: 1,
    close: false,
    askOk: false,
  } as const;
  await sendDraft({ ...order, draft: draftOf('ada', 'reply')! });
  expect(asked).toMatchObject([{ noCard: true }]);
  fireEvent.click(screen.getByRole('button', { name: /Show a card/ }));
  expect(draftOf('ada', 'reply')?.noCard).toBe(false);
  stop();
});

test.each([
  ['page-silent', 'No card can be made: the page says nothing of itself'],
  ['our-own', 'No card can be made: the link is one of ours'],
])('why there is no card is said: %s', async (code, words) => {
  answers = () => ({ status: 200, body: shown({ absent: { code: code as 'our-own', message: 'None.' } }) });
  open(`See ${url} for more`);
  await wait(pauseMs.whole);
  await wait(1);
  expect(screen.getByText(new RegExp(`^${words}`))).toBeTruthy();
});

test('a server that refuses to read more is told of, and keeps no answer', async () => {
  answers = () => ({
    status: 429,
    body: { code: 'too-many-attempts', reason: 'too-many-cards', detail: 'Busy.' },
  });
  open(`See ${url} for more`);
  await wait(pauseMs.whole);
  await wait(1);
  expect(
    screen.getByText(/^No card can be shown now: .+ Your answer can be sent all the same\.$/),
  ).toBeTruthy();
});
