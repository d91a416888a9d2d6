import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PictureServer {
  /** `https://pictures.example:<port>`, which is good for the certificate; the test says where that name leads. */
  url: string;
  ca: string;
  /** Paths asked for, in order. */
  asked: string[];
  /** What it answers from now on. */
  answer: RequestListener;
  close(): Promise<void>;
}

/** A server of pictures on loopback, with a certificate of its own making. */
export const startPictureServer = async (): Promise<PictureServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'filo-pictures-'));
  const file = (name: string) => join(folder, name);
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=pictures.example'],
    ...['-addext', 'subjectAltName=DNS:pictures.example,IP:127.0.0.1'],
    ...['-keyout', file('key.pem'), '-out', file('cert.pem')],
  ]);
  const [key, ca] = [readFileSync(file('key.pem'), 'utf8'), readFileSync(file('cert.pem'), 'utf8')];
  rmSync(folder, { recursive: true });
  const asked: string[] = [];
  const server: Server = createServer({ key, cert: ca }, (request, response) => {
    asked.push(request.url ?? '');
    pictures.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pictures: PictureServer = {
    url: `https://pictures.example:${(server.address() as AddressInfo).port}`,
    ca,
    asked,
    answer: (_, response) => response.writeHead(404).end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return pictures;
};
