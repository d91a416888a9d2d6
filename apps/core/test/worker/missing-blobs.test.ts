import { natsMicroservice } from '@filo/bus';
import { reconcileNow } from '@filo/contracts';
import { aSend, eventually } from '@filo/testing';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import { queueSends } from '../../src/outbox/queue-send.js';
import { mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';

const asked: unknown[] = [];

@Controller()
class MailConnector {
  @MessagePattern(reconcileNow.subject('email'))
  reconcile(@Payload() request: unknown) {
    asked.push(request);
    return { started: 1 };
  }
}
@Module({ controllers: [MailConnector] })
class MailConnectorModule {}

let worker: TestWorker;
let connector: INestMicroservice;
beforeAll(async () => {
  worker = await testWorker();
  connector = await NestFactory.createMicroservice(MailConnectorModule, {
    ...natsMicroservice(worker.busOptions('email')),
    logger: false,
  });
  await connector.listen();
});
afterAll(async () => {
  await connector.close();
  await worker.close();
});

it('asks the connector once a minute to fetch again what the bus has lost, and stores it when it is there', async () => {
  const content = Buffer.from('lost and found');
  const raw = { sha256: 'ab'.repeat(32), bytes: content.byteLength };
  const lost = mail('lost@blob.example', 0, { raw });
  expect(await worker.take(lost)).toEqual(['retry']);
  await eventually(() => asked.length > 0);
  expect(await worker.take(lost, mail('also@blob.example', 0, { raw }))).toEqual(['retry', 'retry']);
  expect(await worker.take({ ...lost, raw: await worker.bus.blobs.put(content) })).toEqual(['done']);
  expect(asked).toEqual([{ accountId: mailAccount }]);
});

it('lays the files of a send onto the bus again before it goes there', async () => {
  const address = 'files@blob.example';
  await worker.take(mail(address, 0));
  const [row] = await worker.rows<{ id: string; identity: string }>(
    `select m.id, i.id as identity from message m join identity i on i.id = m.anchor_identity_id where i.key = $1`,
    [address],
  );
  const blob = await worker.parts.blobs.put(Buffer.from('a file that has left the bus'));
  const gone = { sha256: 'cd'.repeat(32), bytes: 4 };
  const file = { name: 'a.txt', mediaType: 'text/plain' };
  const send = aSend({
    accountId: mailAccount,
    messageId: row!.id,
    deliveryId: uuidv7(),
    attachments: [
      { blob, ...file },
      { blob: gone, ...file },
    ],
  });
  await queueSends(worker.dataSource, [{ payload: send, recipientIdentityId: row!.identity, role: 'to' }]);
  expect(await worker.bus.blobs.has(blob)).toBe(false);
  expect(await worker.parts.relay.once()).toBe(1);
  expect(await worker.bus.blobs.has(blob)).toBe(true);
  expect(await worker.rows('select published from outbox')).toEqual([{ published: 1 }]);
});
