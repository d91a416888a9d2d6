import { namesItsSite, siteSpace, siteUser, type IdentityRef, type MessageReceived } from '@filo/contracts';

/**
 * The message with every user of a site named together with whose user it is. Connectors of earlier releases, and what they
 * left in the streams and in quarantine, give the id of the user alone: that is a user of the form by which it came. Pure.
 */
export const nameSites = (event: MessageReceived): MessageReceived => {
  const others = [...event.participants, ...event.vouched].map(({ identity }) => identity);
  if (![event.author, event.replyTo, ...others].some(isBare)) return event;
  const named = (ref: IdentityRef): IdentityRef =>
    isBare(ref) ? { ...ref, ...siteUser(siteSpace(event.accountId), ref.key) } : ref;
  return {
    ...event,
    author: named(event.author),
    replyTo: named(event.replyTo),
    participants: event.participants.map((one) => ({ ...one, identity: named(one.identity) })),
    vouched: event.vouched.map((one) => ({ ...one, identity: named(one.identity) })),
  };
};

const isBare = ({ kind, key }: IdentityRef): boolean => kind === 'site' && !namesItsSite(key);
