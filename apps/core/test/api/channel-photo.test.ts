import { personDetail } from '@filo/contracts/http';
import { FetchPublic } from '../../src/outbound/fetch-public.js';
import type { Client } from './client.js';
import { startPictureServer, type PictureServer } from './picture-server.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let pictures: PictureServer;
beforeAll(async () => {
  pictures = await startPictureServer();
  const { ca } = pictures;
  const fetchPublic = new FetchPublic({
    ca,
    allow: ['127.0.0.1'],
    lookup: (_, { all }, done) =>
      all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  });
  api = await startTestApi({}, fetchPublic);
  client = await api.signedIn();
}, 120_000);
afterAll(async () => {
  await api.close();
  await pictures.close();
});
beforeEach(() => {
  pictures.asked.length = 0;
});

const png = (more: string) => Buffer.from(`\x89PNG\r\n\x1a\n${more}`, 'latin1');
const shows = (bytes: Buffer | string) => (pictures.answer = (_, response) => void response.end(bytes));
let people = 0;
const somebody = async (avatar = '/face.png', over: object = {}): Promise<string> => {
  const author = {
    kind: 'sample',
    key: `user-${people++}`,
    name: 'Some One',
    avatarUrl: pictures.url + avatar,
  };
  return (await receive(api, { author, ...over })).threadId;
};
const photoOf = (id: string) => client.get(`/api/v1/people/${id}/photo`);
const profile = async (id: string) => personDetail.parse((await client.get(`/api/v1/people/${id}`)).body);
const upload = (id: string) => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(png('uploaded'))]), 'face.png');
  return client.send('PUT', `/api/v1/people/${id}/photo`, form);
};
const later = (id: string, span: string) =>
  api.dataSource.query(
    `update channel_photo p set tried_at = tried_at - $2::interval, fetched_at = fetched_at - $2::interval
     from link l where l.identity_id = p.identity_id and l.person_id = $1`,
    [id, span],
  );

describe('the photo that a channel names', () => {
  it('is fetched when somebody looks, once, and comes from our own origin like one that was uploaded', async () => {
    const id = await somebody();
    shows(png('of the channel'));
    const { photo, photoSource } = await profile(id);
    expect([photo === null, photoSource]).toEqual([false, 'sample']);
    expect(pictures.asked).toEqual([]);
    const answers = await Promise.all([1, 2, 3].map(() => photoOf(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Object.fromEntries(answers[0]!.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    });
    expect((await photoOf(id)).body).toContain('of the channel');
    expect(pictures.asked).toEqual(['/face.png']);
    const [row] = (await client.get('/api/v1/threads?view=all')).body.items;
    expect(row.person.photo).toBe(photo);
  });

  it('gives way to a photo that an agent gave, and comes back when that is taken away', async () => {
    const id = await somebody();
    shows(png('of the channel'));
    const { photo } = await profile(id);
    await upload(id);
    expect((await photoOf(id)).body).toContain('uploaded');
    expect((await profile(id)).photoSource).toBe('agent');
    await client.send('DELETE', `/api/v1/people/${id}/photo`);
    expect(await profile(id)).toMatchObject({ photo, photoSource: 'sample' });
    expect((await photoOf(id)).body).toContain('of the channel');
  });

  it('is looked at anew after a week, and stays while the other side is away', async () => {
    const id = await somebody();
    shows(png('first'));
    await photoOf(id);
    shows(png('second'));
    await later(id, '6 days');
    expect((await photoOf(id)).body).toContain('first');
    await later(id, '2 days');
    pictures.answer = (_, response) => response.writeHead(503).end();
    expect((await photoOf(id)).body).toContain('first');
    shows(png('second'));
    expect((await photoOf(id)).body).toContain('first');
    await later(id, '2 hours');
    expect((await photoOf(id)).body).toContain('second');
    expect(pictures.asked).toHaveLength(3);
  });

  it('is another one when the channel names another, whatever comes late', async () => {
    const id = await somebody('/old.png', { sortAt: '2026-01-02T00:00:00Z' });
    const key = `user-${people - 1}`;
    shows(png('old'));
    await photoOf(id);
    const named = (path: string, sortAt: string) =>
      receive(api, { author: { kind: 'sample', key, avatarUrl: pictures.url + path }, sortAt });
    const before = (await profile(id)).photo;
    await named('/late.png', '2026-01-01T00:00:00Z');
    expect((await profile(id)).photo).toBe(before);
    await named('/new.png', '2026-01-03T00:00:00Z');
    expect((await profile(id)).photo).not.toBe(before);
    shows(png('new'));
    expect((await photoOf(id)).body).toContain('new');
    expect(pictures.asked).toEqual(['/old.png', '/new.png']);
  });

  it.each([
    ['a page', '<!doctype html>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['more than 2 MB', Buffer.concat([png(''), Buffer.alloc(2 * 1024 * 1024)])],
  ])('is none when it is %s, and is not asked for again at once', async (_, bytes) => {
    const id = await somebody();
    shows(bytes);
    expect((await photoOf(id)).status).toBe(404);
    expect(await profile(id)).toMatchObject({ photo: null, photoSource: null });
    expect((await photoOf(id)).status).toBe(404);
    expect(pictures.asked).toHaveLength(1);
  });

  it('is no reason to hold a message: a bad address is none', async () => {
    for (const avatarUrl of [
      'http://pictures.example/x.png',
      'nonsense',
      `https://x.example/${'x'.repeat(3_000)}`,
    ]) {
      const author = { kind: 'sample', key: `user-${people++}`, avatarUrl };
      const { threadId } = await receive(api, { author });
      expect((await profile(threadId)).photo).toBeNull();
    }
  });
});
