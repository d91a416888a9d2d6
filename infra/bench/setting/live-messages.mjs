/**
 * Listens to the live events of the API as a browser does; `at` holds when each message became visible, by message id.
 */
export async function watchMessages(visitor) {
  const leaving = new AbortController();
  const at = new Map();
  let wake = () => {};
  const stream = await visitor.open('/events', { signal: leaving.signal });
  const read = (async () => {
    let rest = '';
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
      const now = performance.now();
      const events = (rest + chunk).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const added = /^event: message$/m.test(event) && /"messageId":"([^"]+)"/.exec(event)?.[1];
        if (added && !at.has(added)) at.set(added, now);
      }
      wake();
    }
  })();
  read.catch(() => {}).finally(() => wake());
  /** Resolves when so many messages are visible; rejects when none became so for `timeoutMs`. */
  const until = async (count, timeoutMs = 60_000) => {
    let late = false;
    const timer = setTimeout(() => ((late = true), wake()), timeoutMs);
    for (let seen = -1; at.size < count;) {
      if (late) throw new Error(`${at.size} of ${count} mails became visible, and then none any more.`);
      if (at.size > seen) timer.refresh();
      seen = at.size;
      await new Promise((resolve) => (wake = resolve));
    }
    clearTimeout(timer);
  };
  return { at, until, close: () => leaving.abort() };
}
