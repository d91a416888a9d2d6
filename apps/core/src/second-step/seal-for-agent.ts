import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { TokenKeys } from '../replies/token-keys.js';

const nonceBytes = 12;
const tagBytes = 16;

/** Seals what core alone must read again, with the newest key (AES-256-GCM); another agent's row does not open it. */
export const sealForAgent = ([key]: TokenKeys, agentId: string, secret: Uint8Array): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(agentId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};

/** Opens with whichever key sealed it; `isOld`: not the newest. Undefined when none did. */
export const openForAgent = (
  keys: TokenKeys,
  agentId: string,
  sealed: Buffer,
): { secret: Buffer; isOld: boolean } | undefined => {
  const [nonce, tag, words] = [
    sealed.subarray(0, nonceBytes),
    sealed.subarray(nonceBytes, nonceBytes + tagBytes),
    sealed.subarray(nonceBytes + tagBytes),
  ];
  for (const [n, key] of keys.entries()) {
    try {
      const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(agentId)).setAuthTag(tag);
      return { secret: Buffer.concat([cipher.update(words), cipher.final()]), isOld: n > 0 };
    } catch {
      // Sealed with another key.
    }
  }
  return undefined;
};
