import { domainToASCII } from 'node:url';

/** The permanent key of a mail address that an agent typed; undefined when it is none. Nothing but case is folded. */
export const mailKey = (typed: string): string | undefined => {
  const text = typed.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  const domain = domainToASCII(text.slice(at + 1));
  const local = text.slice(0, at).toLowerCase();
  if (at < 1 || local.length > 64 || domain === '' || text.length > 320) return undefined;
  if (!/^[^\s"(),:;<>@[\\\]\p{Cc}]+$/u.test(local) || local.startsWith('.') || local.endsWith('.'))
    return undefined;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain) ? `${local}@${domain}` : undefined;
};

/** What stands after the @; null for keys of another kind. */
export const domainOf = (key: string): string | null =>
  key.includes('@') ? key.slice(key.lastIndexOf('@') + 1) : null;
