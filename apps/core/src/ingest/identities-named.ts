import type { NamedIdentity } from '../people/resolve-identities.js';
import type { Claimed } from './intake.js';

/** Everybody of whom a message speaks. */
export const identitiesNamed = ({
  event,
  account: { accountGroupId: groupId },
}: Claimed): NamedIdentity[] => [
  { ref: event.author, groupId },
  { ref: event.replyTo, groupId },
  ...event.participants.map(({ identity }) => ({ ref: identity, groupId })),
  ...event.vouched.map(({ identity }) => ({ ref: identity, groupId })),
];
