import { connectedAccount, inboundEvent, send } from '@filo/contracts';
import { aMessage, aQuarantined, aReceipt, aSend, anAccount } from '../index.js';

test.each([
  ['a message', inboundEvent, aMessage()],
  ['a quarantined message', inboundEvent, aQuarantined()],
  ['a receipt', inboundEvent, aReceipt()],
  ['a send', send, aSend()],
  ['an account', connectedAccount, anAccount()],
])('%s fits its contract', (_, schema, built) => {
  expect(() => schema.parse(built)).not.toThrow();
});
