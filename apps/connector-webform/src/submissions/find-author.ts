import { siteSpace, siteUser, type AuthorProof, type IdentityRef } from '@filo/contracts';
import type { FormDefinition } from '@filo/contracts/http';
import { mailField, nameField } from '../forms/form-definition.js';
import type { SiteUser } from '../guard/check-site-token.js';
import { mailKey } from './mail-key.js';
import type { Values } from './submission.js';
import { textOf } from './text-of.js';

export interface AuthorIdentity {
  identity: IdentityRef;
  proof: AuthorProof;
  /** Where an answer goes. */
  replyTo: IdentityRef;
  /** Another address that was typed; nothing proves that it is theirs, so an agent must want it. */
  typed?: IdentityRef | undefined;
  /** Addresses that the site's token names: it has verified them. */
  vouched: readonly IdentityRef[];
}

/**
 * Who writes. A token of the company's own site proves a site user; a typed address is claimed, so it stands in that
 * address's thread as unverified; a form that asks for neither gives each submission an anonymous identity of its own,
 * which nobody can answer and which joins nobody's thread.
 */
export const findAuthor = (
  form: FormDefinition,
  values: Values,
  {
    siteUser: user,
    accountId,
    externalId,
  }: { siteUser: SiteUser | undefined; accountId: string; externalId: string },
): AuthorIdentity => {
  const name = textOf(values, nameField(form));
  const mail = mailIdentity(textOf(values, mailField(form)), name ?? user?.name);
  if (user !== undefined) {
    const identity = { ...siteUser(siteSpace(accountId, form.site), user.id), name: user.name ?? name };
    const verified = mailIdentity(user.email, user.name ?? name);
    return {
      identity,
      proof: { verdict: 'proven', reason: 'token signed by the site' },
      replyTo: verified ?? mail ?? identity,
      typed: verified && mail && verified.key !== mail.key ? mail : undefined,
      vouched: verified ? [verified] : [],
    };
  }
  const identity = mail ?? { kind: 'form', key: externalId, name };
  const reason = mail === undefined ? 'anonymous form' : 'typed into a form';
  return { identity, proof: { verdict: 'claimed', reason }, replyTo: identity, vouched: [] };
};

const mailIdentity = (typed: string | undefined, name: string | undefined): IdentityRef | undefined => {
  const key = typed === undefined ? undefined : mailKey(typed);
  return key === undefined ? undefined : { kind: 'mail', key, name, handle: typed?.trim() };
};
