export interface Vouched {
  host: string;
  /** The author's domain that the host found to be the author's. */
  domain: string;
}

/**
 * The domain a trusted host vouches for. Only the topmost `Authentication-Results` counts (RFC 8601, 5): whatever stands
 * below it was there before the mail reached that host and may be forged.
 */
export const vouchingHost = (headers: string, trustedHosts: readonly string[]): Vouched | undefined => {
  if (trustedHosts.length === 0) return undefined;
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ');
  const top = /^authentication-results[ \t]*:(.*)$/im.exec(unfolded)?.[1];
  return top === undefined ? undefined : vouchedIn(top, trustedHosts);
};

/** What the value of an `Authentication-Results` vouches for, when one of these hosts wrote it. */
export const vouchedIn = (value: string, trustedHosts: readonly string[]): Vouched | undefined => {
  const [head = '', ...results] = withoutComments(value).split(';');
  const host = head.trim().split(/\s+/)[0]?.toLowerCase();
  if (host === undefined || !trustedHosts.some((trusted) => trusted.toLowerCase() === host)) return undefined;
  for (const result of results) {
    if (!/^\s*dmarc\s*=\s*pass\b/i.test(result)) continue;
    const domain = /\bheader\.from\s*=\s*"?@?([a-z0-9.-]+)/i.exec(result)?.[1];
    if (domain !== undefined) return { host, domain: domain.toLowerCase() };
  }
  return undefined;
};

const withoutComments = (value: string): string => {
  let depth = 0;
  let out = '';
  for (const char of value) {
    if (char === '(') depth += 1;
    else if (char === ')' && depth > 0) depth -= 1;
    else if (depth === 0) out += char;
  }
  return out;
};
