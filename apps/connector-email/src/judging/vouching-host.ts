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

/**
 * What the value of an `Authentication-Results` vouches for, when one of these hosts wrote it. A stranger chooses words in
 * it, such as the sender of the envelope: what stands in quotes is no result, and two results about DMARC are none.
 */
export const vouchedIn = (value: string, trustedHosts: readonly string[]): Vouched | undefined => {
  const [head = '', ...results] = partsOf(value);
  const host = head.trim().split(/\s+/)[0]?.toLowerCase();
  if (host === undefined || !trustedHosts.some((trusted) => trusted.toLowerCase() === host)) return undefined;
  const [result, ...others] = results.filter((one) => /^\s*dmarc\s*=/i.test(one));
  if (result === undefined || others.length > 0 || !/^\s*dmarc\s*=\s*pass(?:\s|$)/i.test(result))
    return undefined;
  const domain = /(?:^|\s)header\.from\s*=\s*"?@?([a-z0-9.-]+)"?(?:\s|$)/i.exec(result)?.[1];
  return domain === undefined ? undefined : { host, domain: domain.toLowerCase() };
};

/** What semicolons divide (RFC 8601, 2.2), without comments; inside of quotes and comments nothing means anything. */
const partsOf = (value: string): string[] => {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at]!;
    const escaped = char === '\\' && (quoted || depth > 0);
    if (escaped) at += 1;
    if (char === '"' && depth === 0) quoted = !quoted;
    else if (char === '(' && !quoted) depth += 1;
    else if (char === ')' && !quoted && depth > 0) {
      depth -= 1;
      continue;
    }
    if (depth > 0) continue;
    if (char === ';' && !quoted) parts.push('');
    else parts[parts.length - 1] += escaped ? `${char}${value[at] ?? ''}` : char;
  }
  return parts;
};
