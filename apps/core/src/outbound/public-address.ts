import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses, by the networks that hold them; what is neither an address nor a network holds none. */
export const networks = (list: readonly string[]): ((address: string) => boolean) => {
  const held = new BlockList();
  for (const one of list) addTo(held, one);
  return (address) => {
    const family = isIP(address);
    // A zone, as in `fe80::1%eth0`, is no part of an address that could be public.
    return family !== 0 && !address.includes('%') && held.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
};

const addTo = (held: BlockList, one: string): void => {
  const [address = '', bits] = one.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const length = bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits);
  if (
    isIP(address) === 0 ||
    !Number.isInteger(length) ||
    length < 0 ||
    length > (family === 'ipv6' ? 128 : 32)
  )
    return;
  held.addSubnet(address, length, family);
};

/** What the IANA gives to nobody's hosts on the net, or to special purposes (iana-ipv4-special-registry, iana-ipv6-special-registry), and multicast. */
const special = networks([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24'],
  ...['192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  // Of what lies in 2000::/3: Teredo and the protocols beside it, documentation, 6to4, AS112.
  ...['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'],
]);
/** The one part of IPv6 from which hosts get public addresses (RFC 4291, 2.4); all that carries an address of IPv4 lies elsewhere, or is special. */
const globalUnicast = networks(['2000::/3']);

/** Whether an address belongs to somebody on the public net. Pure. */
export const isPublicAddress = (address: string): boolean =>
  isIP(address) !== 0 && !special(address) && (isIP(address) === 4 || globalUnicast(address));

/** The address in a URL, where it names one in place of a host. */
const literalOf = ({ hostname }: URL): string | undefined => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? undefined : bare;
};

/** Refuses addresses that are not public, but for those of `allow`: those that are written, and those that names lead to at the moment of connecting. */
export class PublicAddresses {
  readonly #allowed: (address: string) => boolean;

  constructor(allow: readonly string[]) {
    this.#allowed = networks(allow);
  }

  /** Throws where the URL itself names an address that is refused, for which no name is looked up. */
  demand(url: URL): void {
    const literal = literalOf(url);
    if (literal !== undefined && !this.#takes(literal)) throw refused(literal);
  }

  /** `lookup` that answers with nothing but addresses that are taken. */
  lookup(lookup: LookupFunction): LookupFunction {
    return (hostname, options, done) =>
      lookup(hostname, options, (error, found, family) => {
        if (error) return done(error, found, family);
        const all = typeof found === 'string' ? [found] : found.map(({ address }) => address);
        const bad = all.find((address) => !this.#takes(address));
        return bad === undefined ? done(null, found, family) : done(refused(bad), '', 0);
      });
  }

  #takes(address: string): boolean {
    return this.#allowed(address) || isPublicAddress(address);
  }
}

const refused = (address: string): Error => new Error(`${address} is not allowed: it is no public address`);
