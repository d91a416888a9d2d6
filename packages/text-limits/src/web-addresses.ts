/** Whatever its length, an address of the web counts this much on X and on Mastodon. */
export const addressLength = 23;

const address = /https?:\/\/[^\s<>"]+/giu;

/** The text without addresses of the web, and how many there were. */
export const withoutAddresses = (text: string): { rest: string; count: number } => {
  const rest = text.replace(address, '');
  return { rest, count: text.match(address)?.length ?? 0 };
};
