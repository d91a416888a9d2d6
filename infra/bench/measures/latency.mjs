import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFloorStream, publishFloor, runFloor } from '../floors/pipeline-floor.mjs';
import { watchCommits } from '../setting/commits.mjs';
import { startCore } from '../setting/core.mjs';
import { freshRound } from '../setting/inbound.mjs';
import { percentile, round } from '../setting/numbers.mjs';
import { sampleMessages } from '../setting/sample-messages.mjs';

const perSecond = 200;

/** P4: from handing a message to the bus to its commit, at the normal rate. P13 and P15 come from the same processes. */
export async function measureLatency({ servers, template, seconds }) {
  const at = await freshRound(servers, template);
  const messages = sampleMessages({
    count: seconds * perSecond,
    accountId: at.accountId,
    domain: 'latency.example',
  });
  try {
    const floor = await floorLatencies(at, messages);
    const worker = await startCore('start-worker.js', at);
    const idleMb = worker.memoryMb();
    const real = await workerLatencies(at, messages).finally(() => worker.stop());
    const [p50, p99] = [percentile(real, 0.5), percentile(real, 0.99)];
    const [floor50, floor99] = [percentile(floor, 0.5), percentile(floor, 0.99)];
    return {
      P4: {
        measured: `p50 ${round(p50, 1)} ms = ${round(p50 / floor50, 1)}x, p99 ${round(p99, 1)} ms = ${round(p99 / floor99, 1)}x`,
        passes: p50 <= 3 * floor50 && p99 <= 3 * floor99 && p99 <= 100,
        data: { p50, p99, floor50, floor99, perSecond },
      },
      worker: { idleMb, startMs: worker.startMs },
    };
  } finally {
    await at.end();
  }
}

async function workerLatencies(at, messages) {
  const commits = await watchCommits(at);
  const sentAt = await paced(messages, (message) => at.publishOne(message));
  await commits.until(messages.length);
  await commits.close();
  return latencies(messages, sentAt, commits.at);
}

async function floorLatencies(at, messages) {
  await makeFloorStream(at);
  const nc = await connect({ servers: at.natsUrl });
  const js = jetstream(nc);
  let ready;
  const listening = new Promise((resolve) => (ready = resolve));
  const stored = runFloor({ ...at, count: messages.length, onReady: ready });
  await listening;
  const sentAt = await paced(messages, (message) => publishFloor(js, message));
  const committedAt = await stored;
  await nc.close();
  return latencies(messages, sentAt, committedAt);
}

/** Sends at the normal rate whether or not the earlier ones are through. */
async function paced(messages, send) {
  const sentAt = new Map();
  const started = performance.now();
  const under = [];
  for (const [index, message] of messages.entries()) {
    const wait = started + (index * 1000) / perSecond - performance.now();
    if (wait > 1) await delay(wait);
    sentAt.set(message.eventId, performance.now());
    under.push(send(message));
  }
  await Promise.all(under);
  return sentAt;
}

/** The first second warms up. */
const latencies = (messages, sentAt, committedAt) =>
  messages.slice(perSecond).map(({ eventId }) => committedAt.get(eventId) - sentAt.get(eventId));
