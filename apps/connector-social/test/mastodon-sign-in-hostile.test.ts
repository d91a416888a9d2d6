import { MastodonServer, type Actor } from '@filo/testing/mastodon';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MastodonDesk } from './mastodon-desk.js';
import { MastodonProving } from './mastodon-proving.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let desk: MastodonDesk;
let home: MastodonServer;
let bea: Actor;
let proving: MastodonProving;
/** An instance that somebody runs who means harm: it speaks as any other where nothing is said. */
let hostile: Server;
let hostileUrl: string;
let answers: Record<string, Answer>;
let came: string[];

const json =
  (body: unknown, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const usual: Record<string, Answer> = {
  '/api/v1/apps': json({ client_id: 'id', client_secret: 'secret' }),
  '/oauth/token': json({ access_token: 'token' }),
};

beforeAll(async () => {
  desk = await MastodonDesk.open();
  await desk.work();
  home = new MastodonServer();
  await home.start();
  bea = home.world.join('bea');
  proving = new MastodonProving(desk, home);
  hostile = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hostile');
    came.push(pathname);
    (answers[pathname] ?? usual[pathname] ?? json({}, 404))(request, response);
  });
  hostile.listen(0, '127.0.0.1');
  await once(hostile, 'listening');
  hostileUrl = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
}, 60_000);
beforeEach(() => {
  answers = {};
  came = [];
});
afterAll(async () => {
  hostile.closeAllConnections();
  await new Promise((resolve) => hostile.close(resolve));
  await home.stop();
  await desk.close();
}, 60_000);

/** Somebody at the hostile instance, who signs in there. */
const mallory = () => ({ uri: `${hostileUrl}/users/mallory` });
const comesBack = (state: string) => ({ state, code: 'code', at: new URL(hostileUrl).host });
const signIn = async () => {
  const { state } = await proving.begin(mallory());
  return proving.finish(state, comesBack(state));
};
const says = (account: object) => (answers['/api/v1/accounts/verify_credentials'] = json(account));

it('speaks for its own accounts', async () => {
  says({ acct: 'mallory', uri: mallory().uri, url: `${hostileUrl}/@mallory` });
  expect(await signIn()).toMatchObject({ key: mallory().uri });
});

it.each([
  ['of another host', () => ({ acct: 'bea', uri: bea.uri, url: bea.url })],
  ['of another host, under a page of its own', () => ({ acct: 'bea', uri: bea.uri, url: mallory().uri })],
  [
    'of another host, by its handle',
    () => ({ acct: `bea@${new URL(bea.uri).host}`, uri: mallory().uri, url: mallory().uri }),
  ],
  ['at a port of its own', () => ({ acct: 'bea', uri: `http://127.0.0.1:1/users/bea`, url: mallory().uri })],
  ['by a page alone that is not the one invited', () => ({ acct: 'eve', url: `${hostileUrl}/@eve` })],
  ['that is no account', () => ({ acct: 7, uri: null, url: [] })],
])('is not believed what it says %s', async (_, account) => {
  says(account());
  await expect(signIn()).rejects.toMatchObject({ code: 'account-untold' });
  // What it gave is given back all the same.
  expect(came.at(-1)).toBe('/oauth/revoke');
});

it('is asked about its own accounts alone: whoever was invited from elsewhere is never proven by it', async () => {
  const { state, url } = await proving.begin(bea);
  expect(new URL(url).origin).toBe(home.url);
  says({ acct: 'bea', uri: bea.uri, url: bea.url });
  await expect(proving.finish(state, comesBack(state))).rejects.toMatchObject({ code: 'state-invalid' });
  expect(came).toEqual([]);
});

it('is not brought the code of another instance that it sent the browser on to', async () => {
  // Who is invited at the hostile instance is sent on to the honest one, with what Filo is called there.
  const honest = await proving.begin(bea);
  const { state } = await proving.begin(mallory());
  came = [];
  const page = new URL(honest.url);
  page.searchParams.set('state', state);
  const said = proving.decide(page.href, bea);
  await expect(proving.finish(state, said)).rejects.toMatchObject({ code: 'state-invalid' });
  expect(came).toEqual([]);
  // Nor does the honest one send anybody back as from the hostile one.
  const redirect = new URL(page.searchParams.get('redirect_uri')!);
  redirect.searchParams.set('at', new URL(hostileUrl).host);
  page.searchParams.set('redirect_uri', redirect.href);
  expect(() => proving.decide(page.href, bea)).toThrow('redirect uri');
});

it.each(['/.well-known/oauth-authorization-server', '/api/v1/apps'])(
  'leads nowhere else before somebody goes there: %s',
  async (path) => {
    const before = home.asked.get('GET /api/v2/instance') ?? 0;
    answers[path] = (_, response) =>
      void response.writeHead(307, { location: `${home.url}/api/v2/instance` }).end();
    // Of a host that has not been asked before.
    await expect(
      proving.begin({ uri: mallory().uri.replace('127.0.0.1', 'localhost') }),
    ).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(home.asked.get('GET /api/v2/instance') ?? 0).toBe(before);
  },
);

it.each(['/oauth/token', '/api/v1/accounts/verify_credentials'])(
  'leads nowhere else afterwards: %s',
  async (path) => {
    const { state } = await proving.begin(mallory());
    answers[path] = (_, response) =>
      void response.writeHead(307, { location: `${home.url}/api/v2/instance` }).end();
    await expect(proving.finish(state, comesBack(state))).rejects.toMatchObject({ code: 'unavailable' });
    expect(home.asked.get('GET /api/v2/instance')).toBeUndefined();
  },
);

it('an answer without an end is not read to the end', async () => {
  let sent = 0;
  answers['/api/v1/accounts/verify_credentials'] = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      do sent += 65_536;
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  };
  await expect(signIn()).rejects.toMatchObject({ code: 'unavailable' });
  expect(sent).toBeLessThan(20_000_000);
});

it('an answer that never comes keeps nobody waiting', async () => {
  answers['/api/v1/accounts/verify_credentials'] = () => undefined;
  const before = Date.now();
  await expect(signIn()).rejects.toMatchObject({ code: 'unavailable' });
  expect(Date.now() - before).toBeLessThan(15_000);
}, 30_000);

it.each([
  'not an address',
  'ftp://elsewhere.example/users/x',
  'https://user:word@elsewhere.example/users/x',
  'did:plc:x',
])('nobody is sent to what is no home of an account: %s', async (uri) => {
  await expect(proving.begin({ uri })).rejects.toMatchObject({ code: 'no-home' });
});
