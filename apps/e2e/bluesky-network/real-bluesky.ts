import { freePort } from '@filo/testing';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../infra/bluesky-network/', import.meta.url));

export interface PostRef {
  uri: string;
  cid: string;
}

export interface PostRecord {
  text: string;
  reply?: { root: PostRef; parent: PostRef };
  filoMessage?: string;
}

/** Bluesky's own software on loopback, as a process, with the Redis that it needs. */
export class RealBluesky {
  service = '';
  private readonly processes: ChildProcess[] = [];

  static async start(): Promise<RealBluesky> {
    execFileSync('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], {
      cwd: folder,
      stdio: 'pipe',
    });
    const bluesky = new RealBluesky();
    try {
      bluesky.service = await bluesky.startNetwork(await bluesky.startRedis());
      return bluesky;
    } catch (error) {
      await bluesky.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const child of this.processes.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
  }

  /** Answers its host and port. */
  private async startRedis(): Promise<string> {
    const port = String(await freePort());
    const redis = spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', ''], {
      stdio: 'ignore',
    });
    this.processes.push(redis);
    await once(redis, 'spawn');
    return `127.0.0.1:${port}`;
  }

  /** Answers the URL of the data server. */
  private async startNetwork(redisHost: string): Promise<string> {
    const network = spawn(process.execPath, ['network.mjs'], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        DB_POSTGRES_URL: process.env['FILO_TEST_DATABASE_URL'],
        REDIS_HOST: redisHost,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.processes.push(network);
    let words = '';
    network.stderr.on('data', (chunk: Buffer) => (words += String(chunk)));
    const ended = once(network, 'exit').then(() => Promise.reject(new Error(`The network ended: ${words}`)));
    ended.catch(() => undefined);
    const [line] = (await Promise.race([once(network.stdout, 'data'), ended])) as [Buffer];
    return (JSON.parse(String(line)) as { service: string }).service;
  }

  async join(name: string): Promise<RealActor> {
    const account = { handle: `${name}.test`, email: `${name}@mail.test`, password: `password of ${name}` };
    const session = await call<{ did: string; accessJwt: string }>(this.service, {
      method: 'com.atproto.server.createAccount',
      body: account,
    });
    return new RealActor(this.service, account.handle, session);
  }
}

/** Somebody on the network, by a program of their own. */
export class RealActor {
  constructor(
    private readonly service: string,
    readonly handle: string,
    private readonly session: { did: string; accessJwt: string },
  ) {}

  get did(): string {
    return this.session.did;
  }

  async appPassword(): Promise<string> {
    const body = { name: `filo ${Date.now()}` };
    return (await this.#do<{ password: string }>('com.atproto.server.createAppPassword', body)).password;
  }

  /** `about` is mentioned by the handle that stands in the text. */
  post(
    text: string,
    { about, reply }: { about?: RealActor; reply?: PostRecord['reply'] } = {},
  ): Promise<PostRef> {
    const byteStart = about === undefined ? -1 : Buffer.from(text).indexOf(`@${about.handle}`);
    const facets = about && [
      {
        index: { byteStart, byteEnd: byteStart + about.handle.length + 1 },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did: about.did }],
      },
    ];
    const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString(), facets, reply };
    return this.#do('com.atproto.repo.createRecord', { ...this.#collection, record });
  }

  async delete({ uri }: PostRef): Promise<void> {
    await this.#do('com.atproto.repo.deleteRecord', { ...this.#collection, rkey: uri.split('/').at(-1) });
  }

  async posts(): Promise<(PostRef & { value: PostRecord })[]> {
    const { records } = await call<{ records: (PostRef & { value: PostRecord })[] }>(this.service, {
      method: `com.atproto.repo.listRecords?${new URLSearchParams(this.#collection)}`,
    });
    return records;
  }

  /** Whether the app's view shows it already; nobody is told of an answer to what it does not know. */
  async sees({ uri }: PostRef): Promise<boolean> {
    const { posts } = await call<{ posts: object[] }>(this.service, {
      method: `app.bsky.feed.getPosts?${new URLSearchParams({ uris: uri })}`,
      token: this.session.accessJwt,
    });
    return posts.length > 0;
  }

  get #collection() {
    return { repo: this.did, collection: 'app.bsky.feed.post' };
  }

  #do<Answer>(method: string, body: object): Promise<Answer> {
    return call(this.service, { method, body, token: this.session.accessJwt });
  }
}

const call = async <Answer>(
  service: string,
  { method, body, token }: { method: string; body?: object; token?: string },
): Promise<Answer> => {
  const answer = await fetch(`${service}/xrpc/${method}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
};
