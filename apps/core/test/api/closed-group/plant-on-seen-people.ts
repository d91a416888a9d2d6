import { Readable } from 'node:stream';
import { createLogger } from '@filo/service';
import type { MessageReceivedInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import { KeepWords } from '../../../src/search/writing/keep-words.js';
import { FindSuggestions } from '../../../src/suggestions/finding/find-suggestions.js';
import type { Answer } from '../client.js';
import { receive } from '../receive.js';
import type { ClosedWorld } from './closed-world.js';

/** Begins every secret but the order number; what follows says where it was planted. */
export const secret = 'zq7secret';
export const orderNumber = 'ZQZQ7712345';

/** What a closed group says of people whom everybody sees. */
export const kinds = [
  ...['proven', 'claimed', 'formname', 'given', 'early', 'both', 'subject', 'text', 'file', 'fact'],
  ...['field', 'typed', 'note', 'reply', 'mergereason', 'undoreason', 'splitreason', 'automatic'],
] as const;
export type Kind = (typeof kinds)[number];
export const planted = (kind: Kind): string => `${secret}${kind}`;
export const secrets = [...kinds.map(planted), orderNumber];

export interface SeenPeople {
  /** Threads by the kind of name that the closed group gave their address. */
  threads: Record<'proven' | 'claimed' | 'formname' | 'given' | 'early' | 'both' | 'twin' | 'typed', string>;
  /** Somebody of whom the closed group knows nothing. */
  friend: string;
}

const addressOf = (name: string): string => `${name}@seen.example`;
const mailOf = (name: string, called?: string) => ({
  kind: 'mail',
  key: addressOf(name),
  ...(called && { name: called }),
});
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const claimed = { authorProof: { verdict: 'claimed' as const, reason: 'none' } };

/** Everybody writes to the open group; the closed one hears their names, and more. */
export const plantOnSeenPeople = async (world: ClosedWorld): Promise<SeenPeople> => {
  const { api } = world;
  const closed = await closedAccounts(world);
  const inClosed = (name: string, over: Partial<MessageReceivedInput>) =>
    receive(api, { accountId: closed.mail, author: mailOf(name), ...over });
  const inOpen = (name: string, over: Partial<MessageReceivedInput> = {}) =>
    receive(api, { author: mailOf(name), sortAt: minutesAgo(60), ...over });
  // Said before the open group sees anything of them.
  await inClosed('early', { author: mailOf('early', planted('early')), sortAt: minutesAgo(90) });
  await inClosed('nobody', {
    participants: [{ identity: mailOf('given', planted('given')), role: 'cc' }],
    sortAt: minutesAgo(90),
  });
  const proven = await inOpen('proven', { author: mailOf('proven', 'Pia Open') });
  const threads = {
    proven: proven.threadId,
    claimed: (await inOpen('claimed')).threadId,
    formname: (await inOpen('formname')).threadId,
    given: (await inOpen('given', claimed)).threadId,
    early: (await inOpen('early')).threadId,
    both: (await inOpen('both')).threadId,
    twin: (await inOpen('twin')).threadId,
    typed: (await inOpen('typed', { author: mailOf('typed', 'Tom Open') })).threadId,
  };
  await closedWords(world, closed.mail);
  await inClosed('claimed', { ...claimed, author: mailOf('claimed', planted('claimed')) });
  await receive(api, {
    ...{ channel: 'webform', accountId: closed.form, participants: [], arrival: { via: 'form' } },
    ...{ author: mailOf('formname'), ...claimed, facts: { name: planted('formname') } },
  });
  for (const name of ['both', 'twin'])
    await inClosed(name, {
      author: mailOf(name, `${planted('both')} Voss`),
      text: `About order ${orderNumber}`,
      newText: `About order ${orderNumber}`,
    });
  await typedWhereNothingWaits(world, closed.mail, threads.typed);
  const { threadId: friend } = await inOpen('friend', { author: mailOf('friend', 'Fay Open') });
  await answeredForAnother(world, friend);
  await bringUpToDate(world);
  return { threads, friend };
};

const closedAccounts = async ({ api, groupId }: ClosedWorld): Promise<{ mail: string; form: string }> => {
  const [mail, form] = [uuidv7(), uuidv7()];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'email', 'closed@example.org', $3), ($2, 'webform', 'closed', $3)`,
    [mail, form, groupId],
  );
  return { mail, form };
};

/** A mail with all that a mail can hold, and what the group does with it. */
const closedWords = async (world: ClosedWorld, accountId: string): Promise<void> => {
  const { api, insider } = world;
  const file = await api.blobs.put(Readable.from([Buffer.from('file')]));
  const { threadId, messageId } = await receive(api, {
    accountId,
    author: mailOf('proven', planted('proven')),
    subject: planted('subject'),
    text: planted('text'),
    newText: planted('text'),
    facts: { order: planted('fact') },
    attachments: [{ blob: file, name: `${planted('file')}.txt`, mediaType: 'text/plain', inline: false }],
  });
  const [{ topicId }] = await api.dataSource.query(
    'select topic_id as "topicId" from message where id = $1',
    [messageId],
  );
  done(
    await insider.send('PATCH', `/api/v1/people/${threadId}`, { facts: { colour: planted('field') } }),
    await insider.post(
      `/api/v1/threads/${threadId}/notes`,
      { text: planted('note'), topicId },
      { 'idempotency-key': uuidv7() },
    ),
  );
  done(
    await insider.post(
      `/api/v1/threads/${threadId}/replies`,
      { text: planted('reply'), topicId },
      {
        'if-match': `"${(await insider.get(`/api/v1/threads/${threadId}`)).body.version}"`,
        'idempotency-key': uuidv7(),
      },
    ),
  );
};

/** A name typed where the newest word is one that makes no thread of the closed group. */
const typedWhereNothingWaits = async (
  { api, insider }: ClosedWorld,
  accountId: string,
  threadId: string,
): Promise<void> => {
  await receive(api, {
    ...{ accountId, class: 'auto-reply', author: mailOf('typed'), sortAt: new Date().toISOString() },
    ...{ subject: planted('automatic'), text: 'Away', newText: 'Away' },
  });
  done(await insider.send('PATCH', `/api/v1/people/${threadId}`, { facts: { name: planted('typed') } }));
};

/** Somebody whom the closed group calls by a name answers, from their own address, what was written to the friend. */
const answeredForAnother = async ({ api, outsider }: ClosedWorld, friend: string): Promise<void> => {
  const { version } = (await outsider.get(`/api/v1/threads/${friend}`)).body;
  const written = await outsider.post(
    `/api/v1/threads/${friend}/replies`,
    { text: 'What do you think?' },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
  done(written);
  const [{ threadingId }] = await api.dataSource.query(
    'select threading_id as "threadingId" from message where id = $1',
    [written.body.message.id],
  );
  await receive(api, {
    ...{ author: mailOf('early'), inReplyTo: [threadingId], references: [threadingId] },
    participants: [{ identity: mailOf('friend'), role: 'cc' }],
  });
};

/** The loops of the worker, once. */
export const bringUpToDate = async ({ api }: ClosedWorld): Promise<void> => {
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const keeper = new KeepWords({ dataSource: api.dataSource, log });
  for (let looked = 1; looked > 0;) looked = await keeper.once();
  const finding = new FindSuggestions({ dataSource: api.dataSource, log, clocksApartMs: 0 });
  while ((await finding.once()).messages > 0);
};

/** Merges with a reason; resolves with the change. */
export const mergeOf = async (
  { insider }: ClosedWorld,
  personIds: readonly string[],
  reason: string,
): Promise<string> => {
  const versions = await Promise.all(
    personIds.map(async (id) => [id, (await insider.get(`/api/v1/threads/${id}`)).body.version]),
  );
  const merged = await insider.post('/api/v1/merges', {
    ...{ personIds, versions: Object.fromEntries(versions), reason },
  });
  done(merged);
  return merged.body.id as string;
};

export const done = (...answers: readonly Answer[]): void => {
  for (const { status, body } of answers)
    if (status > 201) throw new Error(`not done: ${status} ${JSON.stringify(body)}`);
};
