/** The pause that holds, by the clock of the database; none or one row. */
export const standingPause = `
select p.* from (select * from public_pause order by at desc, id desc limit 1) p
where p.paused and (p.until is null or p.until > clock_timestamp())`;

/** Whether scheduled public answers wait. */
export const publicPaused = `exists (${standingPause})`;

/** For how much of the time since `since` they waited. Each pause ends at its time, or where somebody said otherwise. */
export const pausedMsSince = (since: string): string => `coalesce((
  select sum(extract(epoch from p.ends - greatest(p.at, ${since})) * 1000)::float8
  from (select at, paused, least(until, lead(at) over (order by at, id), clock_timestamp()) as ends from public_pause) p
  where p.paused and p.ends > greatest(p.at, ${since})), 0)`;
