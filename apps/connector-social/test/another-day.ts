const Today = Date;

/** From here on it is so many days later, for this whole process; 0: today. */
export const itIsDaysLater = (days: number): void => {
  const now = () => Today.now() + days * 86_400_000;
  globalThis.Date =
    days === 0
      ? Today
      : (new Proxy(Today, {
          construct: (_, given: number[]) =>
            given.length === 0 ? new Today(now()) : new Today(...(given as [number])),
          get: (of, name) => (name === 'now' ? now : (Reflect.get(of, name) as unknown)),
        }) as DateConstructor);
};
