/** Local part and domain of an address, in lower case; undefined when there is no `@` in it. */
export const splitAddress = (address: string): { local: string; domain: string } | undefined => {
  const clean = address.trim().toLowerCase();
  const at = clean.lastIndexOf('@');
  return at < 1 || at === clean.length - 1
    ? undefined
    : { local: clean.slice(0, at), domain: clean.slice(at + 1) };
};

/**
 * Whether mail to `recipient` is for our address `ours`, and with which token: `support+token@…` counts as `support@…`.
 * Both in any case of letters. An address of ours that has a plus of its own is matched whole.
 */
export const matchOurAddress = (ours: string, recipient: string): { token?: string } | undefined => {
  const own = splitAddress(ours);
  const theirs = splitAddress(recipient);
  if (own === undefined || theirs === undefined || own.domain !== theirs.domain) return undefined;
  if (own.local === theirs.local) return {};
  const plus = `${own.local}+`;
  if (!theirs.local.startsWith(plus)) return undefined;
  const token = theirs.local.slice(plus.length);
  return token === '' ? {} : { token };
};

/** The tokens in addresses of ours, each once; unverified, core alone can tell. */
export const replyTokensIn = (ours: string, recipients: readonly string[]): string[] => {
  const tokens = recipients.flatMap((recipient) => matchOurAddress(ours, recipient)?.token ?? []);
  return [...new Set(tokens)].filter((token) => token.length <= 200).slice(0, 20);
};
