import { connectBus, connectorKeyPair, publicKeyKey, type Bus, type Incoming } from '@filo/bus';
import { readAgain, stateBucket, type MessageReceivedInput, type Send } from '@filo/contracts';
import { aMessage, aReceipt } from '@filo/testing';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { z } from 'zod';
import { StartDelivery } from '../../src/deliveries/start-delivery.js';
import { runLoops } from '../../src/worker/run-loops.js';
import { workerParts } from '../../src/worker/worker-parts.js';
import { createLogger } from '@filo/service';
import { answerOnBus } from './answer-on-bus.js';
import type { TestApi } from './test-api.js';

type ReadAgain = z.output<typeof readAgain.request>;

export interface TestMailConnector {
  /** On the bus as the mail connector, with its rights. */
  bus: Bus;
  /** What it says to a raw mail that it is asked to read once more; undefined: it cannot. */
  reads(raw: string): Partial<MessageReceivedInput> | undefined;
  close(): Promise<void>;
}

/**
 * The other side of the bus: a worker of core's, and a stand-in for the mail connector that reads a mail again when asked
 * and keeps what it should send as captured mails.
 */
export const startMailConnector = async (
  api: TestApi,
  reads: TestMailConnector['reads'],
): Promise<TestMailConnector> => {
  const bus = await connectBus(api.busOptions('email'));
  const keys = connectorKeyPair(Buffer.alloc(32, 9).toString('base64url'));
  await (await bus.bucket(stateBucket('email'))).put(publicKeyKey, keys.publicKey);

  @Controller()
  class Questions {
    @MessagePattern(readAgain.subject('email'))
    async again(@Payload() { channel, accountId, externalId, raw, sortAt, history }: ReadAgain) {
      const read = reads(Buffer.from(await bus.blobs.get(raw)).toString());
      if (!read) return { ok: false, reason: 'Its header block still never ends.' };
      await bus.publishInbound(aMessage({ channel, accountId, externalId, raw, sortAt, history, ...read }));
      return { ok: true };
    }
  }
  const questions = await answerOnBus(api, 'email', Questions);

  const stop = new AbortController();
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const { dataSource, settings } = api;
  const loops = runLoops(workerParts({ dataSource, bus: api.bus, log, settings }), log, stop.signal);
  const sends = bus.consumeSends('email', 'email', {
    batchMax: 10,
    signal: stop.signal,
    handle: (batch) => Promise.all(batch.map((one) => capture(api, bus, one))),
  });
  return {
    bus,
    reads,
    close: async () => {
      stop.abort();
      await Promise.all([loops, sends]);
      await questions.close();
      await bus.drain();
    },
  };
};

const capture = async (api: TestApi, bus: Bus, { event }: Incoming<Send>) => {
  const { deliveryId, attempt, accountId } = event;
  await new StartDelivery(api.dataSource).run({ deliveryId, attempt, token: deliveryId });
  for (const { blob } of event.attachments) await bus.blobs.get(blob);
  const raw = await bus.blobs.put(Buffer.from(`Subject: ${event.subject}\r\n\r\n${event.text}`));
  const captured = { raw, from: event.from.key, to: [event.recipient.key], subject: event.subject ?? '' };
  await bus.publishInbound(aReceipt({ deliveryId, attempt, accountId, captured }));
  return { type: 'done' as const };
};
