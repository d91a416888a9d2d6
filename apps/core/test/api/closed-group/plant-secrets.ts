import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { createLogger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import { KeepWords } from '../../../src/search/writing/keep-words.js';
import { contactForm } from '../../../src/setup/contact-form.js';
import type { Client } from '../client.js';
import { receive } from '../receive.js';
import { plantHeard } from './plant-heard.js';
import { plantImport } from './plant-import.js';
import { plantUnsent } from './plant-unsent.js';
import type { TestApi } from '../test-api.js';

/** Begins every secret; what follows says where it was planted. */
export const secret = 'zq7secret';

/** Where secrets are planted. Whoever is in the closed group must find each of them. */
export const kinds = [
  ...['name', 'address', 'copied', 'subject', 'text', 'fact', 'stated', 'note', 'file', 'bytes', 'original'],
  ...['reply', 'evidence', 'unread', 'captured', 'account', 'form', 'list', 'topic', 'answered', 'photo'],
  ...['crm', 'imported', 'broken', 'contact', 'query', 'found', 'unsent', 'promised', 'former', 'blocked'],
] as const;
export type Kind = (typeof kinds)[number];
export const planted = (kind: Kind): string => `${secret}${kind}`;

export interface Planted {
  /** The mailbox of the closed group. */
  accountId: string;
  /** A tag, seen by everybody, that is on the first of `visible` in the closed group alone. */
  tagId: string;
  /** Ids of what lies in the closed group alone. */
  hidden: string[];
  /** Ids of what an agent without access sees a part of. */
  visible: string[];
}

interface Garden {
  api: TestApi;
  insider: Client;
  groupId: string;
}

/** Plants a secret of every kind in a closed group; one hidden person is merged with one that everybody sees. */
export const plantSecrets = async (garden: Garden): Promise<Planted> => {
  const { api, insider, groupId } = garden;
  const [accountId, formId] = await closedAccounts(garden);
  const open = await receive(api, { author: { kind: 'mail', key: 'open@example.org', name: 'Open' } });
  const alone = await hiddenPerson(garden, accountId, 'alone');
  const merged = await hiddenPerson(garden, accountId, 'merged');
  const suggestionId = await suggestion(api, [open.messageId, alone.messageId]);
  const handed = await handedOver(garden, merged.threadId);
  const [tagId, ...changed] = await taggedAndAssigned(garden, merged.threadId);
  const list = await receive(api, {
    accountId,
    class: 'list',
    author: { kind: 'mail', key: `${secret}list@example.org` },
    subject: planted('list'),
  });
  await receive(api, { accountId, author: { kind: 'mail', key: 'pest@walled.example' } });
  const walled = { domain: 'walled.example', why: planted('blocked'), sure: true };
  if ((await insider.post('/api/v1/blocks', walled)).status !== 201) throw new Error('not blocked');
  const invitationId = await invitation(garden, accountId, alone.messageId);
  const quarantined = await inQuarantine(api, accountId, groupId);
  const imported = await plantImport(garden, planted);
  const loud = await invitedPerson(garden);
  const heard = await plantHeard(garden, loud.accountId, planted);
  const { messageId, accountId: lobby } = loud;
  const unsent = await plantUnsent(api, { messageId, accountId: lobby, text: planted('unsent') });
  await asked(garden, `${planted('address')}merged@example.org`);
  const change = await insider.post('/api/v1/merges', {
    personIds: [open, merged, loud].map(({ threadId }) => threadId),
    versions: Object.fromEntries(
      await Promise.all(
        [open, merged, loud].map(async ({ threadId }) => [threadId, await versionOf(insider, threadId)]),
      ),
    ),
  });
  if (change.status !== 200) throw new Error(`not merged: ${JSON.stringify(change.body)}`);
  // As if everybody had been told before the group was closed to them.
  await api.dataSource.query(
    `insert into notice (id, agent_id, kind, account_group_id, anchor_identity_id, source_id, message_id)
     select gen_random_uuid(), a.id, 'mentioned', m.account_group_id, m.anchor_identity_id, m.id, m.id
     from message m, agent a where m.account_group_id = $1`,
    [groupId],
  );
  const keeper = new KeepWords({
    dataSource: api.dataSource,
    log: createLogger({ service: 'x', level: 'silent' }),
  });
  for (let left = 1; left > 0;) left = await keeper.once();
  return {
    accountId,
    tagId,
    hidden: [
      ...alone.ids,
      ...merged.ids.filter((id) => id !== merged.threadId),
      list.messageId,
      ...loud.ids,
      ...imported,
      ...heard,
      unsent,
      handed,
      ...changed,
      quarantined,
      accountId,
      formId,
      suggestionId,
      invitationId,
    ],
    visible: [open.threadId, open.messageId, merged.threadId, loud.threadId, change.body.id],
  };
};

const versionOf = async (insider: Client, id: string): Promise<number> =>
  (await insider.get(`/api/v1/threads/${id}`)).body.version;

const closedAccounts = async ({ api, groupId }: Garden): Promise<[mailbox: string, form: string]> => {
  const [accountId, formId] = [uuidv7(), uuidv7()];
  await api.dataSource.query(
    `insert into account (id, channel, address, name, account_group_id, settings) values
     ($1, 'email', 'closed@example.org', $2, $4, '{}'), ($5, 'webform', 'closed', null, $4, $3)`,
    [
      ...[accountId, planted('account')],
      JSON.stringify({ ...contactForm, title: { en: planted('form') } }),
      ...[groupId, formId],
    ],
  );
  return [accountId, formId];
};

const put = (api: TestApi, text: string) => api.blobs.put(Readable.from([Buffer.from(text)]));

const hiddenPerson = async ({ api, insider }: Garden, accountId: string, name: string) => {
  const file = await put(api, `${planted('bytes')} ${name}`);
  const raw = await put(api, `${planted('original')} ${name}`);
  const author = {
    kind: 'mail',
    key: `${planted('address')}${name}@example.org`,
    name: `${planted('name')} ${name}`,
  };
  const { threadId, messageId } = await receive(api, {
    accountId,
    author,
    subject: `${planted('subject')} ${planted('topic')} ${name}`,
    text: planted('text'),
    newText: planted('text'),
    participants: [
      { identity: { kind: 'mail', key: `${planted('copied')}${name}@example.org` }, role: 'cc' },
    ],
    facts: { order: planted('fact') },
    attachments: [{ blob: file, name: `${planted('file')}.txt`, mediaType: 'text/plain', inline: false }],
    raw,
  });
  await api.dataSource.query(
    `insert into message_revision (message_id, n, text, at, by) values ($1, 1, $2, now(), 'author')`,
    [messageId, planted('former')],
  );
  const version = await versionOf(insider, threadId);
  const done = [
    await insider.post(
      `/api/v1/threads/${threadId}/replies`,
      { text: planted('reply') },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    ),
    await insider.post(
      `/api/v1/threads/${threadId}/notes`,
      { text: planted('note') },
      { 'idempotency-key': uuidv7() },
    ),
    await insider.post(`/api/v1/threads/${threadId}/promises`, {
      id: uuidv7(),
      text: planted('promised'),
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
    }),
    await insider.send('PATCH', `/api/v1/people/${threadId}`, {
      facts: { name: `${planted('stated')} ${name}`, colour: planted('stated') },
    }),
    await insider.send('PUT', `/api/v1/people/${threadId}/photo`, photo(name)),
  ];
  const failed = done.find(({ status }) => status > 201);
  if (failed) throw new Error(`not planted: ${JSON.stringify(failed.body)}`);
  const reply = done[0]!.body.message.id as string;
  await captured(api, reply);
  const rows = (await api.dataSource.query(
    `select id from identity where key like '%' || $1 || '@example.org' union select id from topic where subject like '%' || $1
     union select p.id from promise p join topic t on t.id = p.topic_id where t.subject like '%' || $1
     union select id from attachment where message_id = $2 union select id from delivery where message_id = $3`,
    [name, messageId, reply],
  )) as { id: string }[];
  return { threadId, messageId, ids: [threadId, messageId, reply, ...rows.map(({ id }) => id)] };
};

/** Handed on by whoever lost access since; resolves with the id of the handing, which only they may take back. */
const handedOver = async ({ api, insider }: Garden, threadId: string): Promise<string> => {
  const { status, body } = await insider.post(`/api/v1/threads/${threadId}/actions`, {
    ...{ kind: 'team', teamId: null },
  });
  if (status !== 200) throw new Error(`not handed over: ${JSON.stringify(body)}`);
  await api.dataSource.query(
    `update action a set actor_agent_id = (select id from agent where id <> a.actor_agent_id and role = 'admin' limit 1)
     where a.data ->> 'handId' = $1`,
    [body.handed],
  );
  return body.handed as string;
};

/** Resolves with the tag, and the changes, as an undo would name them. */
const taggedAndAssigned = async ({ insider }: Garden, threadId: string) => {
  const tag = await insider.post('/api/v1/tags', { name: 'Of everybody' });
  const tagId = tag.body.id as string;
  const done = [
    await insider.post(`/api/v1/threads/${threadId}/tags`, { add: [tagId] }),
    await insider.post(`/api/v1/threads/${threadId}/actions`, { kind: 'assign', agentId: null }),
  ];
  const failed = [tag, ...done].find(({ status }) => status > 201);
  if (failed) throw new Error(`not tagged: ${JSON.stringify(failed.body)}`);
  return [tagId, ...done.map(({ headers }) => headers.get('etag')!.replaceAll('"', ''))] as const;
};

/** Invited in public, and answered by an address that is nobody yet: only the invitation names it. */
const invitedPerson = async ({ api, insider, groupId }: Garden) => {
  const accountId = uuidv7();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'sample', 'closed lobby', $2)`,
    [accountId, groupId],
  );
  const loud = await receive(api, {
    ...{ accountId, channel: 'sample', audience: 'public', participants: [], arrival: { via: 'api' } },
    author: { kind: 'sample', key: 'loud' },
  });
  const invitation = await insider.post('/api/v1/invitations', { messageId: loud.messageId });
  if (invitation.status !== 201) throw new Error(`not invited: ${JSON.stringify(invitation.body)}`);
  const id = uuidv7();
  await api.dataSource.query(
    `with mail as (insert into identity (id, kind, key) values ($1, 'mail', $2) returning id)
     insert into proof_request (id, secret_hash, purpose, identity_id, message_id, expires_at, used_at, invitation_id, code_expires_at)
     select $1, '', 'invitation', id, $3, now(), now(), $4, now() from mail`,
    [id, `${planted('answered')}@example.org`, loud.messageId, invitation.body.id],
  );
  return { ...loud, accountId, ids: [loud.messageId, accountId, invitation.body.id, id] };
};

/** A one-time link asked of an address. */
const asked = async ({ api, insider }: Garden, address: string): Promise<void> => {
  const [identity] = await api.dataSource.query('select id from identity where key = $1', [address]);
  const answer = await insider.post(`/api/v1/identities/${identity.id}/proofs`, {
    purpose: 'confirm-address',
  });
  if (answer.status !== 201) throw new Error(`not asked: ${JSON.stringify(answer.body)}`);
};

const photo = (name: string): FormData => {
  const form = new FormData();
  form.append('file', new Blob([`GIF89a ${planted('photo')} ${name}`]), 'photo.gif');
  return form;
};

/** As if there were no way out: the outbox page keeps what would have left. */
const captured = async (api: TestApi, messageId: string): Promise<void> => {
  const blob = await put(api, `${planted('captured')} ${messageId}`);
  await api.dataSource.query(
    `insert into captured_mail (id, delivery_id, message_id, account_id, sender, recipients, subject, raw_sha256, bytes)
     select $1, d.id, d.message_id, d.account_id, 'a', '{b}', $3, $4, 9 from delivery d where d.message_id = $2`,
    [uuidv7(), messageId, planted('captured'), blob.sha256],
  );
};

const suggestion = async (api: TestApi, messageIds: string[]): Promise<string> => {
  const id = uuidv7();
  await api.dataSource.query(
    `insert into suggestion (id, a_identity_id, b_identity_id, evidence, confidence)
     select $1, min(m.anchor_identity_id::text)::uuid, max(m.anchor_identity_id::text)::uuid, $3, 0.9
     from message m where m.id = any($2)`,
    [
      id,
      messageIds,
      JSON.stringify([
        { code: 'same-phone', key: 'p', data: { phone: planted('evidence') }, bits: 9, messageIds },
      ]),
    ],
  );
  return id;
};

const invitation = async (
  { api, groupId }: Garden,
  accountId: string,
  messageId: string,
): Promise<string> => {
  const id = uuidv7();
  await api.dataSource.query(
    `insert into invitation (id, slug, identity_id, account_id, account_group_id, message_id, expires_at)
     select $1::uuid, ($1::uuid)::text, m.anchor_identity_id, $2, $3, m.id, now() + interval '1 day' from message m where m.id = $4`,
    [id, accountId, groupId, messageId],
  );
  return id;
};

const inQuarantine = async (api: TestApi, accountId: string, groupId: string): Promise<string> => {
  const id = randomUUID();
  await api.dataSource.query(
    `insert into quarantine (id, cause, reason, channel, external_id, account_id, account_group_id, envelope, sort_at)
     values ($1::uuid, 'unreadable', $2, 'email', ($1::uuid)::text, $3, $4, $5, now())`,
    [
      id,
      planted('unread'),
      accountId,
      groupId,
      JSON.stringify({ subject: planted('unread'), to: [], headers: '' }),
    ],
  );
  return id;
};
