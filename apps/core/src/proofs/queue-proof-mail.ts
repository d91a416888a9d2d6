import type { SendInput } from '@filo/contracts';
import { linkInWords } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';
import { deletedMark } from '../deletions/deleted-mark.js';
import { isHeardBy } from '../deletions/stand-in.js';
import { calledAt } from '../ingest/post-names.js';
import { recordLive } from '../live/record-live.js';
import { queueSends } from '../outbox/queue-send.js';
import { peopleOf } from '../people/people-of.js';
import type { SendingAccount } from '../replies/choose-account.js';
import { domainOf } from '../replies/mail-address.js';
import { mintMessageId } from '../replies/message-id.js';
import { subjectOf } from '../replies/reply-headers.js';
import type { TokenKeys } from '../replies/token-keys.js';
import { writeOurIdentity } from '../replies/write-our-identity.js';
import { maskedAddress } from './masked-address.js';
import type { ProofLinks } from './proof-links.js';
import { mintProofToken } from './proof-secret.js';
import { proofLanguage, writeProofMail, type LinkPurpose, type ProofMail } from './proof-words.js';

const validDays = 7;
export interface ProofToAsk {
  purpose: LinkPurpose;
  account: SendingAccount;
  to: { id: string; kind: string; key: string; handle: string | null; language: string | null };
  /** Whom the mail names, masked. */
  other: { id: string; key: string } | undefined;
  invitationId?: string;
  /** The link that proved the public account, where the address was typed behind it. */
  accountProofId?: string | undefined;
  /** Null: a rule asks. */
  agentId: string | null;
  /** What an agent wrote instead of our words, `linkInWords` in it. */
  text?: string | undefined;
  /** Not before this instant, and until it leaves that agent can hold it back. */
  heldUntil?: Date | undefined;
}

export interface ProofParts {
  links: ProofLinks;
  keys: TokenKeys;
}

export interface Asked {
  id: string;
  messageId: string;
  expiresAt: Date;
}

/**
 * Sends a one-time link by mail or direct message, in the caller's transaction, by the same way as every reply; the caller holds the lock of the
 * identity and has asked `askLimit`. The message is automatic: it stands in the thread, in no topic, and changes no state. In the thread, and in the
 * send once it has left, its link cannot be read: whoever reads it there is not its owner.
 */
export const queueProofMail = async (db: Queryable, ask: ProofToAsk, parts: ProofParts): Promise<Asked> => {
  const { purpose, account, to, other } = ask;
  const id = uuidv7();
  const messageId = uuidv7();
  const { token, hash } = mintProofToken(id);
  const now = new Date();
  const expiresAt = validUntil(now);
  const written = await wordsOf(db, ask, expiresAt);
  const threadingId = mintMessageId(parts.keys, messageId, domainOf(account.address) ?? 'localhost');
  const url = purpose === 'direct-invitation' ? parts.links.ofDirect(token) : parts.links.of(token);
  const answers = await lastWordOf(db, ask);
  const sent: SentMail = { messageId, threadingId, now, answers, ...written(url) };
  const shown = written(linkInWords);
  await writeMessage(db, ask, { ...sent, ...shown });
  await queueSends(db, [
    {
      ...{ payload: payloadOf(ask, sent), recipientIdentityId: to.id, role: 'to' },
      ...{ textAfter: shown.text, heldUntil: ask.heldUntil },
    },
  ]);
  await db.query(
    `insert into proof_request
       (id, secret_hash, purpose, identity_id, other_identity_id, message_id, agent_id, expires_at, invitation_id,
        account_proof_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, hash, purpose, to.id, purpose === 'is-this-you' ? other?.id : null, messageId, ask.agentId],
      ...[expiresAt, ask.invitationId ?? null, ask.accountProofId ?? null],
    ],
  );
  return { id, messageId, expiresAt };
};

/** What it says with a link in it, in the words of who asked for it or in ours. */
const wordsOf = async (db: Queryable, { purpose, to, other, text }: ProofToAsk, until: Date) => {
  const about = { purpose, other: maskedAddress(other?.key ?? ''), until, brief: to.kind !== 'mail' };
  const mail = { ...about, ...(await readWorkspace(db)) };
  return (url: string) => {
    const ours = writeProofMail({ ...mail, url }, proofLanguage(to.language));
    return text === undefined ? ours : { ...ours, text: text.replace(linkInWords, () => url) };
  };
};

/** How long a link holds that is sent now. */
export const validUntil = (now: Date): Date => new Date(now.getTime() + validDays * 86_400_000);

/** How we are called, and where our hours are. */
export const readWorkspace = async (db: Queryable): Promise<Pick<ProofMail, 'organisation' | 'timeZone'>> => {
  const [workspace] = (await db.query(
    'select name as organisation, time_zone as "timeZone" from workspace',
  )) as Pick<ProofMail, 'organisation' | 'timeZone'>[];
  return workspace ?? { organisation: 'Filo', timeZone: 'UTC' };
};

/** From which account to whom. */
export type MailRoute = Pick<ProofToAsk, 'account' | 'to'>;

/** What an automatic mail of ours says, and by what it is known. */
export interface SentMail {
  messageId: string;
  threadingId: string;
  now: Date;
  /** The threading id of what it answers, for networks that know answers alone. */
  answers: string | undefined;
  subject: string;
  text: string;
}

/** Stores an automatic message of ours, in no topic; it is shown in the thread of whom it goes to, if there is one. Only a mail has a subject. */
export const writeMessage = async (
  db: Queryable,
  { account, to }: MailRoute,
  mail: SentMail,
): Promise<void> => {
  const us = ourKey(to.kind, account);
  await writeOurIdentity(db, to.kind, us);
  await db.query(
    `with written as (
       insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id,
         author_identity_id, audience, subject, text, new_text, threading_id, sort_at)
       select $3, $4, $5, $6, 'outbound', 'auto-reply', $7, us.id, 'private', $8, $9, $9, $10, $11
       from identity us where us.kind = $1 and us.key = $2 returning id)
     insert into participant (message_id, identity_id, role) select id, $7, 'to' from written`,
    [
      ...[to.kind, us, mail.messageId, account.channel, account.id, account.accountGroupId],
      ...[to.id, subjectOf(account, mail.subject), mail.text, mail.threadingId, mail.now],
    ],
  );
  const threadId = (await peopleOf(db, [to.id])).get(to.id) ?? null;
  await recordLive(db, [
    {
      accountGroupId: account.accountGroupId,
      kind: 'message',
      data: { threadId, messageId: mail.messageId, change: 'added' },
    },
    { accountGroupId: account.accountGroupId, kind: 'proofs', data: {} },
  ]);
};

/** Mail addresses have keys in lower case; what other channels call us is a key as it stands. */
const ourKey = (kind: string, { address }: SendingAccount): string =>
  kind === 'mail' ? address.toLowerCase() : address;

/** The command by which it leaves. */
export const payloadOf = ({ account, to }: MailRoute, mail: SentMail): SendInput => ({
  v: 1,
  type: 'send',
  eventId: uuidv7(),
  channel: account.channel,
  accountId: account.id,
  deliveryId: uuidv7(),
  attempt: 1,
  messageId: mail.messageId,
  recipient: refOf(to),
  visibleTo: [refOf(to)],
  from: {
    kind: to.kind,
    key: account.address,
    ...(account.name === null ? {} : { name: account.name }),
  },
  audience: 'private',
  subject: mail.subject,
  text: mail.text,
  threadingId: mail.threadingId,
  ...(mail.answers !== undefined && { inReplyTo: mail.answers }),
  automatic: true,
  date: mail.now.toISOString(),
});

/** What they said last at this account and still stands there, in private where they ever did; a mail begins a matter of its own. */
const lastWordOf = async (db: Queryable, { account, to }: ProofToAsk): Promise<string | undefined> => {
  if (to.kind === 'mail') return undefined;
  const [last] = (await db.query(
    `select coalesce(${calledAt('m', '$2')}, m.threading_id) as id from message m
     where m.anchor_identity_id = $1
       and (m.account_id = $2 or exists (select from account a where a.id = $2 and ${isHeardBy('m.id', 'a')})) and m.direction = 'inbound' and m.threading_id is not null
       and not m.marks @> $3::jsonb
     order by m.audience = 'private' desc, m.sort_at desc, m.id desc limit 1`,
    [to.id, account.id, JSON.stringify([{ code: deletedMark.code }])],
  )) as { id: string }[];
  return last?.id;
};

const refOf = ({ kind, key, handle }: ProofToAsk['to']) => ({
  kind,
  key,
  ...(handle === null ? {} : { handle }),
});
