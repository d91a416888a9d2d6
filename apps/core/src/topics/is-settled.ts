/** What agents did to post `p` last, of what settles it: when, and whether it is settled since. */
export const lastSettled = (p: string): string => `(
  select a.kind = 'settled' as settled, a.at from action a
  where a.message_id = ${p}.id and a.kind in ('settled', 'waits-again') order by a.at desc, a.id desc limit 1)`;

/** An agent settled post `p` on the board, by itself, and it does not wait again, nor was its topic `t` opened again since. */
export const isSettled = (p: string, t: string): string => `exists (
  select from ${lastSettled(p)} last where last.settled and (${t}.reopen_at is null or last.at > ${t}.reopen_at))`;
