import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { InboundEvent } from '@filo/contracts';
import { isObservable, lastValueFrom, throwError } from 'rxjs';
import { connectBus, type Bus } from '../src/index.js';
import { pendingOf } from './raw.js';
import { aMessage, eventually, freshPrefix, type FreshPrefix } from './testing.js';

/**
 * Nest's event handlers behind the bus. Nest's own `handleEvent` swallows what a handler throws unless the strategy says
 * that it propagates errors, and it never waits for a handler's stream: acking after it would ack failed events.
 */
class BusEvents extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly stop = new AbortController();
  private consuming: Promise<void> | undefined;

  constructor(private readonly bus: Bus) {
    super();
  }

  listen(callback: () => void): void {
    this.consuming = this.bus.consumeInbound('core-worker', {
      signal: this.stop.signal,
      batchMax: 1,
      handle: async (batch) => {
        for (const { event } of batch) await this.call(event);
        return batch.map(() => ({ type: 'done' }));
      },
    });
    callback();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.consuming;
  }

  override on(): void {}

  override unwrap<T>(): T {
    return this.bus as T;
  }

  private async call(event: InboundEvent): Promise<void> {
    const answered: unknown = await this.getHandlerByPattern(event.type)?.(event);
    if (isObservable(answered)) await lastValueFrom(answered, { defaultValue: undefined });
  }
}

let broken = true;
let calls = 0;
let how: () => unknown = () => undefined;

@Controller()
class Listener {
  @EventPattern('message')
  received(@Payload() _: unknown): unknown {
    calls += 1;
    return broken ? how() : undefined;
  }
}

@Module({ controllers: [Listener] })
class ListenerModule {}

let place: FreshPrefix;
let bus: Bus;
let service: Awaited<ReturnType<typeof NestFactory.createMicroservice>>;

beforeAll(async () => {
  place = await freshPrefix({ connectors: {} });
  bus = await connectBus(place.busOptions());
  service = await NestFactory.createMicroservice(ListenerModule, {
    strategy: new BusEvents(bus),
    logger: false,
  });
  await service.listen();
});

afterAll(async () => {
  await service.close();
  await bus.drain();
  await place.remove();
});

test.each<[string, () => unknown]>([
  [
    'synchronously',
    () => {
      throw new Error('sync');
    },
  ],
  ['asynchronously', () => Promise.reject(new Error('async'))],
  ['in its stream', () => throwError(() => new Error('stream'))],
])('a Nest event handler that throws %s acks nothing, and the event comes again', async (_, throws) => {
  [broken, calls, how] = [true, 0, throws];
  await bus.publishInbound(aMessage());
  await eventually(() => calls === 1);
  expect(await pendingOf(place, 'INBOUND', 'core-worker')).toBe(1);
  broken = false;
  await eventually(() => calls === 2);
  await eventually(async () => (await pendingOf(place, 'INBOUND', 'core-worker')) === 0);
});
