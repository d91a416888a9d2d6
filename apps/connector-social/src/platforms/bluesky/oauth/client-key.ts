import { JoseKey } from '@atproto/oauth-client-node';
import { createECDH, createHash } from 'node:crypto';

/** Of the curve P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** More than the curve has, so that no number is likelier than another (FIPS 186-5, A.2.1). */
export const seedBytes = 48;

/**
 * The key by which Filo proves to an authorization server that it is the client whose document lies at its address. It follows from a
 * seed, so that all replicas have the same and none must be kept.
 */
export const clientKeyOf = (seed: Uint8Array): Promise<JoseKey> => {
  const number = (BigInt(`0x${Buffer.from(seed).toString('hex')}`) % (order - 1n)) + 1n;
  const secret = Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const kid = createHash('sha256').update(point).digest('base64url').slice(0, 16);
  return JoseKey.fromJWK({
    kty: 'EC',
    crv: 'P-256',
    alg: 'ES256',
    key_ops: ['sign'],
    kid,
    x,
    y,
    d: secret.toString('base64url'),
  } as never);
};
