import type { IdentityView } from '@filo/contracts/http';
import { addressOfMarks } from './address-of-marks';

const shared = { id: 'info', kind: 'mail', key: 'info@firm.example', shared: true } as IdentityView;
const before = { ...shared, shared: false };
const part = { id: 'part', kind: 'part', key: 'info/1' } as IdentityView;
const home = { ...shared, id: 'home' };
const from = (...addresses: IdentityView[]) =>
  addresses.map((address, index) => ({ id: `message ${index}`, address }));

test.each([
  ['the address as it is known now', [shared], from(before, before), shared],
  ['the address also where only a part of it stands', [part], from(shared), shared],
  ['nothing, as nothing is marked', [shared], [], 'nothing-marked'],
  ['nothing, as they came from two addresses', [shared], from(shared, home), 'several-addresses'],
])('marked messages name %s', (_, identities, marked, expected) => {
  expect(addressOfMarks({ identities }, marked)).toEqual(expected);
});
