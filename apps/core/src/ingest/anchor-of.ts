import type { MessageReceived } from '@filo/contracts';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import type { AnsweredMessage } from '../topics/read-placing-facts.js';

/** In which order a message of ours looks for whom it is for. */
const roles = ['to', 'cc', 'bcc', 'mentioned'];

/**
 * In whose thread a message stands: inbound its author; our own the recipient whom it answers, else the first that is not
 * ourselves. A message of ours to ourselves hangs on our own identity and is in nobody's thread.
 */
export const anchorOf = (
  event: MessageReceived,
  identities: ReadonlyMap<string, KnownIdentity>,
  answered: (personId: string | undefined) => readonly AnsweredMessage[],
): KnownIdentity => {
  const author = identities.get(identityKey(event.author))!;
  if (event.direction === 'inbound') return author;
  const recipients = event.participants
    .toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
    .filter(({ role }) => role !== 'reply-to')
    .map(({ identity }) => identities.get(identityKey(identity))!)
    .filter((identity) => !identity.ours && identity.id !== author.id);
  const answeredIds = new Set(answered(undefined).map((message) => message.anchorIdentityId));
  return recipients.find((recipient) => answeredIds.has(recipient.id)) ?? recipients[0] ?? author;
};

/** Everyone in whose thread the message may come to stand. */
export const anchorCandidates = (event: MessageReceived) =>
  event.direction === 'inbound'
    ? [event.author]
    : [event.author, ...event.participants.map(({ identity }) => identity)];
