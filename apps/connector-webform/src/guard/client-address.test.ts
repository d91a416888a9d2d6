import { clientAddress, trustList } from './client-address.js';

it.each([
  ['203.0.113.9', '1.2.3.4', [], '203.0.113.9'],
  ['10.0.0.1', '1.2.3.4', ['10.0.0.0/8'], '1.2.3.4'],
  ['10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', ['10.0.0.0/8'], '1.2.3.4'],
  ['10.0.0.1', 'nonsense', ['10.0.0.0/8'], '10.0.0.1'],
  ['::ffff:10.0.0.1', '1.2.3.4', ['10.0.0.1'], '1.2.3.4'],
  ['2001:db8:1:2:3:4:5:6', undefined, [], '2001:db8:1:2::/64'],
  ['2001:db8::6', undefined, [], '2001:db8:0:0::/64'],
])('of peer %s forwarding for %s trusting %j is %s', (peer, forwarded, networks, address) => {
  expect(clientAddress(peer, forwarded, trustList(networks))).toBe(address);
});
