import { z } from 'zod';
import { uuid } from '../primitives.js';
import { whys } from '../why.js';
import { agentBrief } from './agent-brief.js';

const time = z.string();

/** Languages that we write invitations in. */
export const invitationLanguage = z.enum(['en', 'it']);
export type InvitationLanguage = z.infer<typeof invitationLanguage>;

/** Stands in place of the link, which is made when the message leaves and shown to whom it goes alone. */
export const linkInWords = '[…]';

/**
 * `POST /api/v1/invitations`: the public message at whose author it is directed; one that is open already is answered again. `directly`: it is sent
 * by direct message too, and not made where that cannot be. `text` are the words of that message, where the link stands once as
 * `linkInWords`; without any they are ours, in `language` or the one known of them, as are the words for a public answer. `undo` holds it for as long as the agent's answers are held.
 */
export const invitationCreate = z.strictObject({
  messageId: uuid,
  directly: z.boolean().optional(),
  text: z
    .string()
    .trim()
    .max(400)
    .refine((text) => text.split(linkInWords).length === 2, `holds ${linkInWords} once, in place of the link`)
    .optional(),
  language: invitationLanguage.optional(),
  undo: z.boolean().optional(),
});
export type InvitationCreate = z.infer<typeof invitationCreate>;

/**
 * `mail-proven`: somebody confirmed a mail address and was shown a code, which the public account has not posted yet. `undone`:
 * both sides were joined, and an agent has taken it back.
 */
export const invitationState = z.enum(['open', 'mail-proven', 'joined', 'undone', 'expired', 'withdrawn']);
export type InvitationState = z.infer<typeof invitationState>;

/**
 * Why a public message that held a code joined nobody; `not-typed`: the line stood in a link, a card or the like, where others may have put it;
 * `barred`: the address is shared, or an agent took the two apart before.
 */
export const codeRefusals = [
  'another-identity',
  'another-account',
  'unproven',
  'used',
  'code-expired',
  'invitation-over',
  'address-not-named',
  'not-typed',
  'barred',
] as const;
export type CodeRefusal = (typeof codeRefusals)[number];

/**
 * Why an invitation joined nobody; the others belong to an address that was typed behind a direct message and got no mail. `address-refused`:
 * it is shared, blocked, ours, or refuses our mail.
 */
export const invitationRefusals = [
  ...codeRefusals,
  'asked-already',
  'address-refused',
  'no-account-to-ask',
] as const;
export type InvitationRefusal = (typeof invitationRefusals)[number];

/** A public account that was invited to go on in private. Opening the page behind `url` proves nothing about anybody. */
export const invitationView = z.object({
  id: uuid,
  state: invitationState,
  /** The public identity that is invited, and the account of ours that heard it. */
  identity: z.object({
    id: uuid,
    kind: z.string(),
    key: z.string(),
    name: z.string().nullable(),
    handle: z.string().nullable(),
  }),
  accountId: uuid,
  messageId: uuid,
  url: z.string(),
  /** A few words with the URL for the public reply, in the language of the one invited. */
  text: z.string(),
  by: agentBrief.nullable(),
  madeAt: time,
  expiresAt: time,
  /** Its public page has mailed as many links as it may in a day, to whomever strangers typed: until then it mails only those who wrote to us before. */
  pageFullUntil: time.nullable(),
  /** Of all that strangers may have us mail in an hour nothing is left: until then no public page of the account group mails anybody. Agents can still ask. */
  mailsPausedUntil: time.nullable(),
  /** Mail addresses that were confirmed here: each says to be the public account, and only its code can prove that. */
  answers: z.array(
    z.object({
      identityId: uuid,
      address: z.string(),
      provenAt: time,
      codeExpiresAt: time,
      used: z.boolean(),
    }),
  ),
  /** While it stands: mail addresses that say to be the public account, by the form on its page or by the mailed button. Nobody is joined by that; who is joined already is left out, and there are no more than the first 20. */
  claims: z.array(z.object({ identityId: uuid, address: z.string() })),
  /**
   * What `POST /api/v1/invitations` sent `directly`, the last of it: `proven` once the public account has opened the link that it alone got and
   * pressed the button; `detail` are the words of the network when the message could not be delivered.
   */
  direct: z
    .object({
      at: time,
      state: z.enum(['asked', 'sent', 'failed', 'proven']),
      messageId: uuid,
      provenAt: time.nullable(),
      detail: z.string().nullable(),
      /** Until then it has not left, and whoever sent it can hold it back. */
      heldUntil: time.nullable(),
    })
    .nullable(),
  /** What joined nobody last: the message that held a code; without one, what was done behind a direct message or by signing in. */
  refused: z.object({ reason: z.enum(invitationRefusals), messageId: uuid.nullable(), at: time }).nullable(),
  /** The message that held the code, and the change that `POST /api/v1/merges/:id/undo` takes back. */
  joined: z.object({ at: time, changeId: uuid, messageId: uuid.nullable() }).nullable(),
});
export type InvitationView = z.infer<typeof invitationView>;

/** `GET /api/v1/people/:id/invitations`: of the public identities and the mail addresses of a person, newest first. */
export const invitationList = z.object({ items: z.array(invitationView) });
export type InvitationList = z.infer<typeof invitationList>;

/** `GET /api/v1/messages/:id/inviting`: the invitation of its author that is open; null: there is none, and one may be made. */
export const invitingLook = z.object({
  invitation: invitationView.nullable(),
  /** Which of the languages that we write its author reads, as far as we know. */
  language: invitationLanguage.nullable(),
});
export type InvitingLook = z.infer<typeof invitingLook>;

/** `GET /api/v1/messages/:id/inviting/direct`: whether the network lets us write to them in private, as far as it tells before it is tried. */
export const directInvitation = z.object({
  possible: z.boolean(),
  /** `no-direct-messages`: Filo writes none there to whoever has not written one. `not-written-first`: the network said no, in these words. */
  reason: z.enum(['no-direct-messages', 'not-written-first']).nullable(),
  why: z.string().nullable(),
  /** The same for readers of other languages. */
  whys,
  /** Where it is possible: what it would say, and which of both the person reads, as far as we know. */
  words: z
    .object({ texts: z.record(invitationLanguage, z.string()), language: invitationLanguage.nullable() })
    .optional(),
});
export type DirectInvitation = z.infer<typeof directInvitation>;
