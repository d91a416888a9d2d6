// DNS of the bench (RFC 1035, UDP): answers TXT from a table; every other name does not exist.
import { createSocket } from 'node:dgram';

/** Listens on loopback; `address` is what a resolver is given. */
export async function startDns(records) {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => socket.send(answer(query, records), port, address));
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

function answer(query, records) {
  const labels = [];
  let at = 12;
  for (let length; (length = query[at]) > 0; at += length + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
  const question = query.subarray(12, at + 5);
  const record = query.readUInt16BE(at + 1) === txt ? records[labels.join('.').toLowerCase()] : undefined;
  const head = Buffer.alloc(12);
  head.writeUInt16BE(query.readUInt16BE(0), 0);
  head.writeUInt16BE(record === undefined ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(record === undefined ? 0 : 1, 6);
  return Buffer.concat([head, question, ...(record === undefined ? [] : [textRecord(record)])]);
}

const txt = 16;

function textRecord(text) {
  const parts = text.match(/.{1,255}/g).map((part) => Buffer.from([part.length, ...Buffer.from(part)]));
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(12);
  // The name of the question; class IN; an hour.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(txt, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(3600, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
