import type { InvitationRefusal } from '@filo/contracts/http';
import { isOurAddress } from '../accounts/is-our-address.js';
import type { Queryable } from '../database/queryable.js';
import { isShared, type MaybeShared } from '../matching/sharing/is-shared.js';
import { recordLive } from '../live/record-live.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { makeIdentity } from '../people/make-identity.js';
import { anybodyFullUntil, askLimit, type Asking } from '../proofs/ask-limits.js';
import { findAskingAccount } from '../proofs/find-asking-account.js';
import { queueProofMail, type ProofParts } from '../proofs/queue-proof-mail.js';
import { refuseDirect } from './direct/refuse-direct.js';
import { knownBesideMax, pageMails, perInvitationMax } from './page-mails.js';
import { isOver } from './read-invitations.js';

export interface TypedAddress {
  invitationId: string;
  address: string;
  language: string;
  /** Typed behind a direct message: the link that proved the public account. */
  accountProofId?: string;
}

/** Of whoever wrote by a form that stands on the page of an invitation. */
export interface FormAddress extends Pick<TypedAddress, 'address' | 'language'> {
  /** Names the public page, or the one behind a direct message. */
  slug: string;
  /** What they wrote; a form that waits since before an upgrade names none. */
  messageId?: string;
  /** The identity of the address, whose owner the form asks whether it is theirs if the invitation mails nobody. */
  elseAsk?: string;
}

interface Invited {
  key: string;
  accountGroupId: string;
  /** By this page, in a day. */
  mailed: number;
}

interface Owner extends MaybeShared {
  id: string;
}

/**
 * Mails a one-time link to an address that somebody typed into the page of an invitation. Whom we may not write to gets
 * nothing, and the page tells nobody: an address asked within a day, shared, blocked, dead, or ours. Behind a direct message it was typed by the
 * public account itself, so that agents read why. Resolves with whether a mail goes.
 */
export const mailInvited = async (
  db: Queryable,
  typed: TypedAddress | undefined,
  parts: ProofParts,
): Promise<boolean> => {
  if (typed === undefined) return false;
  const { invitationId, accountProofId } = typed;
  const [invited] = (await db.query(inviting, [invitationId, accountProofId ?? null])) as Invited[];
  if (!invited) return false;
  const reason = await mail(db, { typed, invited }, parts);
  const { accountGroupId } = invited;
  if (accountProofId !== undefined) {
    if (reason === undefined) await db.query(forgettingRefusal, [invitationId]);
    else await refuseDirect(db, { invitationId, accountGroupId, reason, about: { accountProofId } });
  } else if (reason === undefined && (await isFullNow(db, invited)))
    await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
  return reason === undefined;
};

/** Agents see it where the invitation stands. */
const isFullNow = async (db: Queryable, { mailed, accountGroupId }: Invited): Promise<boolean> => {
  if (mailed + 1 === perInvitationMax) return true;
  const [full] = (await db.query(`select ${anybodyFullUntil('$1::uuid')} is not null as now`, [
    accountGroupId,
  ])) as [{ now: boolean }];
  return full.now;
};

/** Resolves with why nothing was mailed. */
const mail = async (
  db: Queryable,
  { typed, invited }: { typed: TypedAddress; invited: Invited },
  parts: ProofParts,
): Promise<InvitationRefusal | undefined> => {
  const { invitationId, language, accountProofId } = typed;
  if (!(await mayMail(db, typed.address, invited))) return 'asked-already';
  const to = await findAskable(db, typed.address);
  if (!to) return 'address-refused';
  const { accountGroupId } = invited;
  const asking: Asking = accountProofId === undefined ? { by: 'anybody', accountGroupId } : { by: 'invited' };
  const limit = await askLimit(db, to.id, asking);
  if (limit.reached) return 'asked-already';
  const account = await findAskingAccount(db, to.id, [accountGroupId]);
  if (!account) return 'no-account-to-ask';
  const other = { id: invitationId, key: invited.key };
  const ask = {
    purpose: 'invitation',
    account,
    to: { ...to, handle: null, language },
    other,
    agentId: null,
    invitationId,
    accountProofId,
  } as const;
  await queueProofMail(db, ask, parts);
  return undefined;
};

/** Strangers can use up what there is for anybody, not what there is for those who have shown that they write to us: into a form anybody types anything. */
const mayMail = async (
  db: Queryable,
  address: string,
  { mailed, accountGroupId }: Invited,
): Promise<boolean> => {
  if (mailed < perInvitationMax) return true;
  if (mailed >= perInvitationMax + knownBesideMax) return false;
  const [known] = (await db.query(knowing, [address, accountGroupId])) as object[];
  return known !== undefined;
};

/** The address, locked, if it may get a mail at all. */
const findAskable = async (db: Queryable, address: string): Promise<Owner | undefined> => {
  const id = await makeIdentity(db, { kind: 'mail', key: address });
  await lockIdentities(db, [id]);
  const [to] = (await db.query(askable, [id])) as Owner[];
  return to && !isShared(to) && !(await isOurAddress(db, to.key)) ? to : undefined;
};

const inviting = `
select coalesce(i.handle, i.key) as key, v.account_group_id as "accountGroupId", ${pageMails('v', '$2::uuid')} as mailed
from invitation v join identity i on i.id = v.identity_id
where v.id = $1 and not ${isOver('v')}`;

/** A mail is on its way now; what a message with a code was refused for stays. */
const forgettingRefusal =
  'update invitation set refused_at = null where id = $1 and refused_message_id is null';

const knowing = `
select from identity i join message m on m.author_identity_id = i.id
where i.kind = 'mail' and i.key = $1 and m.account_group_id = $2 and m.direction = 'inbound'
  and m.proof = 'proven' limit 1`;

const askable = `
select i.id, i.kind, i.key, i.shared, i.shared_by as "sharedBy" from identity i
where i.id = $1 and not i.ours and not i.blocked and i.bouncing_since is null`;
