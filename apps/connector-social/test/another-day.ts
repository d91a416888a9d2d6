const Today = Date;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** So near to the end of a day by UTC, by which costs are counted, a test would see it end: there it is the next day already, at one. */
export const daytimeShift = (now: number): number => {
  const leftMs = dayMs - (now % dayMs);
  return leftMs < hourMs ? leftMs + hourMs : 0;
};

const shiftMs = daytimeShift(Today.now());

/** From here on it is so many days later, for this whole process; 0: today. */
export const itIsDaysLater = (days: number): void => {
  const laterMs = shiftMs + days * dayMs;
  const now = () => Today.now() + laterMs;
  globalThis.Date =
    laterMs === 0
      ? Today
      : (new Proxy(Today, {
          construct: (_, given: number[]) =>
            given.length === 0 ? new Today(now()) : new Today(...(given as [number])),
          get: (of, name) => (name === 'now' ? now : (Reflect.get(of, name) as unknown)),
        }) as DateConstructor);
};
