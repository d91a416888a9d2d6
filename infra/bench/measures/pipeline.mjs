import { fillFloor, makeFloorStream, runFloor } from '../floors/pipeline-floor.mjs';
import { steadyRate, watchCommits } from '../setting/commits.mjs';
import { startCore } from '../setting/core.mjs';
import { sql } from '../setting/databases.mjs';
import { freshRound } from '../setting/inbound.mjs';
import { median, round } from '../setting/numbers.mjs';
import { again, sampleMessages } from '../setting/sample-messages.mjs';

/** Both sides warm up with so many messages that are not counted. */
const warmUp = 1000;

/** P1: the worker against the floor, one after the other in each round; the first round is dropped. P10: a replay of it. */
export async function measurePipeline({ servers, template, messages, rounds, say }) {
  const done = [];
  for (let n = 0; n <= rounds; n++) {
    const one = await oneRound({ servers, template, messages, replay: n === rounds });
    say(
      `P1 round ${n}${n === 0 ? ' (dropped)' : ''}: floor ${Math.round(one.floor)}/s, worker ${Math.round(one.worker)}/s`,
    );
    if (n > 0) done.push(one);
  }
  const floor = median(done.map((one) => one.floor));
  const worker = median(done.map((one) => one.worker));
  const ratio = median(done.map((one) => one.worker / one.floor));
  const { replay } = done.at(-1);
  return {
    P1: {
      measured: `${round(ratio)} (worker ${Math.round(worker)}/s, floor ${Math.round(floor)}/s)`,
      passes: ratio >= 0.35,
      data: { ratio: round(ratio), worker: Math.round(worker), floor: Math.round(floor), rounds: done },
    },
    P10: {
      measured: `${replay.newRows} new rows; ${round(replay.rate / done.at(-1).worker)} (${Math.round(replay.rate)}/s)`,
      passes: replay.newRows === 0 && replay.rate >= 0.8 * done.at(-1).worker,
      data: replay,
    },
  };
}

async function oneRound({ servers, template, messages: count, replay }) {
  const at = await freshRound(servers, template);
  const total = count + warmUp;
  const messages = sampleMessages({ count: total, accountId: at.accountId, domain: `${at.prefix}.example` });
  try {
    await makeFloorStream(at);
    await fillFloor({ natsUrl: at.natsUrl, messages });
    const floor = steadyRate((await runFloor({ ...at, count: total })).values(), warmUp);
    const worker = await workerRate(at, messages);
    const before = replay && (await rowCount(at));
    const rate = replay && (await workerRate(at, again(messages)));
    return { floor, worker, replay: replay && { rate, newRows: (await rowCount(at)) - before } };
  } finally {
    await at.end();
  }
}

/** The messages wait on the bus before the worker starts. */
async function workerRate(at, messages) {
  const commits = await watchCommits(at);
  await at.publish(messages);
  const worker = await startCore('start-worker.js', at);
  try {
    await commits.until(messages.length);
    return steadyRate(commits.at.values(), warmUp);
  } finally {
    await worker.stop();
    await commits.close();
  }
}

const rowCount = async ({ databaseUrl }) => {
  const tables = ['message', 'ledger', 'arrival', 'person', 'topic', 'action', 'participant', 'identity'];
  const [row] = await sql(
    databaseUrl,
    `select ${tables.map((name) => `(select count(*) from ${name})`).join(' + ')} as n`,
  );
  return Number(row.n);
};
