// When core said that events are committed: heard from its receipts, so that watching costs the database nothing.
import { connect } from '@nats-io/transport-node';

/** Listens below `prefix`; `at` holds the time of each event's receipt by event id. */
export async function watchCommits({ natsUrl, prefix }) {
  const nc = await connect({ servers: natsUrl });
  const at = new Map();
  let wake = () => {};
  nc.subscribe(`${prefix}.committed.>`, {
    callback: (_, message) => {
      const now = performance.now();
      for (const { eventId } of message.json().events) at.set(eventId, now);
      wake();
    },
  });
  await nc.flush();
  /** Resolves when so many events are committed; rejects after `timeoutMs` without a new one. */
  const until = async (count, timeoutMs = 60_000) => {
    while (at.size < count) {
      const seen = at.size;
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        wake = () => (clearTimeout(timer), resolve());
      });
      if (at.size === seen)
        throw new Error(`Core committed ${seen} of ${count} events and then nothing for ${timeoutMs} ms.`);
    }
  };
  return { at, until, close: () => nc.close() };
}

/** Messages a second from the commit of number `after` to the last one. */
export function steadyRate(times, after) {
  const sorted = [...times].sort((a, b) => a - b);
  const from = sorted[after - 1];
  const counted = sorted.filter((time) => time > from).length;
  return counted / ((sorted.at(-1) - from) / 1000);
}
