import type { Listening, Reason } from '@filo/connector';

/** Says how an account does that was read just now: degraded while any of these holds. `unread`: what could not be read of it. */
export const tellHealth = (
  health: Listening['health'],
  remarks: readonly (Reason | undefined)[],
  unread: readonly Reason[] = [],
): void => {
  const said = [...unread, ...remarks.filter((one) => one !== undefined)];
  if (said.length > 0) health('degraded', said, { readWell: unread.length === 0 });
  else health('ok');
};
