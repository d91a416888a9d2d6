import { Secret, TOTP } from 'otpauth';

const periodSeconds = 30;

/** The words of a `otpauth:` address, which an app reads from a picture: SHA-1, six digits, thirty seconds, as all apps take it. */
const totpOf = (secret: Uint8Array, named: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({
    ...named,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    period: periodSeconds,
  });

/** What the app is told: the secret as it is typed (base32), and the address that a picture holds. */
export const shownSecret = (
  secret: Uint8Array,
  named: { issuer: string; label: string },
): { secret: string; uri: string } => {
  const totp = totpOf(secret, named);
  return { secret: totp.secret.base32, uri: totp.toString() };
};

/**
 * The half minute (RFC 6238) whose code this is, of the one at `now` (ms) and one before and after, for clocks that differ;
 * undefined for another code and for one that is not newer than the one taken last, which somebody may have read over a shoulder.
 */
export const judgeCode = (
  code: string,
  secret: Uint8Array,
  { lastTaken, now }: { lastTaken: number; now: number },
): number | undefined => {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: 1 });
  if (delta === null) return undefined;
  const halfMinute = Math.floor(now / 1000 / periodSeconds) + delta;
  return halfMinute > lastTaken ? halfMinute : undefined;
};
