import type { BoardPage } from '@filo/contracts/http';

/** A storm is that many usual hours in one. */
const stormTimes = 3;
/** Fewer posts in an hour are no storm, however quiet it is otherwise. */
const stormMin = 10;
/** Until so much is known, an hour is taken for one of a day: a first busy hour must not pass for what is usual. */
const hoursMin = 24;

/** Hours of which each is told by itself. */
const hoursTold = 24;

/**
 * Whether the last hour is a storm. `before` counts what was said to us in the `hours` before it, `capped` when there is more than was counted;
 * `usuallyFound` is what saved queries find in an hour, each since it was made, of the last `foundHours` where one of them found more than was counted, and `ago` counts the posts of each hour by itself, by how many whole hours ago that was.
 */
export const judgeVolume = ({
  lastHour,
  before,
  hours,
  usuallyFound = 0,
  foundHours = null,
  ago,
  capped = false,
}: {
  lastHour: number;
  before: number;
  hours: number;
  usuallyFound?: number;
  foundHours?: number | null;
  ago: Readonly<Record<string, number>>;
  capped?: boolean;
}): BoardPage['volume'] => {
  const usual = before / (capped ? hours : Math.max(hoursMin, hours)) + usuallyFound;
  // Of an hour that was counted in part nothing is told.
  const counted = Math.min(capped ? hours : Infinity, foundHours ?? Infinity);
  const told = Math.min(hoursTold, 1 + Math.floor(counted));
  return {
    lastHour,
    usualHour: Math.round(usual * 10) / 10,
    storm: lastHour >= stormMin && lastHour >= stormTimes * usual,
    hours: Array.from({ length: told }, (_, at) => told - 1 - at).map((n) =>
      n === 0 ? lastHour : (ago[n] ?? 0),
    ),
  };
};
