import { connectorKeyPair, natsMicroservice, openSecrets, publicKeyKey, verifyBinding } from '@filo/bus';
import {
  accountsBucket,
  stateBucket,
  verifyAccount,
  type AccountHealth,
  type ConnectedAccount,
} from '@filo/contracts';
import { accountView, formView, type AccountView } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { seedFirstStart } from '../../src/setup/seed-first-start.js';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

const keys = connectorKeyPair(Buffer.alloc(32, 9).toString('base64url'));
const rightPassword = 'right-password-4711';

/** Stands in for the mail connector's side of the bus: opens what was sealed to it, and knows one right password. */
@Controller()
class MailConnector {
  @MessagePattern(verifyAccount.subject('email'))
  async verify(@Payload() request: { address: string; settings: object; sealedSecrets?: string }) {
    if (!('imap' in request.settings)) return { ok: true, checks: [] };
    const [stored] = await api.dataSource.query('select id from account where address = $1', [
      request.address,
    ]);
    const bindings: [string, ...string[]] = [verifyBinding, ...(stored ? [stored.id] : [])];
    const secrets = request.sealedSecrets ? openSecrets(keys, bindings, request.sealedSecrets) : {};
    const ok = secrets['imapPassword'] === rightPassword;
    const message = ok ? '' : 'The server refused the user name or password.';
    return {
      ok,
      checks: [{ name: 'imap', ok, message, durationMs: 1, ...(ok ? {} : { code: 'wrong-password' }) }],
    };
  }
}
@Module({ controllers: [MailConnector] })
class MailConnectorModule {}

let api: TestApi;
let client: Client;
let connector: INestMicroservice;
beforeAll(async () => {
  api = await startTestApi({ FILO_FORM_URL: 'https://forms.example.org' });
  client = await api.signedIn();
  connector = await NestFactory.createMicroservice(MailConnectorModule, {
    ...natsMicroservice(api.busOptions('email')),
    logger: false,
  });
  await connector.listen();
  await (await api.bus.bucket(stateBucket('email'))).put(publicKeyKey, keys.publicKey);
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});

const mailbox = (address: string, password: string) => ({
  channel: 'email',
  address,
  imap: { host: 'imap.example.org', port: 993, security: 'tls', user: 'help', password },
});
const bucketEntry = async (id: string) =>
  (await (await api.bus.bucket(accountsBucket('email'))).get<ConnectedAccount>(id))?.value;

describe('a mailbox', () => {
  it('is stored only when its settings work, and the refusal names the check', async () => {
    const answer = await client.post('/api/v1/accounts', mailbox('help@example.org', 'wrong'));
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'account-test-failed',
      checks: [{ name: 'imap', ok: false, code: 'wrong-password' }],
    });
    expect((await client.get('/api/v1/accounts')).body.items).toHaveLength(1);
  });

  it('can be tested alone', async () => {
    const right = await client.post('/api/v1/accounts?test=only', mailbox('help@example.org', rightPassword));
    expect([right.status, right.body.ok]).toEqual([200, true]);
    const wrong = await client.post('/api/v1/accounts?test=only', mailbox('help@example.org', 'wrong'));
    expect([wrong.status, wrong.body.ok]).toEqual([200, false]);
    expect((await client.get('/api/v1/accounts')).body.items).toHaveLength(1);
  });

  it('reaches its connector with a password that only the connector can open, and never shows it again', async () => {
    const made = await client.post('/api/v1/accounts', mailbox('Help@example.org', rightPassword));
    expect(made.status).toBe(201);
    const account = accountView.parse(made.body);
    expect(account).toMatchObject({ address: 'help@example.org', state: 'active', importDays: 30 });
    const entry = await bucketEntry(account.id);
    expect(openSecrets(keys, account.id, entry!.sealedSecrets!)).toEqual({ imapPassword: rightPassword });
    expect(entry!.importSince).toBeDefined();
    const stored = await api.dataSource.query('select account::text from account');
    const shown = await client.get('/api/v1/accounts');
    expect(JSON.stringify([made.body, shown.body, stored, entry])).not.toContain(rightPassword);
    const [identity] = await api.dataSource.query(`select ours from identity where key = 'help@example.org'`);
    expect(identity).toEqual({ ours: true });
    expect(
      (await client.post('/api/v1/accounts', mailbox('help@example.org', rightPassword))).body.code,
    ).toBe('conflict');
  });

  it('is paused, changed with its password typed again, and removed, and the connector sees it', async () => {
    const { id } = (await client.post('/api/v1/accounts', mailbox('second@example.org', rightPassword))).body;
    const patch = (change: object) => client.send('PATCH', `/api/v1/accounts/${id}`, change);
    expect((await patch({ state: 'paused', name: 'Second' })).body).toMatchObject({
      state: 'paused',
      name: 'Second',
    });
    expect(await bucketEntry(id)).toMatchObject({ state: 'paused', version: 2 });
    const imap = { host: 'new.example.org', port: 993, security: 'tls', user: 'help' };
    expect((await patch({ imap })).body.errors).toEqual([{ path: 'imap.password', message: 'Needed again' }]);
    expect((await patch({ imap: { ...imap, password: rightPassword } })).body.settings.imap).toMatchObject({
      host: 'new.example.org',
    });
    expect((await client.send('DELETE', `/api/v1/accounts/${id}`)).status).toBe(204);
    expect(await bucketEntry(id)).toBeUndefined();
    expect((await client.get(`/api/v1/accounts/${id}`)).status).toBe(404);
    const kinds = await api.dataSource.query('select kind from audit where subject_id = $1 order by at, id', [
      id,
    ]);
    expect(kinds.map(({ kind }: { kind: string }) => kind)).toEqual([
      'account-made',
      'account-changed',
      'account-changed',
      'account-removed',
    ]);
  });

  it('keeps its passwords when servers change that they still go to, and tests the change with them', async () => {
    const smtp = { host: 'smtp.example.org', port: 465, security: 'tls', user: 'help' };
    const { id } = (
      await client.post('/api/v1/accounts', {
        ...mailbox('kept@example.org', rightPassword),
        smtp: { ...smtp, password: 'smtp-password' },
      })
    ).body;
    const patch = (change: object) => client.send('PATCH', `/api/v1/accounts/${id}`, change);
    const secrets = async () => openSecrets(keys, id, (await bucketEntry(id))!.sealedSecrets!);
    const { password: _, ...imap } = mailbox('kept@example.org', '').imap;
    const renamed = await patch({ name: 'Renamed', imap: { ...imap, folders: ['INBOX', 'VIP'] }, smtp });
    expect(renamed.body).toMatchObject({
      name: 'Renamed',
      settings: { imap: { folders: ['INBOX', 'VIP'], passwordSet: true }, smtp: { passwordSet: true } },
    });
    expect(await secrets()).toEqual({ imapPassword: rightPassword, smtpPassword: 'smtp-password' });
    await patch({ smtp: { ...smtp, host: 'new.example.org', password: 'another' } });
    expect(await secrets()).toEqual({ imapPassword: rightPassword, smtpPassword: 'another' });
    expect((await patch({ smtp })).body.errors).toEqual([{ path: 'smtp.password', message: 'Needed again' }]);
    expect((await patch({ smtp: { ...smtp, user: undefined } })).body.settings.smtp.passwordSet).toBe(false);
    expect(await secrets()).toEqual({ imapPassword: rightPassword });
  });

  it('loses its mail in, its mail out or both, with their passwords, and its connector sees it', async () => {
    const smtp = { host: 'smtp.example.org', port: 465, security: 'tls', user: 'help' };
    const { id } = (
      await client.post('/api/v1/accounts', {
        ...mailbox('dropped@example.org', rightPassword),
        smtp: { ...smtp, password: 'smtp-password' },
      })
    ).body;
    const patch = (change: object, query = '') =>
      client.send('PATCH', `/api/v1/accounts/${id}${query}`, change);
    const tried = await patch({ imap: null, smtp: null }, '?test=only');
    expect([tried.status, tried.body]).toEqual([200, { ok: true, checks: [] }]);
    expect((await bucketEntry(id))?.version).toBe(1);

    const sendless = await patch({ smtp: null });
    expect(Object.keys(sendless.body.settings)).toEqual(['imap']);
    expect(sendless.body.secretsSet).toEqual(['imapPassword']);
    const entry = await bucketEntry(id);
    expect([entry?.version, entry!.settings['imap'], entry!.settings['smtp']]).toEqual([
      2,
      expect.objectContaining({ host: 'imap.example.org' }),
      undefined,
    ]);
    expect(openSecrets(keys, id, entry!.sealedSecrets!)).toEqual({ imapPassword: rightPassword });

    const doorOnly = await patch({ imap: null });
    expect([doorOnly.status, doorOnly.body.settings, doorOnly.body.secretsSet]).toEqual([200, {}, []]);
    const left = await bucketEntry(id);
    expect([left?.version, left?.settings['imap'], left?.settings['smtp'], left?.sealedSecrets]).toEqual([
      3,
      undefined,
      undefined,
      undefined,
    ]);

    const back = await patch({ imap: mailbox('', '').imap });
    expect(back.body).toMatchObject({ status: 422, checks: [{ code: 'wrong-password' }] });
  });

  it('stays without the mail out that an admin took away, whatever the environment says at later starts', async () => {
    const startWith = (url?: string) =>
      seedFirstStart(api.dataSource, { ...api.settings, FILO_SMTP_OUT: url });
    const first = async () =>
      (await client.get('/api/v1/accounts')).body.items.find(
        (one: AccountView) => one.address === 'support@localhost',
      );
    await startWith('smtp://127.0.0.1:2525');
    const { id, settings } = await first();
    expect(settings).toMatchObject({ smtp: { host: '127.0.0.1', port: 2525 } });
    const patch = (change: object) => client.send('PATCH', `/api/v1/accounts/${id}`, change);
    expect((await patch({ smtp: null })).body.settings).toEqual({});
    expect((await patch({ imap: mailbox('', rightPassword).imap })).status).toBe(200);
    for (const url of ['smtp://127.0.0.1:2525', 'smtp://127.0.0.1:2626', undefined]) {
      await startWith(url);
      expect(Object.keys((await first()).settings)).toEqual(['imap']);
    }
    const smtp = { host: 'smtp.example.org', port: 25, security: 'none' };
    expect((await patch({ smtp })).body.settings.smtp).toMatchObject(smtp);
    await startWith('smtp://127.0.0.1:2525');
    expect((await first()).settings.smtp).toMatchObject(smtp);
    await patch({ imap: null, smtp: null });
  });

  it('is tried as it would be after a change, with its stored password, and stays as it is', async () => {
    const made = await client.post('/api/v1/accounts', mailbox('tried@example.org', rightPassword));
    const { id, settings } = made.body;
    const tryOut = (change: object) => client.send('PATCH', `/api/v1/accounts/${id}?test=only`, change);
    const { password: _, ...imap } = mailbox('tried@example.org', '').imap;
    for (const change of [
      { imap: { ...imap, folders: ['VIP'] } },
      { name: 'Tried', trustedHosts: ['mx.example.org'] },
      {},
    ])
      expect((await tryOut(change)).body).toEqual({
        ok: true,
        checks: [expect.objectContaining({ ok: true })],
      });
    expect((await tryOut({ imap: { ...imap, password: 'wrong' } })).body).toMatchObject({
      ok: false,
      checks: [{ code: 'wrong-password' }],
    });
    const elsewhere = await tryOut({ imap: { ...imap, host: 'evil.example.net' } });
    expect(elsewhere.body.errors).toEqual([{ path: 'imap.password', message: 'Needed again' }]);
    expect((await client.get(`/api/v1/accounts/${id}`)).body).toMatchObject({ name: null, settings });
    expect((await bucketEntry(id))?.version).toBe(1);
  });

  it('takes, shows and changes what is told of it beside its servers, and nothing that it does not know', async () => {
    const { imap, ...rest } = mailbox('options@example.org', rightPassword);
    const told = {
      appendSent: true,
      trustedHosts: ['mx.example.org'],
      forwarders: ['198.51.100.7'],
      topicPerSubject: true,
    };
    const wanted = { ...rest, imap: { ...imap, sentFolder: 'Gesendet' }, ...told };
    const made = await client.post('/api/v1/accounts', wanted);
    expect(made.body.settings).toMatchObject({ ...told, imap: { sentFolder: 'Gesendet' } });
    const { id } = made.body;
    expect(made.body.secretsSet).toEqual(['imapPassword']);
    expect((await bucketEntry(id))!.settings).toMatchObject(told);
    const patch = (change: object) => client.send('PATCH', `/api/v1/accounts/${id}`, change);
    const changed = await patch({ topicPerSubject: false, forwarders: [] });
    expect(changed.body.settings).toMatchObject({
      ...told,
      topicPerSubject: false,
      forwarders: [],
      imap: { passwordSet: true, sentFolder: 'Gesendet' },
    });
    const faults = async (body: object) =>
      (await client.post('/api/v1/accounts', body)).body.errors.map(({ path }: { path: string }) => path);
    expect(await faults({ ...wanted, imap: { ...imap, port: 0 }, more: 1 })).toEqual(['imap.port', 'more']);
    expect(await faults({ ...wanted, trustedHosts: ['not a host'] })).toEqual(['trustedHosts.0']);
    expect(await faults({ ...wanted, formMailers: ['not an address'] })).toEqual(['formMailers.0']);
    expect((await patch({ formMailers: ['WordPress@Shop.example'] })).body.settings.formMailers).toEqual([
      'wordpress@shop.example',
    ]);
    expect(await faults({ channel: 'pigeon', settings: 'none' })).toEqual(['settings']);
    expect((await patch({ secrets: { token: 't' } })).body.errors).toEqual([
      { path: 'secrets', message: 'Not of this channel' },
    ]);
  });

  it('can be added by an admin alone', async () => {
    await api.dataSource.query(`update agent set role = 'agent'`);
    const answer = await client.post('/api/v1/accounts', mailbox('third@example.org', rightPassword));
    await api.dataSource.query(`update agent set role = 'admin'`);
    expect(answer.body).toMatchObject({ status: 403, code: 'not-allowed' });
  });
});

describe('forms', () => {
  it('begin with the form contact, and reach their connector', async () => {
    const [contact] = (await client.get('/api/v1/forms')).body.items;
    expect(formView.parse(contact)).toMatchObject({
      key: 'contact',
      urls: { page: 'https://forms.example.org/forms/contact', script: 'https://forms.example.org/embed.js' },
    });
    const bucket = await api.bus.bucket(accountsBucket('webform'));
    const entry = await eventually(async () => (await bucket.get<ConnectedAccount>(contact.id))?.value);
    expect(entry).toMatchObject({ channel: 'webform', address: 'contact', settings: contact.definition });
    const definition = { ...contact.definition, title: { en: 'Ask us' } };
    const made = await client.post('/api/v1/forms', { key: 'ask', definition });
    expect([made.status, made.body.definition.title]).toEqual([201, { en: 'Ask us' }]);
    expect((await bucket.get<ConnectedAccount>(made.body.id))?.value.settings['title']).toEqual({
      en: 'Ask us',
    });
    expect((await client.post('/api/v1/forms', { key: 'ask', definition })).body.code).toBe('conflict');
  });
});

const failing = (accountId: string): AccountHealth => {
  const now = new Date().toISOString();
  const why = [{ code: 'not-shown', with: { form: 'news' } }];
  return {
    v: 1,
    accountId,
    state: 'failed',
    reason: 'The form is not shown.',
    why,
    since: now,
    checkedAt: now,
  };
};

describe('a form', () => {
  it('that could not be shown is refused, and one that is closed or removed reaches its connector as such', async () => {
    const [contact] = (await client.get('/api/v1/forms')).body.items;
    const twice = {
      ...contact.definition,
      fields: [contact.definition.fields[0], contact.definition.fields[0]],
    };
    const refused = await client.post('/api/v1/forms', { key: 'news', definition: twice });
    expect(refused.body).toMatchObject({
      status: 400,
      errors: [{ path: 'definition.fields.1.name', message: 'Another field has this name already' }],
    });
    const { id } = (await client.post('/api/v1/forms', { key: 'news', definition: contact.definition })).body;
    await (await api.bus.bucket(stateBucket('webform'))).put(`health.${id}.a`, failing(id));
    await eventually(async () => {
      const { health } = (await client.get(`/api/v1/forms/${id}`)).body;
      return health.state === 'failed' && health.reason === 'The form is not shown.';
    });
    const { why, since } = (await client.get(`/api/v1/forms/${id}`)).body.health;
    expect(why).toEqual([{ code: 'not-shown', with: { form: 'news' } }]);
    expect(Date.parse(since)).not.toBeNaN();
    const bucket = await api.bus.bucket(accountsBucket('webform'));
    const closed = await client.send('PATCH', `/api/v1/forms/${id}`, { state: 'paused' });
    expect(closed.body).toMatchObject({ state: 'paused', definition: contact.definition });
    expect((await bucket.get<ConnectedAccount>(id))?.value.state).toBe('paused');
    expect((await client.send('DELETE', `/api/v1/forms/${id}`)).status).toBe(204);
    expect(await bucket.get(id)).toBeUndefined();
    expect((await client.get(`/api/v1/forms/${id}`)).status).toBe(404);
  });
});

describe('the secret of a form’s site tokens', () => {
  const secret = 's'.repeat(32);
  const bucket = () => api.bus.bucket(accountsBucket('webform'));
  const entry = async (id: string) => (await (await bucket()).get<ConnectedAccount>(id))?.value;

  it('is needed, sealed for the connector alone, changed and taken away', async () => {
    await (await api.bus.bucket(stateBucket('webform'))).put(publicKeyKey, keys.publicKey);
    const [contact] = (await client.get('/api/v1/forms')).body.items;
    expect(contact.siteTokenSecretSet).toBe(false);
    const definition = { ...contact.definition, requireSiteToken: true };
    const refused = await client.post('/api/v1/forms', { key: 'signed', definition });
    expect(refused.body).toMatchObject({
      status: 400,
      errors: [{ path: 'siteTokenSecret', message: 'Needed while requireSiteToken is on' }],
    });
    const short = await client.post('/api/v1/forms', { key: 'signed', definition, siteTokenSecret: 'short' });
    expect(short.body.errors).toMatchObject([{ path: 'siteTokenSecret' }]);

    const made = await client.post('/api/v1/forms', { key: 'signed', definition, siteTokenSecret: secret });
    expect(formView.parse(made.body)).toMatchObject({ siteTokenSecretSet: true });
    const { id } = made.body;
    expect(openSecrets(keys, id, (await entry(id))!.sealedSecrets!)).toEqual({ siteTokenSecret: secret });
    const stored = await api.dataSource.query('select account::text from account');
    expect(JSON.stringify([made.body, stored, await entry(id)])).not.toContain(secret);

    const patch = (change: object) => client.send('PATCH', `/api/v1/forms/${id}`, change);
    expect((await patch({ definition })).body.siteTokenSecretSet).toBe(true);
    await patch({ siteTokenSecret: secret.toUpperCase() });
    expect(openSecrets(keys, id, (await entry(id))!.sealedSecrets!)).toEqual({
      siteTokenSecret: secret.toUpperCase(),
    });
    expect((await patch({ siteTokenSecret: null })).status).toBe(400);
    const open = await patch({ definition: contact.definition, siteTokenSecret: null });
    expect(open.body.siteTokenSecretSet).toBe(false);
    expect((await entry(id))!.sealedSecrets).toBeUndefined();
  });
});

describe('the first start', () => {
  it('gives a link that makes one admin, once', async () => {
    const fresh = await startTestApi({ FILO_ADMIN_EMAIL: '', FILO_ADMIN_PASSWORD: '' });
    try {
      const visitor = fresh.client();
      expect((await visitor.get('/api/v1/setup')).body).toEqual({ needed: true });
      const wanted = {
        email: 'me@example.org',
        name: 'Me',
        password: 'a long enough one',
        organisation: 'Acme',
      };
      const nowhere = await visitor.post('/api/v1/setup', {
        ...wanted,
        token: fresh.setupToken,
        timeZone: 'Europe/Nowhere',
      });
      expect(nowhere.body).toMatchObject({ status: 400, errors: [{ path: 'timeZone' }] });
      expect((await visitor.post('/api/v1/setup', { ...wanted, token: 'guess' })).body.code).toBe(
        'wrong-setup-token',
      );
      const both = await Promise.all(
        [1, 2].map(() => fresh.client().post('/api/v1/setup', { ...wanted, token: fresh.setupToken })),
      );
      expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      expect((await visitor.get('/api/v1/setup')).body).toEqual({ needed: false });
      const signedIn = await visitor.post('/api/v1/session', {
        email: wanted.email,
        password: wanted.password,
      });
      expect(signedIn.body).toMatchObject({
        agent: { name: 'Me', role: 'admin' },
        organisation: { name: 'Acme' },
      });
      expect((await visitor.get('/api/v1/forms')).body.items).toHaveLength(1);
    } finally {
      await fresh.close();
    }
  });
});
