import type { ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { MastodonDesk } from './mastodon-desk.js';

let desk: MastodonDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await MastodonDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

/** What we said by Filo. */
const said = async (text = 'Sorry!\nWe look.') => {
  const command = desk.answer(account, desk.mention('it broke'), { text });
  await desk.core.publishSend(command);
  await desk.receiptOf(command);
  return { ours: desk.answers().at(-1)!, command };
};

it('whoever quotes us is heard, with what they quote, below our message', async () => {
  const { ours, command } = await said();
  const post = desk.server.world.post(desk.ada, 'This is how they answer.', {
    quotes: ours,
    html: `<p class="quote-inline">RE: <a href="${ours.uri}">it</a></p><p>This is how they answer.</p>`,
  });
  expect(await desk.hearing(post)).toMatchObject({
    ...{ direction: 'inbound', audience: 'public', author: { key: desk.ada.uri } },
    newText: 'This is how they answer.',
    quotedText: '@ada Sorry!\nWe look.',
    text: 'This is how they answer.\n\n> @ada Sorry!\n> We look.',
    // By its address, which every instance knows it by, and by the id of ours.
    references: [command.threadingId, ours.uri, desk.threadingIdOf(ours)],
  });
}, 60_000);

it('whoever quotes us and names us is heard once', async () => {
  const { ours } = await said();
  const post = desk.server.world.post(desk.ada, '@shop really?', { quotes: ours });
  expect(await desk.hearing(post)).toMatchObject({ quotedText: '@ada Sorry!\nWe look.' });
  await desk.hearing(desk.mention('one more'));
  const told = desk.core.told().filter(({ externalId }) => externalId === desk.externalIdOf(post));
  expect(told).toHaveLength(1);
}, 60_000);

it('what is quoted and cannot be seen any more is left out', async () => {
  const gone = desk.server.world.post(desk.ada, 'I was wrong');
  desk.server.world.delete(gone);
  const heard = await desk.hearing(desk.mention('see this', { quotes: gone }));
  expect(heard.text).toBe('@shop see this');
  expect(heard).not.toHaveProperty('quotedText');
}, 60_000);

it('what its author changes keeps what it quotes', async () => {
  const { ours } = await said();
  const post = desk.mention('they are rude', { quotes: ours });
  await desk.hearing(post);
  desk.server.world.edit(post, { text: '@shop they are kind' });
  const edit = await eventually(() => desk.core.edited[0], { timeoutMs: 20_000 });
  expect(edit).toMatchObject({
    text: '@shop they are kind\n\n> @ada Sorry!\n> We look.',
    newText: '@shop they are kind',
  });
}, 60_000);

it('quotes of a post count for its reach', async () => {
  const complaint = desk.mention('it broke');
  desk.server.world.post(desk.ada, 'Look at this', { quotes: complaint });
  await desk.rest();
  const late = desk.mention('still broken', {});
  desk.server.world.post(desk.ada, 'And this', { quotes: late });
  await desk.work();
  expect((await desk.hearing(late)).reach).toMatchObject({ quotes: 1 });
}, 60_000);

it('the last change counts, whatever time its author gives it', async () => {
  const post = desk.mention('it broke');
  await desk.hearing(post);
  await eventually(() => desk.server.streams.listening === 1);
  const edit = (text: string, editedAt: string) => {
    desk.server.world.edit(post, { text: `@shop ${text}`, editedAt });
    const told = () => desk.core.edited.find(({ newText }) => newText.includes(text));
    return eventually(told, { timeoutMs: 20_000 });
  };
  const ahead = await edit('and burned', '2099-01-01T00:00:00.000Z');
  expect(Date.parse(ahead.at)).toBeLessThanOrEqual(Date.now());
  const back = await edit('and hurt me', '1971-01-01T00:00:00.000Z');
  expect(Date.parse(back.at)).toBeGreaterThan(Date.parse(ahead.at));
}, 60_000);
