import type { IdentityView } from '@filo/contracts/http';

/** By mail, or by direct message on a platform; the user id of a site leads nowhere. */
export const canBeAsked = ({ kind, ours, shared, blocked, bouncing }: IdentityView): boolean =>
  kind !== 'site' && !ours && !shared && !blocked && !bouncing;
