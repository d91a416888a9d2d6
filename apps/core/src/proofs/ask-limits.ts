import type { Queryable } from '../database/queryable.js';

/** One address gets at most one automatic mail in this time (RFC 3834; inboxes were abused as relays). */
const perAddress = '24 hours';
/** And all addresses together no more than this in an hour, whoever asks. */
const perHourMax = 200;

export type AskLimit = { reached: false } | { reached: true; seconds: number };

/**
 * Whether this address may get an automatic mail now. The caller holds the lock of the identity. `besidesPublicPages`: what was mailed
 * because anybody typed the address into a public page does not count, so that nobody else uses its one mail up.
 */
export const askLimit = async (
  db: Queryable,
  identityId: string,
  { besidesPublicPages = false } = {},
): Promise<AskLimit> => {
  const [row] = (await db.query(
    `select ceil(extract(epoch from max(asked_at) + interval '${perAddress}' - clock_timestamp()))::int as seconds,
       (select count(*) from (select from proof_request where asked_at > clock_timestamp() - interval '1 hour'
         limit ${perHourMax}) hour)::int as hour
     from proof_request where identity_id = $1 and asked_at > clock_timestamp() - interval '${perAddress}'
       and not ($2 and purpose = 'invitation' and account_proof_id is null)`,
    [identityId, besidesPublicPages],
  )) as [{ seconds: number | null; hour: number }];
  if (row.seconds !== null) return { reached: true, seconds: Math.max(row.seconds, 1) };
  return row.hour >= perHourMax ? { reached: true, seconds: 3600 } : { reached: false };
};
