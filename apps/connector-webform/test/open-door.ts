import { FakeCore, accountFor, startConnector } from '@filo/connector/testing';
import type { ConnectedAccount } from '@filo/contracts';
import type { FormDefinition } from '@filo/contracts/http';
import { createLogger, HealthRegistry } from '@filo/service';
import { eventually, freshPrefix } from '@filo/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebform } from '../src/start-webform.js';
import { WebformChannel } from '../src/webform.channel.js';
import { contactForm } from './contact-form.js';

export interface DoorOptions {
  rate?: number;
  trusted?: string[];
  data?: string;
}

/** The form's HTTP door on a free port, a connector round it on a real bus, and a stand-in for core. */
export const openDoor = async ({ rate = 0, trusted = [], data }: DoorOptions = {}) => {
  const prefix = await freshPrefix({ connectors: { webform: ['webform'] } });
  const core = await FakeCore.start(prefix.busOptions());
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'filo-webform-')));
  const stopping = new AbortController();
  const steps: (() => Promise<void> | void)[] = [];
  const started = await startWebform(
    {
      FILO_HOST: '127.0.0.1',
      FILO_FORM_PORT: 0,
      FILO_DATA: folder,
      FILO_SECRET_KEY: Buffer.alloc(32, 3).toString('base64url'),
      FILO_FORM_RATE: rate,
      FILO_TRUSTED_PROXIES: trusted,
    },
    {
      log: createLogger({ service: 'webform', level: process.env.FILO_TEST_LOG ?? 'silent' }),
      health: new HealthRegistry(),
      signal: stopping.signal,
      onStop: (step) => void steps.push(step),
    },
  );
  const channel = new WebformChannel(started.forms);
  const connector = await startConnector(prefix, channel);
  started.forms.loaded();
  const url = `http://127.0.0.1:${started.port}`;

  const put = async (
    key: string,
    definition: FormDefinition,
    over: Partial<ConnectedAccount> & { secrets?: Record<string, string> } = {},
  ) => {
    const { secrets, ...more } = over;
    const account = accountFor({ channel, address: key, settings: { ...definition }, secrets }, more);
    await core.putAccount('webform', account);
    await eventually(async () => ![404, 503].includes((await fetch(`${url}/forms/${key}`)).status));
    return account;
  };
  const account = await put('contact', contactForm());

  return {
    url,
    core,
    folder,
    account,
    put,
    channel,
    submissions: `${url}/forms/contact/submissions`,
    close: async () => {
      stopping.abort();
      for (const step of steps) await step();
      await connector.stop();
      await core.stop();
      await prefix.remove();
      if (data === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};

export type Door = Awaited<ReturnType<typeof openDoor>>;

export const postJson = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

export const postForm = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { accept: 'text/html', ...headers },
  });
