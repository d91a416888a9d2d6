import { DoorNetworks } from './door-networks.js';

describe('networks of the door', () => {
  const networks = new DoorNetworks(['192.0.2.0/24', '203.0.113.9', '2001:db8::/32']);

  it.each([
    '127.0.0.1',
    '127.8.9.1',
    '::1',
    '::ffff:127.0.0.1',
    '192.0.2.77',
    '::ffff:192.0.2.1',
    '203.0.113.9',
    '2001:db8::5',
  ])('let %s in', (address) => expect(networks.allows(address)).toBe(true));

  it.each(['192.0.3.1', '203.0.113.8', '2001:db9::1', '10.0.0.1', '', 'localhost'])(
    'keep %s out',
    (address) => expect(networks.allows(address)).toBe(false),
  );

  it.each(['192.0.2.0/33', '192.0.2.0/', 'example.org', '192.0.2.0/24/8', '::/129', '1.2.3.4/x'])(
    'refuse the setting %s with a sentence that names it',
    (network) => expect(() => new DoorNetworks([network])).toThrow(`"${network}" is no network`),
  );
});
