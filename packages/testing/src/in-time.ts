const tickMs = 20;

/**
 * Does the work, and fails when it took longer than this while the machine ran: a test whose machine stood still, or was taken by others,
 * says nothing of the product. For work that gives way; of work at once tells `processorMs`. What hangs is ended by a time limit of the work's own.
 */
export async function inTime<Value>(limitMs: number, work: () => Promise<Value>): Promise<Value> {
  let ranMs = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    ranMs += Math.min(now - last, 2 * tickMs);
    last = now;
  };
  const ticking = setInterval(tick, tickMs);
  try {
    const value = await work();
    tick();
    if (ranMs > limitMs) throw new Error(`It took ${Math.round(ranMs)} ms, more than ${limitMs}`);
    return value;
  } finally {
    clearInterval(ticking);
  }
}
