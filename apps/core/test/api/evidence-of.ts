import { createLogger } from '@filo/service';
import { publicUrlOf, tokenKeysOf } from '../../src/config.js';
import { FollowEvidence } from '../../src/evidence/follow-evidence.js';
import { ProofLinks } from '../../src/proofs/proof-links.js';
import type { TestApi } from './test-api.js';

/** What follows evidence beside the API, as the worker does. */
export const evidenceOf = ({ dataSource, settings }: TestApi): FollowEvidence =>
  new FollowEvidence({
    dataSource,
    log: createLogger({ service: 'core-worker', level: 'fatal' }),
    keys: tokenKeysOf(settings),
    links: new ProofLinks(publicUrlOf(settings)),
  });
