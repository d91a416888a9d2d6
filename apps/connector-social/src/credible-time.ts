/** Before anybody posted anywhere; and no clock is wrong by more than a day. */
const earliestMs = Date.UTC(1970, 0, 1);
const ahead = 86_400_000;

/** What a network says of when something was, in milliseconds; undefined where nobody can believe it, such as the year 1 or 9999, or where it says nothing. */
const credibleMs = (time: string | undefined): number | undefined => {
  const ms = Date.parse(time ?? '');
  return ms >= earliestMs && ms <= Date.now() + ahead ? ms : undefined;
};

export const isCredible = (time: string | undefined): boolean => credibleMs(time) !== undefined;

/** The first of these that can be believed, never later than now; else now, when it was heard. */
export const firstCredible = (...times: readonly (string | undefined)[]): string => {
  const [first = Infinity] = times.flatMap((time) => credibleMs(time) ?? []);
  return new Date(Math.min(first, Date.now())).toISOString();
};
