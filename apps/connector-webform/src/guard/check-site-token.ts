import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A signed-in user of the company's own site. */
export interface SiteUser {
  id: string;
  email?: string;
  name?: string;
}

export type SiteTokenFault =
  'missing' | 'malformed' | 'wrong-signature' | 'expired' | 'other-form' | 'other-site';

const header = z.object({ alg: z.literal('HS256') });
const claims = z.object({
  sub: z.string().min(1).max(500).or(z.number().int().transform(String)),
  exp: z.number(),
  nbf: z.number().optional(),
  /** Restricts the token to one form. */
  aud: z.string().or(z.array(z.string())).optional(),
  /** The site that signed it; a form that says whose users it knows takes tokens of that site alone. */
  iss: z.string().optional(),
  email: z.string().max(320).optional(),
  name: z.string().max(500).optional(),
});

const leewayS = 60;

/**
 * Checks a JSON Web Token (RFC 7519) that the company's site signed with HS256 and the secret of this form. It must expire.
 * The algorithm is fixed here and never taken from the token.
 */
export const checkSiteToken = (
  token: string | undefined,
  { secret, formKey, site, now }: { secret: string; formKey: string; site?: string | undefined; now: Date },
): { user: SiteUser } | { fault: SiteTokenFault } => {
  if (token === undefined || token === '') return { fault: 'missing' };
  const [head = '', body = '', signature = '', ...rest] = token.length > 8_192 ? [] : token.split('.');
  if (rest.length > 0 || signature === '' || !header.safeParse(decode(head)).success)
    return { fault: 'malformed' };
  const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { fault: 'wrong-signature' };
  const parsed = claims.safeParse(decode(body));
  if (!parsed.success) return { fault: 'malformed' };
  const { sub, exp, nbf, aud, iss, email, name } = parsed.data;
  const nowS = now.getTime() / 1_000;
  if (exp + leewayS < nowS || (nbf !== undefined && nbf - leewayS > nowS)) return { fault: 'expired' };
  if (aud !== undefined && ![aud].flat().includes(formKey)) return { fault: 'other-form' };
  if (site !== undefined && iss !== site) return { fault: 'other-site' };
  return { user: { id: sub, email, name } };
};

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};
