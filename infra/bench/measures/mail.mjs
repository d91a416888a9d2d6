import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runMailFloor } from '../floors/mail-floor.mjs';
import { steadyRate } from '../setting/commits.mjs';
import { startConnectorEmail } from '../setting/mail/connector-email.mjs';
import { startCore } from '../setting/core.mjs';
import { cpuOfAllMs } from '../setting/cpu-of-all.mjs';
import { startDns } from '../setting/mail/dns-server.mjs';
import { freshRound } from '../setting/inbound.mjs';
import { watchMessages } from '../setting/live-messages.mjs';
import { address, openMailbox, withoutMailServer } from '../setting/mail/mailbox.mjs';
import { watchMemory } from '../setting/memory.mjs';
import { median, round } from '../setting/numbers.mjs';
import { dnsRecords } from '../setting/mail/sample-mails.mjs';
import { signIn } from '../setting/visitor.mjs';

/** Both sides warm up with a fifth of the mails, which is not counted. */
const warmUp = ({ count }) => Math.ceil(count / 5);
/** P14 speaks of so many. */
const backlog = 5000;

/**
 * P2: mails that wait in a mailbox, until they are visible through the API, against the floor; one after the other in each
 * round, the first round is dropped. P14: the connector's memory in the last round.
 */
export async function measureMail({ servers, template, mails, rounds, say }) {
  const missing = await withoutMailServer(say);
  if (missing !== undefined) return notMeasured(`needs Dovecot: ${missing}`);
  const mailbox = await openMailbox({ count: mails });
  const dns = await startDns(dnsRecords);
  const done = [];
  try {
    for (let n = 0; n <= rounds; n++) {
      const one = await oneRound({ servers, template, mailbox, dns });
      say(
        `P2 round ${n}${n === 0 ? ' (dropped)' : ''}: floor ${Math.round(one.floor.rate)}/s, product ${Math.round(one.product.rate)}/s`,
      );
      if (n > 0) done.push(one);
    }
  } finally {
    dns.close();
    await mailbox.close();
  }
  return { P2: ofRounds(done), P14: ofMemory(done.at(-1).product.memory, mails) };
}

const notMeasured = (why) =>
  Object.fromEntries(['P2', 'P14'].map((id) => [id, { measured: `not measured: ${why}`, data: { why } }]));

function ofRounds(done) {
  const ratio = median(done.map(({ product, floor }) => product.rate / floor.rate));
  const [floor, product] = ['floor', 'product'].map((side) => ({
    rate: Math.round(median(done.map((one) => one[side].rate))),
    cpuMs: round(median(done.map((one) => one[side].cpuMs))),
  }));
  return {
    measured: `${round(ratio)} (product ${product.rate}/s, floor ${floor.rate}/s; CPU a mail ${product.cpuMs} and ${floor.cpuMs} ms)`,
    passes: ratio >= 0.5,
    data: { ratio: round(ratio), product, floor, rounds: done },
  };
}

function ofMemory({ mostMb, mostEarlyMb, growthMb }, mails) {
  const measured = `${Math.round(mostMb)} MB at most, ${Math.round(mostEarlyMb)} MB in the first fifth, grew ${Math.round(growthMb)} MB (${mails} mails)`;
  return {
    measured,
    ...(mails < backlog ? {} : { passes: mostMb < 250 && growthMb < 25 }),
    data: { mostMb, mostEarlyMb, growthMb, mails },
  };
}

async function oneRound({ servers, template, mailbox, dns }) {
  const at = await freshRound(servers, template);
  // A folder of its own: raw mails of an earlier round must not spare this one its files.
  const folder = join(servers.folder, at.prefix);
  await mkdir(folder);
  try {
    const floor = await floorSide({ ...at, folder }, mailbox);
    const product = await productSide({ ...at, folder }, mailbox, dns);
    return { floor, product };
  } finally {
    await at.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function floorSide(at, mailbox) {
  const before = cpuOfAllMs();
  const times = await runMailFloor({ ...at, mailbox, records: dnsRecords });
  return { rate: steadyRate(times, warmUp(mailbox)), cpuMs: (cpuOfAllMs() - before) / mailbox.count };
}

/** The mails wait before the connector hears of the account. */
async function productSide(at, mailbox, dns) {
  const services = [];
  const start = async (starting) => {
    const service = await starting;
    services.push(service);
    return service;
  };
  try {
    await start(startCore('start-worker.js', at));
    const api = await start(startCore('start-api.js', at));
    const connector = await start(startConnectorEmail(at, dns));
    const visitor = await signIn(api.url);
    return await takeIn({ connector, visitor }, mailbox);
  } finally {
    for (const service of services.reverse()) await service.stop();
  }
}

async function takeIn({ connector, visitor }, mailbox) {
  const messages = await watchMessages(visitor);
  const memory = watchMemory(connector, () => messages.at.size / mailbox.count);
  const before = cpuOfAllMs();
  try {
    await visitor.post('/accounts', { channel: 'email', address, imap: mailbox.imap });
    await messages.until(mailbox.count);
    return {
      rate: steadyRate(messages.at.values(), warmUp(mailbox)),
      cpuMs: (cpuOfAllMs() - before) / mailbox.count,
      memory: memory.seen(),
    };
  } finally {
    memory.stop();
    messages.close();
  }
}
