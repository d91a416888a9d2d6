import { Reflector } from '@nestjs/core';
import { v7 as uuidv7 } from 'uuid';
import { accessRule, type AccessRule } from '../../src/access/access-rules.js';
import { controllers } from '../../src/http/api.module.js';
import { describeApi } from '../../src/http/open-api.js';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';
import { whoMay } from './who-may.js';

interface Operation {
  requestBody?: {
    content: Record<string, { schema: { type?: string; oneOf?: object[]; anyOf?: object[] } }>;
  };
  parameters?: { in: string; name: string }[];
}

let api: TestApi;
let client: Client;
let operations: { method: string; path: string; operation: Operation }[];
const open = [...whoMay].flatMap(([operation, who]) => (who === 'everybody' ? [operation] : []));

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  const document = (await client.get('/api/v1/openapi.json')).body as {
    paths: Record<string, Record<string, Operation>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}, 120_000);
afterAll(() => api.close());

const filled = (path: string): string => path.replace(/\{\w+\}/g, uuidv7());
const headers = { 'idempotency-key': 'k', 'if-match': '1' };

describe('every route', () => {
  it('has an access rule of its own or of its controller', () => {
    const reflector = new Reflector();
    const without = controllers.flatMap((controller) =>
      Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
        .filter(([name, { value }]) => name !== 'constructor' && Reflect.hasMetadata('path', value as object))
        .filter(([, { value }]) => !reflector.getAllAndOverride<AccessRule>(accessRule, [value, controller]))
        .map(([name]) => `${controller.name}.${name}`),
    );
    expect(controllers.length).toBeGreaterThan(15);
    expect(without).toEqual([]);
  });

  it('refuses whoever is not signed in, unless it is one of those that must be open', async () => {
    expect(operations.length).toBeGreaterThan(30);
    const answered: string[] = [];
    for (const { method, path } of operations) {
      const answer = await api
        .client()
        .send(method, filled(path), method === 'GET' ? undefined : {}, headers);
      if (answer.status !== 401) answered.push(`${method} ${path}`);
      else expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
    expect(answered.toSorted()).toEqual(open.toSorted());
  });

  it('refuses unknown fields by their name, in bodies and queries', async () => {
    const bodies = operations.filter(({ operation }) => operation.requestBody?.content['application/json']);
    expect(bodies.length).toBeGreaterThan(8);
    for (const { method, path } of bodies) {
      // What can be done to a thread, and to a promise.
      const kind = path.endsWith('/changes') ? 'keep' : 'read';
      const answer = await client.send(method, filled(path), { kind, notAField: 1 }, headers);
      expect([`${method} ${path}`, answer.status]).toEqual([`${method} ${path}`, 400]);
      expect(answer.body.errors).toContainEqual({ path: 'notAField', message: 'Unknown field' });
    }
    for (const path of [
      '/api/v1/threads',
      '/api/v1/people',
      '/api/v1/suggestions',
      '/api/v1/outbox',
      '/api/v1/quarantine',
      '/api/v1/automatic',
    ]) {
      expect((await client.get(`${path}?notAField=1`)).body.errors).toEqual([
        { path: 'notAField', message: 'Unknown field' },
      ]);
    }
  });
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1 with the shapes of requests and answers', async () => {
    const document = (await describeApi(api.app)) as never as Record<string, unknown>;
    expect(document['openapi']).toBe('3.1.0');
    const reply = (document['paths'] as never)['/api/v1/threads/{id}/replies']['post'];
    expect(JSON.stringify(reply)).toContain('answersMessageId');
    expect(Object.keys(reply['responses'])).toEqual(expect.arrayContaining(['201', '409', 'default']));
  });
});

describe('what is not there', () => {
  it.each(['/api/v1/nothing', '/api'])('answers %s with a problem', async (path) => {
    const answer = await client.get(path);
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
  });
});
