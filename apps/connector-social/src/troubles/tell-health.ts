import type { Listening, Reason } from '@filo/connector';

/** Says how an account that is read does: degraded while any of these holds. */
export const tellHealth = (health: Listening['health'], remarks: readonly (Reason | undefined)[]): void => {
  const said = remarks.filter((one) => one !== undefined);
  if (said.length > 0) health('degraded', said);
  else health('ok');
};
