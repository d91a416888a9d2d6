import type { Logger } from '@filo/service';
import { setMaxListeners } from 'node:events';
import type { KeepInHand } from '../ingest/keep-in-hand.js';
import { untilAborted } from './until-aborted.js';
import type { WorkerParts } from './worker-parts.js';

const silentEveryMs = 60_000;
const restartMs = 1_000;
const loopsMax = 60;

/** Runs every loop of the worker until the signal aborts; resolves when all have finished what they had in hand. */
export const runLoops = async (parts: WorkerParts, log: Logger, signal: AbortSignal): Promise<void> => {
  // Each loop listens to it, some of them twice.
  setMaxListeners(loopsMax, signal);
  const again = (loop: string, run: () => Promise<void>) =>
    keepRunning({ loop, run, log, signal, keep: parts.database });
  await Promise.all([
    again('ingest', () => parts.inbound.run(signal)),
    again('kept edits', () => parts.keptEdits.run(signal)),
    again('dead', () => parts.dead.run(signal)),
    again('outbox', () => parts.relay.run(signal)),
    again('live', () => parts.sequencer.run(signal)),
    again('health', () => parts.health.run(signal)),
    again('announced', () => parts.announced.run(signal)),
    again('house', () => parts.house.run(signal)),
    again('retention', () => parts.retention.run(signal)),
    again('off the bus', () => parts.offBus.run(signal)),
    again('imports', () => parts.imports.run(signal)),
    again('bulk', () => parts.bulk.run(signal)),
    again('privacy', () => parts.privacy.run(signal)),
    again('evidence', () => parts.evidence.run(signal)),
    again('words', () => parts.words.run(signal)),
    again('agents', () => parts.agents.run(signal)),
    again('suggestions', () => parts.suggestions.run(signal)),
    again('acknowledgements', () => parts.acknowledgements.run(signal)),
    again('routing', () => parts.routing.run(signal)),
    again('snoozed', () => parts.snoozed.run(signal)),
    again('storms', () => parts.storms.run(signal)),
    again('recounted', () => parts.recounted.run(signal)),
    again('known', () => parts.known.run(signal)),
    again('scheduled', () => parts.scheduled.run(signal)),
    again('promised', () => parts.promised.run(signal)),
    again('notices', () => parts.notices.run(signal)),
    again('webhooks', () => parts.webhooks.run(signal)),
    again('take-backs', () => parts.takeBacks.run(signal)),
    again('silent', async () => {
      await parts.silent.run();
      await untilAborted(silentEveryMs, signal);
    }),
  ]);
};

interface Running {
  loop: string;
  run: () => Promise<void>;
  log: Logger;
  signal: AbortSignal;
  keep: KeepInHand;
}

const nothing = (): void => undefined;

/** A loop that ends or throws before it is told to begins anew; all wait together for a database that is away. */
const keepRunning = async ({ loop, run, log, signal, keep }: Running): Promise<void> => {
  while (!signal.aborted) {
    try {
      await keep.run(run, { working: nothing, signal, roundsMax: 3 });
    } catch (error) {
      if (signal.aborted) return;
      log.error({ err: error, loop }, 'loop failed');
      await untilAborted(restartMs, signal);
    }
  }
};
