import { randomBytes } from 'node:crypto';
import { isSigned, macBytes, sign, type TokenKeys } from '../../replies/token-keys.js';

const nonceBytes = 24;

/**
 * `state` of a consent: a random number signed together with the session that began it. Whoever brings it back must come in
 * that session; a link prepared by somebody else opens nothing (RFC 6749, 10.12).
 */
export class ConsentState {
  constructor(private readonly keys: TokenKeys) {}

  mint(sessionKey: Uint8Array): string {
    const nonce = randomBytes(nonceBytes);
    return Buffer.concat([nonce, sign(this.keys[0], payloadOf(nonce, sessionKey))]).toString('base64url');
  }

  isOf(sessionKey: Uint8Array, state: string): boolean {
    const bytes = Buffer.from(state, 'base64url');
    // One spelling alone, so that nothing follows from how it is written.
    if (bytes.length !== nonceBytes + macBytes || bytes.toString('base64url') !== state) return false;
    const nonce = bytes.subarray(0, nonceBytes);
    return isSigned(this.keys, payloadOf(nonce, sessionKey), bytes.subarray(nonceBytes));
  }
}

const payloadOf = (nonce: Uint8Array, sessionKey: Uint8Array): Buffer => Buffer.concat([nonce, sessionKey]);
