import { BlockList, isIP, isIPv4 } from 'node:net';

/** The proxies that may say on whose behalf they ask. */
export const trustList = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
};

/**
 * Who asks: the peer, or what trusted proxies say, read from the right up to the first address nobody vouches for. IPv6 is
 * cut to its /64, which one household has.
 */
export const clientAddress = (peer: string, forwardedFor: string | undefined, trusted: BlockList): string => {
  let address = plain(peer);
  const hops = (forwardedFor ?? '')
    .slice(0, 2_000)
    .split(',')
    .map((hop) => plain(hop.trim()));
  while (isTrusted(address, trusted)) {
    const next = hops.pop();
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return isIPv4(address) ? address : networkOf(address);
};

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

const isTrusted = (address: string, trusted: BlockList): boolean =>
  isIP(address) !== 0 && trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

const networkOf = (address: string): string => {
  const [left = '', right = ''] = address.split('::');
  const groups = left.split(':').filter((group) => group !== '');
  const rest = address.includes('::') ? right.split(':').filter((group) => group !== '') : [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
};
