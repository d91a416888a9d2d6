import type { Queryable } from '../database/queryable.js';

/** One address gets at most one automatic mail in this time (RFC 3834; inboxes were abused as relays). */
const perAddress = '24 hours';
/** And all addresses together no more than this in an hour, counted in the database for all replicas. */
const perHourMax = 200;
/** Of those what anybody can have us mail, by the pages of invitations and by forms: the rest is for what agents ask. */
const anybodyMax = 100;
/** And of one account group, so that whoever floods its pages leaves something to those of others. */
const anybodyOfGroupMax = 60;

/**
 * Who wants an automatic mail sent: an agent, whoever opened the link of a direct message that went to one account, or anybody, at a page
 * or a form of an account group.
 */
export type Asking = { by: 'agent' | 'invited' } | { by: 'anybody'; accountGroupId: string };

/** `share`: not because of this address, but because so many others were asked for. */
export type AskLimit = { reached: false } | { reached: true; seconds: number; share: boolean };

/** Strangers had it sent, and nobody else. */
const byAnybody = (p: string): string => `(${p}.agent_id is null and ${p}.account_proof_id is null)`;
const inHour = (p: string): string => `${p}.asked_at > clock_timestamp() - interval '1 hour'`;

/** Until when nothing is mailed because anybody typed an address at account group `group`; null while it is. */
export const anybodyFullUntil = (group: string): string => `(
  select max(full_until) from (
    (select p.asked_at + interval '1 hour' as full_until from proof_request p where ${inHour('p')} and ${byAnybody('p')}
     order by p.asked_at desc offset ${anybodyMax - 1} limit 1)
    union all
    (select p.asked_at + interval '1 hour' from proof_request p join message m on m.id = p.message_id
     where ${inHour('p')} and ${byAnybody('p')} and m.account_group_id = ${group}
     order by p.asked_at desc offset ${anybodyOfGroupMax - 1} limit 1)
    union all
    (select p.asked_at + interval '1 hour' from proof_request p where ${inHour('p')}
     order by p.asked_at desc offset ${perHourMax - 1} limit 1)) used_up)`;

/** Whether agents have used up all that strangers leave them, who never take more than their share from it. */
const agentsFull = `(
  select count(*) filter (where not anybody) + least(count(*) filter (where anybody), ${anybodyMax}) >= ${perHourMax}
  from (select ${byAnybody('p')} as anybody from proof_request p where ${inHour('p')}) hour)`;

const secondsUntil = (instant: string): string =>
  `ceil(extract(epoch from ${instant} - clock_timestamp()))::int`;

/**
 * Whether this address may get an automatic mail now. The caller holds the lock of the identity. What strangers had mailed takes nothing from
 * agents, nor from whoever was invited by direct message: neither the one mail of the address nor what there is for all in an hour.
 */
export const askLimit = async (db: Queryable, identityId: string, asking: Asking): Promise<AskLimit> => {
  const isAnybody = asking.by === 'anybody';
  const full = isAnybody
    ? secondsUntil(anybodyFullUntil('$3::uuid'))
    : `case when ${agentsFull} then 3600 end`;
  const [row] = (await db.query(
    `select (select ${secondsUntil(`max(asked_at) + interval '${perAddress}'`)} from proof_request p
         where identity_id = $1 and asked_at > clock_timestamp() - interval '${perAddress}'
           and ($2 or not ${byAnybody('p')})) as own,
       ${full} as hour`,
    isAnybody ? [identityId, true, asking.accountGroupId] : [identityId, false],
  )) as [{ own: number | null; hour: number | null }];
  const seconds = row.own ?? row.hour;
  if (seconds === null) return { reached: false };
  return { reached: true, seconds: Math.max(seconds, 1), share: row.own === null };
};
