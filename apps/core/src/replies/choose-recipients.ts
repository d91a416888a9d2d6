import type { ReplyCreate } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { isOurAddress } from '../accounts/is-our-address.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { knownName } from '../people-pages/known-name.js';
import type { AnsweredMessage } from './find-answered-message.js';
import { mailKey } from './mail-address.js';

export interface Recipient {
  id: string;
  kind: string;
  key: string;
  name: string | null;
  handle: string | null;
  ours: boolean;
  role: 'to' | 'cc';
}

export interface RecipientsWanted {
  reply: Pick<ReplyCreate, 'to' | 'cc'>;
  /** Whose names of them may be told: those of the agent who answers. */
  accountGroupIds: readonly string[];
}

/**
 * By default the author of the answered message alone; whoever else is to read it was added by the agent, address by
 * address. Our own addresses are refused: mail to ourselves would answer itself.
 */
export const chooseRecipients = async (
  db: Queryable,
  answered: AnsweredMessage,
  { reply, accountGroupIds }: RecipientsWanted,
): Promise<Recipient[]> => {
  const { kind } = answered.replyIdentity;
  const to = reply.to === undefined ? [] : keysOf(kind, 'to', reply.to);
  const cc = keysOf(kind, 'cc', reply.cc ?? []).filter((key) => !to.includes(key));
  const author: Recipient = { ...answered.replyIdentity, role: 'to' };
  const typed = await findOrMake(db, accountGroupIds, { kind, keys: [...to, ...cc] });
  const recipients = [
    ...(to.length > 0 ? [] : [author]),
    ...typed.map((identity) => ({
      ...identity,
      role: to.includes(identity.key) ? ('to' as const) : ('cc' as const),
    })),
  ].filter((recipient, index, all) => all.findIndex((other) => other.id === recipient.id) === index);
  const own = recipients.find((recipient) => recipient.ours);
  if (own) {
    throw new DomainError(
      'recipient-refused',
      `Nothing was sent: ${own.key} is one of our own addresses. Take it out of the recipients.`,
      { reason: 'our-own-address', recipient: own.key },
    );
  }
  return recipients.toSorted((a, b) => (a.role === b.role ? 0 : a.role === 'to' ? -1 : 1));
};

const keysOf = (kind: string, field: string, typed: readonly string[]): string[] => {
  const keys = typed.map((text, index) => {
    const key = kind === 'mail' ? mailKey(text) : text.trim();
    if (key) return key;
    throw new DomainError(
      'recipient-refused',
      `Nothing was sent: "${text}" is not an address that can be written to.`,
      {
        reason: 'not-an-address',
        recipient: text,
        errors: [{ path: `${field}.${index}`, message: 'Not an address' }],
      },
    );
  });
  return [...new Set(keys)];
};

const findOrMake = async (
  db: Queryable,
  accountGroupIds: readonly string[],
  { kind, keys }: { kind: string; keys: readonly string[] },
): Promise<Omit<Recipient, 'role'>[]> => {
  if (keys.length === 0) return [];
  await db.query(
    `insert into identity (id, kind, key)
     select r.id, $1, r.key from json_to_recordset($2) as r(id uuid, key text) order by r.key
     on conflict (kind, key) do nothing`,
    [kind, JSON.stringify(keys.map((key) => ({ id: uuidv7(), key })))],
  );
  const found = (await db.query(
    `select i.id, i.kind, i.key, ${knownName('i', '$3')} as name, i.handle, i.ours
     from identity i where i.kind = $1 and i.key = any($2)`,
    [kind, keys, accountGroupIds],
  )) as Omit<Recipient, 'role'>[];
  for (const one of found) one.ours ||= await isOurAddress(db, one.key);
  return keys.flatMap((key) => found.find((identity) => identity.key === key) ?? []);
};
