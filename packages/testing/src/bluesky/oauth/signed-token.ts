import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';

export interface SignedToken {
  header: { alg?: string; typ?: string; kid?: string; jwk?: JsonWebKey };
  claims: Record<string, unknown>;
}

/** A compact JWS in its parts, not yet believed; undefined when it is none. */
export const readToken = (token: string): SignedToken | undefined => {
  try {
    const [header, claims] = token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as never);
    return { header: header!, claims: claims! };
  } catch {
    return undefined;
  }
};

/** ES256 alone, which all clients of the network must speak. */
export const isSignedBy = (token: string, jwk: JsonWebKey): boolean => {
  const [header, claims, signature = ''] = token.split('.');
  return verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
};
