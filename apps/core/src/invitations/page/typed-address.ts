import { domainOf, mailKey } from '../../replies/mail-address.js';

/** The address in the body of a form; a field sent twice, or a body of another kind, holds none. */
export const typedAddress = (body: unknown, field = 'address'): string => {
  const typed = typedIn(body)[field] ?? typedIn(body)['address'];
  return typeof typed === 'string' ? typed : '';
};

/** What came in of a form. */
export const typedIn = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};

/** The mail address that was typed, as its permanent key; undefined when it is none, or of a host that no mail from outside reaches. */
export const mailAddress = (typed: string): string | undefined => {
  const address = mailKey(typed);
  return address !== undefined && domainOf(address)?.includes('.') ? address : undefined;
};
