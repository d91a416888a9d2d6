type Interval = number | ((waitedMs: number) => number);

/**
 * Tries `check` until it returns without throwing and not `undefined` or `false`; rejects after `timeoutMs` (20 s: a busy
 * machine may stand still for a while) with
 * its last error. The pause between two tries may follow from the time already waited. Tests wait with this instead of sleeping.
 */
export async function eventually<Value>(
  check: () => Value | Promise<Value>,
  { timeoutMs = 20_000, intervalMs = 20 }: { timeoutMs?: number; intervalMs?: Interval } = {},
): Promise<Exclude<Value, undefined | false>> {
  const startedAt = Date.now();
  const deadline = startedAt + timeoutMs;
  for (;;) {
    let last: unknown;
    try {
      const value = await check();
      if (value !== undefined && value !== false) return value as Exclude<Value, undefined | false>;
      last = new Error(`it answered ${String(value)}`);
    } catch (error) {
      last = error;
    }
    if (Date.now() >= deadline) {
      throw new Error(`Not true within ${timeoutMs} ms: ${String(last)}`, { cause: last });
    }
    const pauseMs = typeof intervalMs === 'number' ? intervalMs : intervalMs(Date.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
