import { deriveTokenKeys } from '../../replies/token-keys.js';
import { ConsentState } from './consent-state.js';

const keyOf = (fill: number) => Buffer.alloc(32, fill);
const states = (...fills: [number, ...number[]]) =>
  new ConsentState(deriveTokenKeys(fills.map(keyOf) as [Buffer], 'oauth-state'));
const session = keyOf(1);

describe('the state of a consent', () => {
  it('belongs to the session that began it and to no other', () => {
    const state = states(7).mint(session);
    expect(states(7).isOf(session, state)).toBe(true);
    expect(states(7).isOf(keyOf(2), state)).toBe(false);
    expect(states(7).mint(session)).not.toBe(state);
  });

  it('is not made without the key, and a rotated key still knows it', () => {
    const state = states(7).mint(session);
    expect(states(8).isOf(session, state)).toBe(false);
    expect(states(8, 7).isOf(session, state)).toBe(true);
  });

  it.each(['', 'x', 'A'.repeat(46), `${states(7).mint(session)}=`])('refuses %j', (state) => {
    expect(states(7).isOf(session, state)).toBe(false);
  });
});
