import { createServer, type AddressInfo } from 'node:net';
import { z } from 'zod';
import { BusNames } from '../connection/bus-names.js';
import { TemporaryError } from '../errors.js';
import { NestAsk } from './nest-ask.js';

test('a question after the bus was closed is refused, and opens no connection again', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = new NestAsk(new BusNames('t'), { servers: [`nats://127.0.0.1:${port}`], service: 'test' });
  const question = { request: z.object({}), reply: z.object({}) };
  await ask.close();
  const asked = ask.ask({ subject: 'ask.core.anything', question, request: {}, timeoutMs: 200 });
  const refusal: unknown = await asked.catch((error: unknown) => error);
  await ask.close();
  await new Promise((resolve) => server.close(resolve));
  expect(refusal).toBeInstanceOf(TemporaryError);
  expect(refusal).toHaveProperty('message', expect.stringContaining('the bus is closed'));
  expect(connections).toBe(0);
});
