import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dovecotConfiguration } from './dovecot-configuration.js';
import { asOwner, isRoot, own } from './dovecot-owner.js';
import { killEach, sessionsOf } from './dovecot-sessions.js';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

const run = promisify(execFile);
const binary = '/usr/sbin/dovecot';

export interface DovecotOptions {
  /** Password by user name. */
  users?: Readonly<Record<string, string>>;
  /** PEM; without it a self-signed one for localhost is made. */
  certificate?: { key: string; cert: string };
  /** False: offer no TLS at all. */
  tls?: boolean;
  /** Takes OAuth 2 tokens too, and asks here whether they are good (RFC 7662); `email` in the answer names the user. */
  introspectionUrl?: string;
}

/**
 * Why suites with a real IMAP server are left out, undefined when they can run. With `CI=true` a missing server is an error
 * instead, so that nothing is left out silently.
 */
export function withoutDovecot(): string | undefined {
  let why: string | undefined;
  try {
    const version = execFileSync(binary, ['--version'], { encoding: 'utf8' });
    if (!version.startsWith('2.3.'))
      why = `Dovecot ${version.trim()} is here, its configuration is written for 2.3`;
  } catch {
    why = 'Dovecot is missing (Debian: dovecot-core dovecot-imapd dovecot-lmtpd)';
  }
  if (why !== undefined && process.env['CI'] === 'true')
    throw new Error(`CI=true allows no left-out suite: ${why}`);
  return why;
}

/** A real Dovecot on free loopback ports in a folder of its own, without root rights. */
export class Dovecot {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly ports: { imap: number; imaps: number; lmtp: number },
    /** PEM of the certificate it shows. */
    readonly certificate: string,
  ) {}

  static async start({
    users = { support: 'pw1' },
    certificate,
    tls = true,
    introspectionUrl,
  }: DovecotOptions = {}): Promise<Dovecot> {
    const folder = await mkdtemp(join(tmpdir(), 'filo-dovecot-'));
    await chmod(folder, 0o755);
    const ports = { imap: await freePort(), imaps: await freePort(), lmtp: await freePort() };
    const { key, cert } = certificate ?? (await makeCertificate(folder));
    const dovecot = new Dovecot(folder, ports, cert);
    await writeFile(join(folder, 'key.pem'), key, { mode: 0o600 });
    await writeFile(join(folder, 'cert.pem'), cert);
    await writeFile(join(folder, 'users'), usersFile(users));
    const oauth = introspectionUrl === undefined ? '' : await oauthPassdb(folder, introspectionUrl);
    await writeFile(join(folder, 'dovecot.conf'), dovecotConfiguration(folder, ports, { tls, oauth }));
    for (const name of ['', 'key.pem', 'users']) await own(join(folder, name));
    for (const user of Object.keys(users)) await dovecot.makeFolder(dovecot.maildir(user, 'INBOX'));
    await dovecot.up();
    return dovecot;
  }

  /** Starts it, on the ports and mails it had before. */
  async up(): Promise<void> {
    const [command, ...args] = asOwner([binary, '-F', '-c', join(this.folder, 'dovecot.conf')]);
    this.process = spawn(command!, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    this.process.stderr!.on('data', (chunk: Buffer) => (words += String(chunk)));
    const ended = new Promise<never>((_, reject) => {
      this.process!.once('exit', (code) => reject(new Error(`Dovecot ended with ${code}: ${words}`)));
    });
    ended.catch(() => undefined);
    await Promise.race([ended, eventually(() => greets(this.ports.imap), { timeoutMs: 20_000 })]);
  }

  /** Ends it and the sessions that it serves; the mails stay. */
  async down(): Promise<void> {
    const { process } = this;
    if (process === undefined || process.exitCode !== null) return;
    const sessions = await sessionsOf(process.pid);
    const gone = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGTERM');
    await gone;
    // By themselves idle ones say goodbye up to ten seconds later.
    killEach(sessions);
    await eventually(async () => !(await greets(this.ports.imap).catch(() => false)));
  }

  /** Ends it and removes everything. */
  async stop(): Promise<void> {
    await this.down();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Puts a mail into a folder as a delivery does: whole, at once, unseen. `at` becomes its INTERNALDATE. */
  async deliver(
    user: string,
    raw: string | Uint8Array,
    { folder = 'INBOX', at = new Date() } = {},
  ): Promise<void> {
    const maildir = this.maildir(user, folder);
    if (folder !== 'INBOX') await this.makeFolder(maildir);
    const name = `${Math.floor(at.getTime() / 1000)}.${randomUUID()}.localhost`;
    const file = join(maildir, 'tmp', name);
    await writeFile(file, raw);
    await own(file);
    await utimes(file, at, at);
    await rename(file, join(maildir, 'new', name));
  }

  /** Gives a folder another UIDVALIDITY, as a mailbox does that was moved to another server. */
  async rotateUidValidity(user: string, folder = 'INBOX'): Promise<void> {
    const status = await this.doveadm('mailbox', 'status', '-u', user, 'uidvalidity', folder);
    const now = Number(/uidvalidity=(\d+)/.exec(status)?.[1]);
    await this.doveadm('mailbox', 'update', '-u', user, '--uid-validity', String(now + 1), folder);
  }

  /** Flags of every mail of a folder, one entry a mail. */
  async flags(user: string, folder = 'INBOX'): Promise<string[]> {
    const found = await this.doveadm('-f', 'tab', 'fetch', '-u', user, 'flags', 'mailbox', folder, 'ALL');
    return found.split('\n').slice(1, -1);
  }

  /** Kills the processes that serve this user's sessions; how many. */
  async killSessions(): Promise<number> {
    const sessions = await sessionsOf(this.process?.pid);
    killEach(sessions);
    return sessions.length;
  }

  async doveadm(...args: string[]): Promise<string> {
    const global = args[0] === '-f' ? args.splice(0, 2) : [];
    const [command, ...rest] = asOwner([
      'doveadm',
      '-c',
      join(this.folder, 'dovecot.conf'),
      ...global,
      ...args,
    ]);
    return (await run(command!, rest)).stdout;
  }

  async log(): Promise<string> {
    return readFile(join(this.folder, 'dovecot.log'), 'utf8');
  }

  private maildir(user: string, folder: string): string {
    const inbox = join(this.folder, 'mail', user);
    return folder === 'INBOX' ? inbox : join(inbox, `.${folder.replaceAll('/', '.')}`);
  }

  private async makeFolder(maildir: string): Promise<void> {
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(maildir, part), { recursive: true });
    if (!isRoot) return;
    const paths = [join(this.folder, 'mail'), join(maildir, '..'), maildir];
    for (const path of [...paths, ...(await readdir(maildir)).map((name) => join(maildir, name))])
      await own(path);
  }
}

const makeCertificate = async (folder: string): Promise<{ key: string; cert: string }> => {
  const [key, cert] = [join(folder, 'made-key.pem'), join(folder, 'made-cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '30',
    ...subject,
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
};

const usersFile = (users: Readonly<Record<string, string>>): string =>
  Object.entries(users)
    .map(([user, password]) => `${user}:{PLAIN}${password}::::::\n`)
    .join('');

const greets = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('data', () => (socket.destroy(), resolve(true)));
    socket.once('error', reject);
  });

/** Stands before the passwords: each mechanism has a passdb of its own. */
const oauthPassdb = async (folder: string, introspectionUrl: string): Promise<string> => {
  const file = join(folder, 'oauth2.conf');
  await writeFile(
    file,
    `introspection_mode = post
introspection_url = ${introspectionUrl}
username_attribute = email
active_attribute = active
active_value = true
username_format = %n
`,
  );
  await own(file);
  return `
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${file}
}`;
};
