import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate of `localhost` that was good in the year 2020, signed by itself; its folder goes with `remove`. */
export const expiredCertificate = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-certificate-'));
  const file = (name: string) => join(folder, name);
  await writeFile(file('index'), '');
  await writeFile(
    file('ca.conf'),
    `[ca]\ndefault_ca = own\n[own]\ndatabase = ${file('index')}\nnew_certs_dir = ${folder}\nrand_serial = yes\ndefault_md = sha256\npolicy = any\nx509_extensions = for_localhost\n[any]\ncommonName = supplied\n[for_localhost]\nsubjectAltName = DNS:localhost,IP:127.0.0.1\nbasicConstraints = CA:true\n`,
  );
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost'];
  await run('openssl', [...request, '-keyout', file('key.pem'), '-out', file('request.pem')]);
  const dates = ['-startdate', '20200101000000Z', '-enddate', '20201231000000Z'];
  await run('openssl', [
    ...['ca', '-batch', '-selfsign', '-config', file('ca.conf'), '-keyfile', file('key.pem')],
    ...dates,
    ...['-in', file('request.pem'), '-out', file('cert.pem'), '-notext'],
  ]);
  return {
    certFile: file('cert.pem'),
    key: await readFile(file('key.pem'), 'utf8'),
    cert: await readFile(file('cert.pem'), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
