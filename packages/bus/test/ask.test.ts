import 'reflect-metadata';
import { Controller, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ledgerHas } from '@filo/contracts';
import { Bus, BusModule, connectBus, natsMicroservice, TemporaryError } from '../src/index.js';
import { freshPrefix, type FreshPrefix } from './testing.js';

let answer: (request: unknown) => unknown = () => ({});

@Controller()
class Answers {
  @MessagePattern(ledgerHas.subject())
  has(@Payload() request: unknown): unknown {
    return answer(request);
  }
}

@Module({ controllers: [Answers] })
class AnswersModule {}

let place: FreshPrefix;
let bus: Bus;
let service: Awaited<ReturnType<typeof NestFactory.createMicroservice>>;

beforeAll(async () => {
  place = await freshPrefix({ connectors: {} });
  service = await NestFactory.createMicroservice(AnswersModule, {
    ...natsMicroservice(place.busOptions('core')),
    logger: false,
  });
  await service.listen();
  bus = await connectBus(place.busOptions('email'));
});

afterAll(async () => {
  await bus.drain();
  await service.close();
  await place.remove();
});

const request = { channel: 'email', externalIds: ['a', 'b'] };
const asking = { subject: ledgerHas.subject(), question: ledgerHas, request };

test('an answer of the right shape comes back', async () => {
  answer = (asked) => ({ present: (asked as typeof request).externalIds.slice(0, 1) });
  expect(await bus.ask.ask(asking)).toEqual({ present: ['a'] });
});

test.each<[string, () => unknown]>([
  ['of another shape', () => ({ absent: [] })],
  [
    'that is an error',
    () => {
      throw new Error('database away');
    },
  ],
  ['that never comes', () => new Promise(() => {})],
])('an answer %s is temporary', async (_, answers) => {
  answer = answers;
  await expect(bus.ask.ask({ ...asking, timeoutMs: 300 })).rejects.toThrow(TemporaryError);
});

test('a question nobody answers is temporary', async () => {
  await expect(bus.ask.ask({ ...asking, subject: 'ask.nobody.there', timeoutMs: 300 })).rejects.toThrow(
    TemporaryError,
  );
});

test('a question of the wrong shape is not asked', async () => {
  const wrong = { channel: 'NOT A CHANNEL', externalIds: [] };
  await expect(bus.ask.ask({ ...asking, request: wrong })).rejects.toMatchObject({
    code: 'invalid-question',
  });
});

test('a Nest application injects the bus by its class, and closing it drains', async () => {
  @Module({ imports: [BusModule.forRoot(place.busOptions('app'))] })
  class AppModule {}
  const app: INestApplicationContext = await NestFactory.createApplicationContext(AppModule, {
    logger: false,
  });
  const injected = app.get(Bus);
  expect(injected.status()).toMatchObject({ connected: true });
  await app.close();
  expect(injected.status()).toMatchObject({ connected: false });
});
