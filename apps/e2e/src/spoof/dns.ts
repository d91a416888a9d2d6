import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface Zone {
  /** TXT by name in lower case. */
  texts: Readonly<Record<string, string>>;
  /** Names that no server can tell anything about: SERVFAIL. */
  broken: readonly string[];
}

const txt = 16;

/** A DNS server on loopback (RFC 1035, UDP) that answers TXT from a zone; every other name does not exist. */
export const startDns = async (zone: Zone): Promise<{ address: string; close: () => void }> => {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => socket.send(answerTo(query, zone), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
};

const answerTo = (query: Buffer, { texts, broken }: Zone): Buffer => {
  const labels: string[] = [];
  let at = 12;
  for (let length; (length = query[at]!) > 0; at += length + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
  const name = labels.join('.').toLowerCase();
  const text = query.readUInt16BE(at + 1) === txt ? texts[name] : undefined;
  const code = broken.includes(name) ? 2 : text === undefined ? 3 : 0;
  const head = Buffer.alloc(12);
  head.writeUInt16BE(query.readUInt16BE(0), 0);
  head.writeUInt16BE(0x8180 + code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(code === 0 ? 1 : 0, 6);
  return Buffer.concat([head, query.subarray(12, at + 5), ...(code === 0 ? [record(text!)] : [])]);
};

const record = (text: string): Buffer => {
  const parts = (text.match(/.{1,255}/g) ?? []).map((part) =>
    Buffer.from([part.length, ...Buffer.from(part)]),
  );
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(12);
  // The name of the question; class IN; a minute.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(txt, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
};
