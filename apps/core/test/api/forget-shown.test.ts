import { v7 as uuidv7 } from 'uuid';
import { tokenKeysOf } from '../../src/config.js';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { FindSuggestions } from '../../src/suggestions/finding/find-suggestions.js';
import { anAccount } from './an-account.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: string;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'mastodon', address: '@shop@social.example' });
}, 120_000);
afterAll(() => api.close());

const find = () =>
  new FindSuggestions({
    ...{ dataSource: api.dataSource, log: { info() {}, warn() {} } as never },
    clocksApartMs: -1_000,
  }).once();
const remove = (externalId: string) =>
  new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'mastodon', accountId: account, externalId },
      at: new Date().toISOString(),
    } as never,
  ]);
/** A mail and a post of one name that give the same phone, and as many posts that say so again. */
const sayBoth = async (name: string, phone: string, again = 0) => {
  const id = name.toLowerCase().replace(' ', '.');
  const signed = `Hello\n\n${name}\nTel. ${phone}`;
  const mail = { kind: 'mail', key: `${id}@example.it`, name };
  const { threadId } = await receive(api, { author: mail, text: signed, newText: signed } as never);
  const author = { kind: 'mastodon', key: `https://social.example/users/${id}`, name };
  const text = `You never call back! ${name}, ${phone}`;
  const externalId = `https://social.example/${id}`;
  const post = { channel: 'mastodon', accountId: account, externalId, author, replyTo: author, text };
  await receive(api, {
    ...post,
    audience: 'public',
    participants: [],
    subject: undefined,
    newText: text,
  } as never);
  for (let n = 1; n <= again; n += 1) {
    const more = `As I said ${n} times: ${phone}. ${name}`;
    await receive(api, {
      ...{ ...post, externalId: `${externalId}/${n}`, text: more, newText: more },
      ...{ audience: 'public', participants: [], subject: undefined },
    } as never);
  }
  await find();
  const told = async () =>
    JSON.stringify((await client.get(`/api/v1/suggestions?personId=${threadId}`)).body) +
    JSON.stringify(await api.dataSource.query('select evidence from suggestion'));
  const tokens = async () =>
    (
      await api.dataSource.query(
        `select t.token from match_token t join identity i on i.id = t.identity_id where i.key = $1 and t.token in (
           select o.token from match_token o join identity m on m.id = o.identity_id where m.key = $2)`,
        [author.key, mail.key],
      )
    ).length as number;
  return { externalId, told, tokens };
};

it('what a deleted post told stands in no suggestion, and nobody is found by it', async () => {
  const { externalId, told, tokens } = await sayBoth('Ada Rossi', '+39 06 6982 1234');
  expect(await told()).toContain('69821234');
  const before = await tokens();
  await remove(externalId);
  expect(await told()).not.toContain('69821234');
  expect(await tokens()).toBeLessThan(before);
});

it('nor what its author took out of a post; what stands there still does', async () => {
  const { externalId, told } = await sayBoth('Berta Conti', '+39 06 6982 5678');
  expect(await told()).toContain('69825678');
  const edits = new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings)));
  const edit = async (text: string, at: number) => {
    const now = { channel: 'mastodon', accountId: account, externalId, text, newText: text };
    const rest = { at: new Date(at).toISOString(), contentWarning: null, shows: null };
    await edits.run([{ ...now, ...rest } as never]);
  };
  await edit('You still never call back! Berta Conti, +39 06 6982 5678', Date.now());
  expect(await told()).toContain('69825678');
  await edit('You never call back! Berta Conti', Date.now() + 1_000);
  expect(await told()).not.toContain('69825678');
});

it('what another post of the same author tells still is found at once, until that is gone, too', async () => {
  const { externalId, told, tokens } = await sayBoth('Carla Neri', '+39 06 6982 4321', 1);
  expect(await told()).toContain('69824321');
  const before = await tokens();
  await remove(externalId);
  expect(await told()).toContain('69824321');
  expect(await tokens()).toBe(before);
  await remove(`${externalId}/1`);
  expect(await told()).not.toContain('69824321');
  expect(await tokens()).toBeLessThan(before);
});
