import { createHash, randomUUID, type JsonWebKey } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { OAuthRefusal } from './oauth-refusal.js';
import { isSignedBy, readToken } from './signed-token.js';

interface Bound {
  /** Where the request went, without its query. */
  url: string;
  /** The access token that comes with it. */
  token?: string;
}

/** Proofs of possession as RFC 9449 has them: each once, for one request, with the nonce that we gave last. */
export class DpopProofs {
  nonce: string = randomUUID();
  readonly #seen = new Set<string>();

  /** From now on another nonce is asked for. */
  rotate(): void {
    this.nonce = randomUUID();
  }

  /** The thumbprint of the key that signed (RFC 7638). */
  check(request: IncomingMessage, { url, token }: Bound): string {
    const given = String(request.headers['dpop'] ?? '');
    const proof = readToken(given);
    const jwk = proof?.header.jwk;
    if (jwk === undefined || proof?.header.typ !== 'dpop+jwt' || proof.header.alg !== 'ES256')
      throw invalid('A DPoP proof is needed');
    if (jwk.d !== undefined || !isSignedBy(given, jwk)) throw invalid('The proof is not signed by its key');
    const { htm, htu, iat, jti, nonce, ath } = proof.claims;
    if (nonce !== this.nonce)
      throw new OAuthRefusal(400, 'use_dpop_nonce', 'Authorization server requires nonce in DPoP proof');
    if (htm !== request.method || htu !== url) throw invalid('The proof is for another request');
    if (Math.abs(Date.now() / 1_000 - Number(iat)) > 300) throw invalid('The proof is old');
    if (typeof jti !== 'string' || this.#seen.has(jti)) throw invalid('The proof was used before');
    if (ath !== (token && createHash('sha256').update(token).digest('base64url')))
      throw invalid('The proof is for another token');
    this.#seen.add(jti);
    return thumbprint(jwk);
  }
}

const thumbprint = ({ crv, kty, x, y }: JsonWebKey): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

const invalid = (why: string) => new OAuthRefusal(400, 'invalid_dpop_proof', why);
