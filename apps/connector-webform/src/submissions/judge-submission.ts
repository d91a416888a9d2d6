import type { OpenForm } from '../forms/form-book.js';
import type { SiteTokenFault, SiteUser } from '../guard/check-site-token.js';
import { isTooFast, readPageToken } from '../guard/page-token.js';
import type { ProofOfWork } from '../guard/proof-of-work.js';
import type { RateLimit } from '../guard/rate-limit.js';
import { siteUserOf } from '../guard/site-user-of.js';
import { checkValues, ownFields } from './check-values.js';
import type { FieldError, Posted, Values } from './submission.js';
import { tokenAnswers, withoutNeedOf } from './token-answers.js';

export type Judged =
  | { verdict: 'fields'; errors: readonly FieldError[] }
  | { verdict: 'site-token'; fault: SiteTokenFault }
  | { verdict: 'work' }
  | { verdict: 'good'; values: Values; siteUser: SiteUser | undefined; pageId: string | undefined };

export interface Guards {
  pageKey: Uint8Array;
  rate: RateLimit;
  work: ProofOfWork;
}

/**
 * Whether a submission may come in. A bad token is told first, for what it would have said would be asked for next; then
 * faulty fields, which cost nobody anything; then who must be signed in; then, above the rate or faster than a human, a
 * proof of work.
 */
export class JudgeSubmission {
  constructor(private readonly guards: Guards) {}

  async run(
    form: OpenForm,
    posted: Posted,
    from: { address: string; siteToken: string | undefined; now: Date },
  ): Promise<Judged> {
    const site = siteUserOf(form, from.siteToken, from.now);
    if ('fault' in site && site.fault !== 'missing') return { verdict: 'site-token', fault: site.fault };
    const known = tokenAnswers(form.definition, 'user' in site ? site.user : undefined);
    const { values, errors } = checkValues(withoutNeedOf(form.definition, known), posted);
    if (errors.length > 0) return { verdict: 'fields', errors };
    if ('fault' in site) return { verdict: 'site-token', fault: site.fault };
    const page = readPageToken(this.guards.pageKey, form.key, posted.values[ownFields.page]);
    const withinRate = this.guards.rate.take(from.address, from.now.getTime());
    const suspicious = !withinRate || (page !== undefined && isTooFast(page, from.now));
    const proof = posted.values[ownFields.work] ?? posted.values.altcha;
    if (suspicious && !(await this.guards.work.accept(form.key, proof))) return { verdict: 'work' };
    return { verdict: 'good', values, siteUser: site.user, pageId: page?.id };
  }
}
