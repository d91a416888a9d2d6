/**
 * Tries `check` until it returns without throwing and not `undefined` or `false`; rejects after `timeoutMs` (10 s) with
 * its last error. Tests wait with this instead of sleeping.
 */
export async function eventually<Value>(
  check: () => Value | Promise<Value>,
  { timeoutMs = 10_000, intervalMs = 20 }: { timeoutMs?: number; intervalMs?: number } = {},
): Promise<Exclude<Value, undefined | false>> {
  const deadline = Date.now() + timeoutMs;
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
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}
