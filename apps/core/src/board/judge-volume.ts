import type { BoardPage } from '@filo/contracts/http';

/** A storm is that many usual hours in one. */
const stormTimes = 3;
/** Fewer posts in an hour are no storm, however quiet it is otherwise. */
const stormMin = 10;
/** Until so much is known, an hour is taken for one of a day: a first busy hour must not pass for what is usual. */
const hoursMin = 24;

/** Whether the last hour is a storm. `before` counts the posts of the `hours` before it, `capped` when there are more than were counted. */
export const judgeVolume = ({
  lastHour,
  before,
  hours,
  capped = false,
}: {
  lastHour: number;
  before: number;
  hours: number;
  capped?: boolean;
}): BoardPage['volume'] => {
  const usual = before / (capped ? hours : Math.max(hoursMin, hours));
  return {
    lastHour,
    usualHour: Math.round(usual * 10) / 10,
    storm: lastHour >= stormMin && lastHour >= stormTimes * usual,
  };
};
