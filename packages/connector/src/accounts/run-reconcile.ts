import { aborted, wait } from './wait.js';

export interface ReconcileTimes {
  /** After the account started: what came while nobody listened and the cursor was lost. */
  firstMs: number;
  everyMs: number;
  retryMs: number;
}

export const reconcileTimes: ReconcileTimes = { firstMs: 5_000, everyMs: 30 * 60_000, retryMs: 60_000 };

export interface Reconciling {
  /** `askedAt`: when somebody asked for it, until a round since then went well. */
  round(told: { askedAt: Date | undefined }): Promise<void>;
  failed(error: unknown): void;
  times: ReconcileTimes;
  signal: AbortSignal;
}

/**
 * Compares an account's source with core's ledger soon after the start, then every 30 minutes, and at once when asked. One
 * round at a time; a question during a round means one more round after it.
 */
export const runReconcile = (reconciling: Reconciling): { now: () => void; done: Promise<void> } => {
  let wake = () => {};
  let askedAt: Date | undefined;
  let asked = false;
  const now = () => {
    askedAt = new Date();
    asked = true;
    wake();
  };
  const pause = async (ms: number) => {
    const woken = new AbortController();
    wake = () => woken.abort();
    if (!asked) await wait(ms, AbortSignal.any([reconciling.signal, woken.signal]));
    asked = false;
  };
  const loop = async () => {
    let nextMs = reconciling.times.firstMs;
    for (;;) {
      await pause(nextMs);
      if (reconciling.signal.aborted) return;
      const told = { askedAt };
      const isDone = await runRound(reconciling, told);
      if (isDone && askedAt === told.askedAt) askedAt = undefined;
      nextMs = isDone ? reconciling.times.everyMs : reconciling.times.retryMs;
    }
  };
  return { now, done: Promise.race([loop(), aborted(reconciling.signal)]) };
};

/** Whether it went well. */
const runRound = async (
  { round, failed, signal }: Reconciling,
  told: Parameters<Reconciling['round']>[0],
): Promise<boolean> => {
  try {
    await round(told);
    return true;
  } catch (error) {
    if (!signal.aborted) failed(error);
    return false;
  }
};
