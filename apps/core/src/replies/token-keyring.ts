import type { TokenKeys } from './token-keys.js';

/** Holds the keys that reply tokens and Message-IDs are signed with. */
export class TokenKeyring {
  constructor(readonly keys: TokenKeys) {}
}
