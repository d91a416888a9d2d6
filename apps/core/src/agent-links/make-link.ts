import { v7 as uuidv7 } from 'uuid';
import { isOurAddress } from '../accounts/is-our-address.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { queueSends } from '../outbox/queue-send.js';
import { makeIdentity } from '../people/make-identity.js';
import { payloadOf, writeMessage, type SentMail } from '../proofs/queue-proof-mail.js';
import type { SendingAccount } from '../replies/choose-account.js';
import { domainOf } from '../replies/mail-address.js';
import { mintMessageId } from '../replies/message-id.js';
import type { TokenKeys } from '../replies/token-keys.js';
import { hashSecret, newSecret } from '../sessions/secrets.js';
import type { AgentLinkAddress } from './agent-link-address.js';
import { writeLinkMail, type AgentLinkPurpose, type LinkLanguage } from './link-words.js';

export const linkHours = 72;
/** Stands in place of the link where the mail is kept: whoever reads it there is not its owner. */
const unreadableLink = '[…]';

export interface LinkOwner {
  id: string;
  email: string;
  name: string;
  language: LinkLanguage;
  timeZone: string;
  /** Whether they never signed in: the link invites, else it resets. */
  invited: boolean;
}

export interface MadeLink {
  purpose: AgentLinkPurpose;
  url: string;
  until: Date;
}

/** The agent for whom a link is made, locked until the transaction ends; undefined for one that is deactivated or none. */
export const lockLinkOwner = async (
  db: Queryable,
  by: { id: string } | { email: string },
): Promise<LinkOwner | undefined> => {
  const [column, value] = 'id' in by ? ['id', by.id] : ['email', by.email];
  const [owner] = (await db.query(
    `select id, email::text as email, name, language, time_zone as "timeZone", invited_at is not null as invited
     from agent where ${column} = $1 and disabled_at is null for no key update`,
    [value],
  )) as LinkOwner[];
  return owner;
};

/** Makes the one link of this agent, in the caller's transaction; the one before is void. Its secret is stored nowhere. */
export const makeLink = async (
  db: Queryable,
  owner: LinkOwner,
  address: AgentLinkAddress,
): Promise<MadeLink> => {
  const secret = newSecret();
  const purpose = owner.invited ? 'invite' : 'reset';
  const [{ until }] = (await db.query(
    `insert into agent_link (agent_id, secret_hash, purpose, expires_at)
     values ($1, $2, $3, now() + interval '${linkHours} hours')
     on conflict (agent_id) do update set secret_hash = excluded.secret_hash, purpose = excluded.purpose,
       message_id = null, made_at = now(), expires_at = excluded.expires_at
     returning expires_at as until`,
    [owner.id, hashSecret(secret), purpose],
  )) as [{ until: Date }];
  return { purpose, url: address.of(secret), until };
};

/**
 * Mails a link by the way of every automatic mail, in the caller's transaction. Where it is kept, the link is left out.
 * An address of ours is refused: the mail would come back to us, and whoever reads that mailbox could become this agent.
 */
export const queueLinkMail = async (
  db: Queryable,
  { owner, link, account }: { owner: LinkOwner; link: MadeLink; account: SendingAccount },
  keys: TokenKeys,
): Promise<void> => {
  if (await isOurAddress(db, owner.email)) throw toOurselves(owner.email);
  const messageId = uuidv7();
  const to = await identityOf(db, owner.email);
  const [workspace] = (await db.query('select name from workspace')) as { name: string }[];
  const written = (url: string) =>
    writeLinkMail({ ...owner, ...link, url, organisation: workspace?.name ?? 'Filo' }, owner.language);
  const mail: SentMail = {
    messageId,
    threadingId: mintMessageId(keys, messageId, domainOf(account.address) ?? 'localhost'),
    now: new Date(),
    answers: undefined,
    ...written(link.url),
  };
  const shown = written(unreadableLink).text;
  const route = { account, to };
  await writeMessage(db, route, { ...mail, text: shown });
  await queueSends(db, [
    { payload: payloadOf(route, mail), recipientIdentityId: to.id, role: 'to', textAfter: shown },
  ]);
  await db.query('update agent_link set message_id = $2 where agent_id = $1', [owner.id, messageId]);
};

const identityOf = async (db: Queryable, email: string) => {
  const identity = { kind: 'mail', key: email.toLowerCase() };
  return { id: await makeIdentity(db, identity), ...identity, handle: null, language: null };
};

const toOurselves = (email: string): DomainError =>
  new DomainError(
    'recipient-refused',
    `Nothing was done: ${email} is one of our own addresses, and everybody who reads its mail could open the link. Hand the link on yourself.`,
    { reason: 'our-own-address', recipient: email },
  );
