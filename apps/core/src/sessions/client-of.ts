import { isIPv6 } from 'node:net';

/** By what a client is told from others: its IPv4 address, or the /64 of IPv6 that one customer of a provider holds. */
export const clientOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [front = '', back] = address.toLowerCase().split('%')[0]!.split('::');
  const head = front === '' ? [] : front.split(':');
  const tail = back === undefined || back === '' ? [] : back.split(':');
  const gap = back === undefined ? 0 : Math.max(8 - head.length - tail.length, 0);
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
};

const network = /^((?:[0-9a-f]+:){2}[0-9a-f]+):[0-9a-f]+::\/64/;

/** The /48 of IPv6 that the client in a name lies in: what providers give to a site, with 65,536 clients. Undefined: it has no other than its own address. */
export const siteOf = (name: string): string | undefined => {
  const front = network.exec(name)?.[1];
  return front === undefined ? undefined : name.replace(network, `${front}::/48`);
};
