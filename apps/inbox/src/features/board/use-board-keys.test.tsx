import type { BoardCard } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useCommand } from '../../keys/active-commands';
import { listenForKeys } from '../../keys/listen-for-keys';
import { useAnnouncement } from '../../state/announcer';
import '../../i18n/later-words';
import { CardButtons, type CardActs } from './card-buttons';
import type { CardWalk } from './card-walk';
import { useUnfoldedCards } from './unfolded-cards';
import { useBoardKeys } from './use-board-keys';
import { VoicesToggle } from './voices-toggle';

const card = {
  ...{ id: 'ada', column: 'act-now', messageId: 'loud', threadId: 'theirs', channel: 'x', permalink: null },
  ...{ author: { id: 'ada', kind: 'x', key: '1', name: 'Ada', handle: 'ada' }, heard: 'mention' },
  ...{ watch: null, notAboutUs: null, posts: 47, voices: 47 },
} as unknown as BoardCard;

let done: string[];
const act = (name: string) => () => void done.push(name);
const acts: CardActs = {
  ...{
    open: act('open'),
    reply: act('reply'),
    invite: act('invite'),
    claim: act('claim'),
    watch: act('watch'),
  },
  move: (_, column) => void done.push(column),
};
const walk = {
  chosen: () => card,
  down: (by: number) => void done.push(`down ${by}`),
  aside: (by: number) => void done.push(`aside ${by}`),
} as unknown as CardWalk;

function Board() {
  useBoardKeys(walk, acts);
  // What is heard on every page beside it.
  for (const id of ['go.drafts', 'go.mine', 'thread.profile'] as const) useCommand(id, act(id));
  return (
    <>
      <VoicesToggle card={card} acts={acts} />
      <CardButtons card={card} acts={acts} />
    </>
  );
}

let stop: () => void;
beforeEach(() => {
  done = [];
  useUnfoldedCards.setState({ ids: [] });
  globalThis.fetch = () =>
    Promise.resolve({
      ok: true,
      headers: new Headers(),
      status: 200,
      text: () => Promise.resolve('{"items":[]}'),
    } as Response);
  stop = listenForKeys();
});
afterEach(() => stop());

test.each([
  ['{ArrowLeft}', 'aside 1'],
  ['{ArrowRight}', 'aside -1'],
])('%s goes to where the columns run on a page from right to left', async (key, did) => {
  document.documentElement.dir = 'rtl';
  try {
    render(<Board />);
    await userEvent.keyboard(key);
    expect(done).toEqual([did]);
  } finally {
    document.documentElement.dir = 'ltr';
  }
});

test.each([
  ['j', 'down 1'],
  ['k', 'down -1'],
  ['h', 'aside -1'],
  ['l', 'aside 1'],
  ['{ArrowLeft}', 'aside -1'],
  ['{ArrowRight}', 'aside 1'],
  ['o', 'open'],
  ['r', 'reply'],
  ['d', 'invite'],
  ['i', 'claim'],
  ['w', 'watch'],
  ['1', 'act-now'],
  ['2', 'today'],
  ['3', 'watch'],
  ['4', 'handled'],
  ['!', 'not-about-us'],
  ['{Shift>}!{/Shift}', 'not-about-us'],
  ['gd', 'go.drafts'],
])('the key %s does %s', async (key, does) => {
  render(<Board />);
  await userEvent.keyboard(key);
  expect(done).toEqual([does]);
});

test.each([
  [/^Answer Ada/, 'reply'],
  [/^Open the thread of Ada/, 'open'],
  [/^Invite to private: Ada/, 'invite'],
  [/^Take what Ada said/, 'claim'],
  [/^Watch .*Ada/, 'watch'],
])('%s is the button of the same', async (name, does) => {
  render(<Board />);
  await userEvent.click(screen.getByRole('button', { name }));
  expect(done).toEqual([does]);
});

test('gg shows every post of a card and hides them again, as the button does, and says so', async () => {
  // Rendered without the list itself, which is read from the server.
  function Keys() {
    useBoardKeys(walk, acts);
    return null;
  }
  render(<Keys />);
  await userEvent.keyboard('gg');
  expect(useUnfoldedCards.getState().ids).toEqual(['ada']);
  expect(useAnnouncement.getState().text).toBe('All 47 posts are shown below the card');
  await userEvent.keyboard('gg');
  expect(useUnfoldedCards.getState().ids).toEqual([]);
});
