import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';

export interface ConnectorKeyPair {
  /** Base64url of 32 bytes; lies in the bucket `state_<connector>` under {@link publicKeyKey}. */
  publicKey: string;
  privateKey: KeyObject;
}

export const publicKeyKey = 'public-key';

// The fixed head of an X25519 private key in PKCS #8 (RFC 8410).
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The same key pair for the same `FILO_SECRET_KEY` (base64url, 32 bytes or more), so that nothing needs to be kept. */
export function connectorKeyPair(secretKey: string): ConnectorKeyPair {
  const secret = Buffer.from(secretKey, 'base64url');
  if (secret.length < 32) throw new Error('FILO_SECRET_KEY must hold at least 32 bytes as base64url');
  const seed = Buffer.from(hkdfSync('sha256', secret, 'filo', 'connector-key-pair x25519', 32));
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Head, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { publicKey: x as string, privateKey };
}
