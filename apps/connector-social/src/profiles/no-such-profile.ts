import { PermanentError } from '@filo/connector';

/** Who left, was shut out or shows themselves to nobody looks the same from outside. */
export const noSuchProfile = (network: string, cause?: unknown) =>
  new PermanentError(
    'no-such-profile',
    `${network} shows no such account now: it may have been closed, suspended or hidden from us.`,
    { cause },
  );
