const minute = 60_000;
const hour = 60 * minute;

/** Between one attempt and the next: ten attempts in about three days. */
const waitsMs = [5_000, 5 * minute, 0.5 * hour, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour)];
const jitter = 0.2;
const retryAfterMaxMs = 24 * hour;

/** How long to wait after so many attempts that failed; undefined: that was the last one. `random` is from 0 to 1. */
export const nextTryMs = (
  attempts: number,
  retryAfterMs: number | undefined,
  random: number,
): number | undefined => {
  const wait = waitsMs[attempts - 1];
  if (wait === undefined) return undefined;
  const spread = Math.round(wait * (1 - jitter + 2 * jitter * random));
  return Math.max(spread, Math.min(retryAfterMs ?? 0, retryAfterMaxMs));
};

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3). */
export const readRetryAfter = (value: string | undefined, now: number): number | undefined => {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0);
};
