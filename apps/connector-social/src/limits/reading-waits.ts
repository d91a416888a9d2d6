import type { Reason } from '@filo/connector';

/** Reading rests for so long, so that answers can still leave. */
export const readingWaits = (network: string, ms: number): Reason => {
  const at = new Date(Date.now() + ms).toISOString();
  return {
    words: `${network} allows few more requests for now; the rest is kept for answers. Nothing is lost; reading goes on at ${at.slice(11, 16)} UTC.`,
    why: { code: 'reading-waits', with: { network, at } },
  };
};
