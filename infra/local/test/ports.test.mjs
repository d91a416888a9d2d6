import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { choosePorts, PortTaken, portsFile } from '../installation/ports.mjs';
import { testFolder } from './folder.mjs';

let dataFolder;
beforeEach(() => (dataFolder = testFolder()));

const choose = (publicPorts, inner = ['postgres', 'nats']) =>
  choosePorts({ dataFolder, host: '127.0.0.1', publicPorts, inner });

async function occupied(work) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(server.address().port);
  } finally {
    server.close();
  }
}

test('free ports are kept from start to start and written for the health page', async () => {
  const first = await choose({ http: 0 });
  expect(await choose({ http: 0 })).toEqual(first);
  expect(JSON.parse(readFileSync(portsFile(dataFolder), 'utf8'))).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(3);
});

test('an inner port that another program took meanwhile is replaced', () =>
  occupied(async (port) => {
    writeFileSync(portsFile(dataFolder), JSON.stringify({ postgres: port }));
    expect((await choose({})).postgres).not.toBe(port);
  }));

test('a public port that is taken says which setting to change', () =>
  occupied(async (port) => {
    await expect(choose({ http: port })).rejects.toThrow(PortTaken);
    await expect(choose({ http: port })).rejects.toThrow(
      /the inbox and the API.*FILO_HTTP_PORT=\d+ npm start/,
    );
  }));

test('every taken port is named at once', () =>
  occupied((one) =>
    occupied((two) =>
      expect(choose({ http: one, smtp: two })).rejects.toThrow(/FILO_HTTP_PORT[^]*FILO_SMTP_PORT/),
    ),
  ));

test('a damaged ports file does not hinder a start', async () => {
  writeFileSync(portsFile(dataFolder), '{"nats":');
  expect((await choose({})).nats).toBeGreaterThan(0);
});
