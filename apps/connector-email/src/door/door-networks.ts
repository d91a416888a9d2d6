import { BlockList, isIP } from 'node:net';

/** Which clients may speak to the door: loopback, and the networks given as CIDR or single addresses. */
export class DoorNetworks {
  private readonly allowed = new BlockList();

  /** Throws a sentence that names the first network that is none. */
  constructor(networks: readonly string[]) {
    for (const network of ['127.0.0.0/8', '::1/128', ...networks]) this.add(network);
  }

  allows(address: string): boolean {
    const plain = address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
    const version = isIP(plain);
    return version !== 0 && this.allowed.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  }

  private add(network: string): void {
    const [address = '', prefix, ...rest] = network.split('/');
    const version = isIP(address);
    const bits = prefix === undefined ? (version === 6 ? 128 : 32) : Number(prefix);
    const wrong = version === 0 || rest.length > 0 || prefix === '' || !Number.isInteger(bits);
    if (wrong || bits < 0 || bits > (version === 6 ? 128 : 32)) {
      throw new Error(`FILO_DOOR_NETWORKS: "${network}" is no network such as 192.0.2.0/24.`);
    }
    this.allowed.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
  }
}
