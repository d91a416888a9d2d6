import { domainToASCII } from 'node:url';

/**
 * The permanent key of a mail address as typed: lower case, the domain as A-label, and nothing else (no plus-stripping, no
 * dot-folding). A server may tell `Ada@` from `ada@`, but RFC 5321 2.4 discourages it and hardly one does. Undefined for what is not one plain address. Quoted local parts are refused: nobody types them in a form.
 */
export const mailKey = (typed: string): string | undefined => {
  const address = typed.trim().normalize('NFC');
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || address.length > 320 || Buffer.byteLength(local) > 64 || !localPart.test(local))
    return undefined;
  const ascii = domainToASCII(domain);
  if (ascii !== 'localhost' && !domainName.test(ascii)) return undefined;
  return `${local.toLowerCase()}@${ascii}`;
};

// RFC 5322 dot-atom with RFC 6532 characters beyond ASCII.
const localPart = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainName =
  /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+(xn--[a-z0-9-]{1,59}|[a-z]{2,63})$/;
