const schemes = ['http:', 'https:', 'mailto:'];

/** The address a link leads to, made of what an agent types; undefined when it is none that a mail may carry. */
export function linkAddress(typed: string): string | undefined {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const whole = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(whole)) return undefined;
  const { protocol, hostname } = new URL(whole);
  if (!schemes.includes(protocol)) return undefined;
  return protocol === 'mailto:' || hostname.includes('.') || hostname === 'localhost' ? whole : undefined;
}

/** May a mail carry this address? */
export const isLinkAddress = (href: string): boolean => linkAddress(href) === href;
