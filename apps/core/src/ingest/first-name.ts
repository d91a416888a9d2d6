/**
 * Joins `called`: what the post is called first, whichever server told of it under the name that is asked for (`post_name`). No row where it has one name
 * alone. Both are SQL; the index is looked into once for each row, however many there are.
 */
export const joinFirstName = (channel: string, externalId: string): string => `
left join lateral (
  select n.first_external_id from post_name n where n.channel = ${channel} and n.external_id = ${externalId} offset 0) called on true`;

/** Under which name ledger and quarantine have it, behind `joinFirstName` of the same name. */
export const firstName = (externalId: string): string => `coalesce(called.first_external_id, ${externalId})`;
