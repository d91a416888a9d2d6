/**
 * One page that anybody may open must not use up what all addresses together may get in an hour. The page behind each direct message has
 * a number of its own: strangers at the public one take nothing from it.
 */
export const perInvitationMax = 20;
/** Whoever has written to us before is not kept out by strangers who type in whatever addresses. */
export const knownBesideMax = 10;

const within = "p.asked_at > clock_timestamp() - interval '24 hours'";

/** How many mails the page of invitation `v` sent in a day: the public one, or where `proof` is not null the one behind that direct message. */
export const pageMails = (v: string, proof: string): string => `(
  select count(*)::int from (select from proof_request p where p.invitation_id = ${v}.id and p.purpose = 'invitation'
    and p.account_proof_id is not distinct from ${proof} and ${within} limit ${perInvitationMax + knownBesideMax}) mailed)`;

/** Until when the public page of invitation `v` mails nobody who is new to us; null while it does. */
export const pageFullUntil = (v: string): string => `(
  select p.asked_at + interval '24 hours' from proof_request p where p.invitation_id = ${v}.id and p.purpose = 'invitation'
    and p.account_proof_id is null and ${within} order by p.asked_at desc offset ${perInvitationMax - 1} limit 1)`;
