/** What X counts writing by: a quarter of an hour, and for posts the day of an account and of an app. */
const windows = ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour'];

export type ToldHeaders = Readonly<Record<string, unknown>>;

/** When a window that is used up opens again, in milliseconds of Unix time; 0: none is, or none says. The latest of several. */
export const opensAt = (headers: ToldHeaders): number =>
  Math.max(
    0,
    ...windows
      .filter((name) => Number(headers[`${name}-remaining`] ?? Number.NaN) <= 0)
      .map((name) => Number(headers[`${name}-reset`] ?? Number.NaN) * 1_000)
      .filter(Number.isFinite),
  );

/** Somebody may have bought more meanwhile. */
const askedAgainMs = 3_600_000;

/** Which kinds of writing X allows no more for now, by the headers of its last answers: who comes next need not ask to hear that. */
export class WriteWindows {
  readonly #told = new Map<string, { opens: number; at: number }>();

  note(kind: string, headers: ToldHeaders, now = Date.now()): void {
    this.#told.set(kind, { opens: opensAt(headers), at: now });
  }

  /** How long this kind of writing has to wait; 0: it may be tried, as it is once an hour whatever X said. */
  waitMs(kind: string, now = Date.now()): number {
    const { opens, at } = this.#told.get(kind) ?? { opens: 0, at: 0 };
    return now - at < askedAgainMs ? Math.max(0, opens - now) : 0;
  }
}
