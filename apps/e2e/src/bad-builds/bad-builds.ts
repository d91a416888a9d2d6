import { killInDoubt, killWhilePosting } from '../checker/faults.js';
import type { TortureOptions } from '../checker/torture.js';
import type { Patch } from './copy-build.js';

export interface BadBuild {
  name: string;
  patches: Patch[];
  /** The load under which it must show. */
  load: Omit<TortureOptions, 'root' | 'seed'>;
  /** The counter that must not be zero. */
  shows: 'lost' | 'double' | 'doubled' | 'pending';
  /** Seen in the long lane alone: it takes more than a minute, and `npm test` has three for all of them. */
  isLong?: true;
}

/** What is wrong may be that an answer waits for ever. */
const patience = { quietMs: 10_000, undecidedMs: 10_000 };
const quiet = { items: 40, persons: 10, kills: 0, answers: 0, perSecond: 20, patience };

/** Mistakes that reviews have let through elsewhere. A checker that does not see them proves nothing. */
export const badBuilds: BadBuild[] = [
  {
    name: 'says yes and acks before it commits',
    patches: [
      {
        file: 'apps/core/dist/ingest/inbound-consumer.js',
        find: 'this.#say(events, await store(events));',
        replace: `this.#say(events, events.map(({ eventId }) => ({ eventId, outcome: 'stored', messageId: eventId })));
            setTimeout(() => void store(events).catch(() => undefined), 2_000);`,
      },
    ],
    load: { ...quiet, items: 240, kills: 4, killed: ['core-worker', 'core-worker-2'] },
    shows: 'lost',
  },
  {
    name: 'keeps no ledger',
    patches: [
      {
        file: 'packages/connector/dist/listening/make-deliver.js',
        find: '    ...heard,',
        replace: `    ...heard,
    externalId: heard.externalId + uuidv7(),`,
      },
    ],
    load: { ...quiet, repeatEvery: 4 },
    shows: 'double',
  },
  {
    name: 'moves the cursor before it publishes, and does not reconcile',
    isLong: true,
    patches: [
      {
        file: 'apps/connector-email/dist/imap/import-folder.js',
        find: 'await this.takeBatch.run(batch, folder, on);',
        replace: `await this.moveCursor(folder, batch.lastUid, on);
            await new Promise((resolve) => setTimeout(resolve, 1_000));
            await this.takeBatch.run(batch, folder, on);`,
      },
      {
        file: 'packages/connector/dist/accounts/run-reconcile.js',
        find: 'firstMs: 5_000',
        replace: 'firstMs: 3_600_000',
      },
    ],
    load: {
      ...quiet,
      items: 150,
      kills: 4,
      killed: ['connector-email'],
      withMailbox: true,
      reconcile: false,
    },
    shows: 'lost',
  },
  {
    name: 'polls the outbox by id',
    isLong: true,
    patches: [
      {
        file: 'apps/core/dist/outbox/outbox-relay.js',
        find: 'const results = await Promise.allSettled(',
        replace: `rows.splice(0, rows.length, ...rows.filter(({ id }) => id > (this.last ?? '')));
        for (const { id } of rows) if (id > (this.last ?? '')) this.last = id;
        const results = await Promise.allSettled(`,
      },
    ],
    load: { ...quiet, answers: 120, answersPerSecond: 120 },
    shows: 'pending',
  },
  {
    name: 'sends without asking whether it was sent before',
    patches: [
      {
        file: 'packages/connector/dist/sending/deliver-once.js',
        find: 'const { answer, reason } = await this.#askTwice();',
        replace: `const { reason } = await this.#askTwice();
        const answer = 'go';`,
      },
    ],
    load: {
      ...quiet,
      answers: 12,
      faults: [killInDoubt],
      sink: { slowMs: 2_000 },
      patience: { quietMs: 60_000, undecidedMs: 60_000 },
    },
    shows: 'doubled',
  },
  {
    // What stands twice at a network is counted with what was mailed twice, which the build above shows.
    name: 'posts each attempt under a key of its own',
    isLong: true,
    patches: [
      {
        file: 'apps/connector-social/dist/platforms/bluesky/sending/record-key.js',
        find: "const hex = messageId.replaceAll('-', '');",
        replace: `const now = Date.now().toString(16).padStart(12, '0');
        const hex = now + crypto.randomUUID().replaceAll('-', '').slice(12);`,
      },
    ],
    load: {
      ...quiet,
      withNetworks: true,
      beside: [[killWhilePosting('bluesky')]],
      // The next attempt comes a minute after the one of which nobody knows.
      patience: { quietMs: 60_000, undecidedMs: 120_000 },
    },
    shows: 'doubled',
  },
];
