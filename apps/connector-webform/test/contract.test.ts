import { describeChannelContract } from '@filo/connector/testing';
import { createLogger, HealthRegistry } from '@filo/service';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebform } from '../src/start-webform.js';
import { WebformChannel } from '../src/webform.channel.js';
import { contactForm } from './contact-form.js';
import { postJson } from './open-door.js';

describeChannelContract({
  name: 'webform',
  canSend: false,
  cannot: {
    listen: 'a form is a door, whose source cannot be read again',
    break: 'a form has no source but whoever fills it in',
  },
  setUp: async () => {
    const data = await mkdtemp(join(tmpdir(), 'filo-webform-'));
    const stopping = new AbortController();
    const steps: (() => Promise<void> | void)[] = [];
    const config = {
      FILO_HOST: '127.0.0.1',
      FILO_FORM_PORT: 0,
      FILO_DATA: data,
      FILO_SECRET_KEY: Buffer.alloc(32, 3).toString('base64url'),
      FILO_FORM_RATE: 0,
      FILO_TRUSTED_PROXIES: [],
    };
    const { forms, port } = await startWebform(config, {
      log: createLogger({ service: 'webform', level: 'silent' }),
      health: new HealthRegistry(),
      signal: stopping.signal,
      onStop: (step) => void steps.push(step),
    });
    const definition = contactForm({
      fields: [
        { name: 'email', type: 'email', label: { en: 'Email' }, required: true },
        { name: 'message', type: 'textarea', label: { en: 'Message' }, required: true },
      ],
    });
    return {
      channel: new WebformChannel(forms),
      address: 'contact',
      settings: { ...definition },
      write: async (text) => {
        const answer = await postJson(
          `http://127.0.0.1:${port}/forms/contact/submissions`,
          { email: 'ada@example.org', message: text },
          { 'idempotency-key': encodeURIComponent(text) },
        );
        if (!answer.ok) throw new Error(`the form answered ${answer.status}`);
      },
      close: async () => {
        stopping.abort();
        for (const step of steps) await step();
        await rm(data, { recursive: true, force: true });
      },
    };
  },
});
