import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface OwnCertificates {
  caFile: string;
  /** For `localhost` and 127.0.0.1, as a server shows it. */
  server: { certFile: string; keyFile: string };
  /** For a host that is not this one. */
  elsewhere: { certFile: string; keyFile: string };
  client: { certFile: string; keyFile: string };
  remove(): Promise<void>;
}

/** An authority of our own and what it signed. */
export const ownCertificates = async (): Promise<OwnCertificates> => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-certificates-'));
  const file = (name: string) => join(folder, name);
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '30'];
  const ca = ['-keyout', file('ca.key'), '-out', file('ca.pem')];
  await run('openssl', ['req', '-x509', ...key, '-subj', '/CN=our authority', ...ca]);
  const signed = async (name: string, names: string) => {
    const [certFile, keyFile] = [file(`${name}.pem`), file(`${name}.key`)];
    await writeFile(file(`${name}.ext`), `subjectAltName=${names}\n`);
    await run('openssl', [
      ...['req', ...key, '-subj', `/CN=${name}`, '-keyout', keyFile, '-out', file(`${name}.csr`)],
    ]);
    await run('openssl', [
      ...['x509', '-req', '-in', file(`${name}.csr`), '-days', '30', '-out', certFile],
      ...[
        '-CA',
        file('ca.pem'),
        '-CAkey',
        file('ca.key'),
        '-CAcreateserial',
        '-extfile',
        file(`${name}.ext`),
      ],
    ]);
    return { certFile, keyFile };
  };
  return {
    caFile: file('ca.pem'),
    server: await signed('server', 'DNS:localhost,IP:127.0.0.1'),
    elsewhere: await signed('elsewhere', 'DNS:elsewhere.example'),
    client: await signed('client', 'DNS:filo'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
