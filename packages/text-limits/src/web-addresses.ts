const address = /https?:\/\/[^\s<>"]+/giu;

/** The text without addresses of the web, and how many there were. */
export const withoutAddresses = (text: string): { rest: string; count: number } => {
  const rest = text.replace(address, '');
  return { rest, count: text.match(address)?.length ?? 0 };
};
