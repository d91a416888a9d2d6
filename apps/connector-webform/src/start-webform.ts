import type { Service } from '@filo/service';
import { hkdfSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { WebformConfig } from './config.js';
import { FormBook } from './forms/form-book.js';
import { trustList } from './guard/client-address.js';
import { ProofOfWork } from './guard/proof-of-work.js';
import { RateLimit } from './guard/rate-limit.js';
import { AnswerSubmission } from './http/answer-submission.js';
import { loadAssets } from './http/assets.js';
import { formServer } from './http/form-server.js';
import { pageRoutes } from './http/page-routes.js';
import { submissionRoutes } from './http/submission-routes.js';
import { DrainSpool } from './spool/drain-spool.js';
import { Spool } from './spool/spool.js';
import { AcceptSubmission } from './submissions/accept-submission.js';
import { JudgeSubmission } from './submissions/judge-submission.js';
import { UsedKeys } from './submissions/used-keys.js';

type Needs = Pick<Service, 'log' | 'health' | 'signal' | 'onStop'>;
type Settings = Pick<
  WebformConfig,
  'FILO_HOST' | 'FILO_FORM_PORT' | 'FILO_DATA' | 'FILO_SECRET_KEY' | 'FILO_FORM_RATE' | 'FILO_TRUSTED_PROXIES'
>;

export interface StartedWebform {
  forms: FormBook;
  port: number;
}

/** Opens the HTTP door and begins to drain the spool; the forms come later, from the bus. */
export const startWebform = async (config: Settings, service: Needs): Promise<StartedWebform> => {
  const forms = new FormBook();
  const spool = new Spool(config.FILO_DATA);
  await spool.prepare();
  const drain = new DrainSpool(spool, forms, service.log);
  const assets = await loadAssets();
  const app = await formServer(assets, service.log);
  const pageKey = deriveKey(config, 'form page token');
  const work = new ProofOfWork(deriveKey(config, 'form proof of work').toString('base64url'));
  pageRoutes(app, { forms, pageKey, assets: assets.version });
  submissionRoutes(app, {
    forms,
    spool,
    judge: new JudgeSubmission({ pageKey, work, rate: new RateLimit(config.FILO_FORM_RATE) }),
    accept: new AcceptSubmission(spool, drain, service.log),
    answer: new AnswerSubmission(work, pageKey),
    usedKeys: new UsedKeys(),
    trusted: trustList(config.FILO_TRUSTED_PROXIES),
    assets: assets.version,
  });
  service.health.watch('spool', () => spoolHealth(spool));
  await app.listen({ port: config.FILO_FORM_PORT, host: config.FILO_HOST }).catch((cause: unknown) => {
    const place = `${config.FILO_HOST}:${config.FILO_FORM_PORT}`;
    throw new Error(`The form port ${place} cannot be opened. Free it or set FILO_FORM_PORT to another.`, {
      cause,
    });
  });
  service.onStop(() => app.close());
  const draining = drain.run(service.signal);
  service.onStop(() => draining);
  return { forms, port: (app.server.address() as AddressInfo).port };
};

const deriveKey = (config: Settings, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(config.FILO_SECRET_KEY, 'base64url'), 'filo', purpose, 32));

const spoolHealth = (spool: Spool) =>
  spool.count === 0
    ? { state: 'ok' as const, reason: '' }
    : {
        state: 'degraded' as const,
        reason: `${spool.count} accepted submissions wait on this disk for core; they are sent as soon as it answers`,
      };
