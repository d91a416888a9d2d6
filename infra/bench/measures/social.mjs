import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { secretKey, startCore } from '../setting/core.mjs';
import { sql } from '../setting/databases.mjs';
import { freshRound } from '../setting/inbound.mjs';
import { watchMemory } from '../setting/memory.mjs';
import { percentile, round } from '../setting/numbers.mjs';
import { startService } from '../setting/service-process.mjs';
import { startNetworks } from '../setting/social-networks.mjs';
import { signIn } from '../setting/visitor.mjs';

const accountsEach = 10;
/** The goal speaks of so many in ten minutes. */
const perSecond = 10_000 / 600;
/** Times at which somebody says something grave, spread over the run. */
const grave = [
  'your lamp exploded and burnt my child, we are in hospital, this is dangerous',
  'my lawyer will sue you: the kettle gave my mother an electric shock and she is injured',
  'fire in our kitchen from your toaster, the police were here, never buy this',
  'I was poisoned by your pan, the doctor says so, and you do not answer. Scandal!',
  'the heater caught fire at night, we could have died, I go to court',
  'your iron burnt my hand to the bone, I am in hospital and will sue',
];
const graveTimes = grave.length;
/** X and Bluesky are asked once in a while; what came in the last second must still be seen. */
const patienceMs = 180_000;
/** How often each network is asked, in ms, as the connector does by itself; a network that tells is heard at once. */
const askedEveryMs = { bluesky: 10_000, mastodon: 10_000, x: 60_000 };
const everyday = [
  'is the shop open',
  'where is my order',
  'lovely kettle',
  'do you ship to Poland',
  'the lamp is late',
];

/**
 * P21: mentions come in at three networks with ten accounts each. Counted is what stands in Filo in the end; how long a grave post of
 * each network takes to be first on the board; how long every other one takes from its post to its thread, which may be as long as the
 * network is not asked and a second; and the memory of connector and worker. The time of grave ones runs from posting it at Mastodon, which
 * tells at once, and from when core has stored it at the two that are asked once in a while.
 */
export async function measureSocial({ servers, template, mentions, say }) {
  const at = await freshRound(servers, template);
  const networks = await startNetworks(accountsEach);
  const services = [];
  const start = async (starting) => {
    services.push(await starting);
    return services.at(-1);
  };
  try {
    const worker = await start(startCore('start-worker.js', at));
    const api = await start(startCore('start-api.js', at));
    const connector = await start(startConnectorSocial(at, networks));
    const visitor = await signIn(api.url);
    await addAccounts(visitor, networks);
    say(`P21: ${accountsEach * networks.networks.length} accounts, ${mentions} mentions`);
    return { P21: await takeIn({ at, worker, connector, visitor }, { networks, mentions, say }) };
  } finally {
    for (const service of services.reverse()) await service.stop();
    await networks.stop();
    await at.end();
  }
}

async function startConnectorSocial({ natsUrl, folder, prefix }, { xUrl }) {
  await mkdir(join(folder, 'social'), { recursive: true });
  return startService('apps/connector-social/dist/main.js', {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NATS_URL: natsUrl,
    FILO_STREAM_PREFIX: prefix,
    FILO_DATA: join(folder, 'social'),
    FILO_SECRET_KEY: secretKey,
    FILO_LOG_LEVEL: 'warn',
    FILO_HOST: '127.0.0.1',
    FILO_EXIT_WITH_PARENT: 'true',
    FILO_X_API_URL: xUrl,
    // What the run costs is not what is measured here.
    FILO_X_DAILY_CEILING: '0',
  });
}

async function addAccounts(visitor, { networks }) {
  for (const account of networks.flatMap(({ accounts }) => accounts)) {
    for (let tries = 1; ; tries++) {
      try {
        await visitor.post('/accounts', account);
        break;
      } catch (error) {
        // Until the connector has said that it lives.
        if (tries === 60) throw error;
        await delay(500);
      }
    }
  }
}

async function takeIn({ at, worker, connector, visitor }, { networks, mentions, say }) {
  let posted = 0;
  const memory = [worker, connector].map((service) => watchMemory(service, () => posted / mentions));
  const started = performance.now();
  const waiting = [];
  const postedAt = [];
  try {
    while (posted < mentions) {
      const due = Math.min(mentions, Math.ceil(((performance.now() - started) / 1_000) * perSecond));
      for (; posted < due; posted++) {
        postedAt[posted] = Date.now();
        postOne(networks.networks, posted);
      }
      if (posted >= ((waiting.length + 0.5) / graveTimes) * mentions && waiting.length < graveTimes)
        waiting.push(untilFirst({ at, visitor, networks: networks.networks }, waiting.length));
      await delay(100);
    }
    const seconds = (performance.now() - started) / 1_000;
    const graveMs = await Promise.all(waiting);
    const stored = await untilStored(at, mentions + graveMs.length, say);
    const pace = await paceOf(at, postedAt);
    return resultOf({ mentions: mentions + graveMs.length, stored, seconds, graveMs, pace, memory });
  } finally {
    for (const one of memory) one.stop();
  }
}

const postOne = (networks, n) =>
  networks[n % networks.length].mention(
    Math.floor(n / networks.length) % accountsEach,
    n,
    `${everyday[n % everyday.length]}? (${n})`,
  );

/** Milliseconds until something grave stands where it belongs on the board: behind nothing that weighs less. */
async function untilFirst({ at, visitor, networks }, n) {
  const network = networks[n % networks.length];
  const postedAt = Date.now();
  network.mention(n % accountsEach, 10_000 + n, grave[n]);
  while (Date.now() - postedAt < patienceMs) {
    const { json } = await visitor.time('/board');
    const cards = json.cards.filter(({ column }) => column === 'act-now');
    const place = cards.findIndex(({ text }) => text.includes(grave[n]));
    const score = cards[place]?.severity.score;
    if (place >= 0 && cards.slice(0, place).every(({ severity }) => severity.score >= score)) {
      const seenAt = Date.now();
      return seenAt - (network.tells ? postedAt : await storedAt(at, cards[place].messageId));
    }
    await delay(100);
  }
  return Infinity;
}

async function storedAt({ databaseUrl }, messageId) {
  const [{ ms }] = await sql(
    databaseUrl,
    'select (extract(epoch from ingested_at) * 1000)::float8 as ms from message where id = $1',
    [messageId],
  );
  return ms;
}

/** How many stand there once all do, or once nothing came any more for so long. */
async function untilStored({ databaseUrl }, wanted, say) {
  const count = async () => {
    const [{ n }] = await sql(
      databaseUrl,
      `select count(*)::int as n from message where channel in ('bluesky', 'mastodon', 'x') and direction = 'inbound'`,
    );
    return n;
  };
  let [last, lastAt] = [0, performance.now()];
  for (;;) {
    const now = await count();
    if (now >= wanted) return now;
    if (now > last) [last, lastAt] = [now, performance.now()];
    if (performance.now() - lastAt > patienceMs) return now;
    say(`P21: ${now} of ${wanted} stand in Filo`);
    await delay(5_000);
  }
}

/** Per network the milliseconds from a post to its thread: half of them, 99 of 100, and the slowest; and whether that is soon enough. */
async function paceOf({ databaseUrl }, postedAt) {
  const rows = await sql(
    databaseUrl,
    `select channel, substring(new_text from '[(]([0-9]+)[)]')::int as n, (extract(epoch from ingested_at) * 1000)::float8 as ms
       from message where direction = 'inbound' and new_text ~ '[(][0-9]+[)]'`,
  );
  return Object.entries(askedEveryMs).map(([channel, everyMs]) => {
    const took = rows.filter((row) => row.channel === channel).map(({ n, ms }) => ms - postedAt[n]);
    const [half, most, slowest] = [0.5, 0.99, 1].map((share) => percentile(took, share));
    return { channel, half, most, slowest, soon: most <= everyMs + 1_000 };
  });
}

const seconds = (ms) => round(ms / 1_000, 1);

function resultOf({ mentions, stored, seconds: ranSeconds, graveMs, pace, memory }) {
  const [worker, connector] = memory.map((one) => one.seen());
  const slowest = Math.max(...graveMs);
  const grew = [worker, connector].map(({ growthMb }) => Math.round(growthMb));
  return {
    measured: `${stored} of ${mentions} in ${Math.round(ranSeconds)} s; grave ones first after ${seconds(slowest)} s at most; post to thread p50, p99, most: ${pace.map(({ channel, half, most, slowest: last }) => `${channel} ${[half, most, last].map(seconds).join(', ')} s`).join('; ')}; worker ${Math.round(worker.mostMb)} MB, grew ${grew[0]}; connector ${Math.round(connector.mostMb)} MB, grew ${grew[1]}`,
    passes:
      stored === mentions &&
      slowest <= 5_000 &&
      pace.every(({ soon }) => soon) &&
      grew.every((mb) => mb < 50),
    data: { mentions, stored, seconds: ranSeconds, graveMs, pace, worker, connector },
  };
}
