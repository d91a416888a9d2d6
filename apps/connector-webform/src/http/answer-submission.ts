import type { FastifyReply } from 'fastify';
import { inLanguage } from '../forms/choose-language.js';
import { makePageToken } from '../guard/page-token.js';
import type { ProofOfWork } from '../guard/proof-of-work.js';
import { fill, textsFor } from '../pages/form-texts.js';
import { renderForm, tooLarge, type FormPage } from '../pages/render-form.js';
import { renderThanks } from '../pages/render-notice.js';
import type { Accepted } from '../submissions/accept-submission.js';
import { ownFields, ownText } from '../submissions/check-values.js';
import type { Judged } from '../submissions/judge-submission.js';
import type { FieldError, Posted } from '../submissions/submission.js';
import { sendPage, type FormContext } from './form-context.js';
import { HttpProblem, sendProblem } from './problem.js';
import type { Reading } from './read-multipart.js';

type Refused = Exclude<Judged, { verdict: 'good' }>;

/** Says what became of a submission: to a browser as a page that keeps what was typed, to a program as JSON. */
export class AnswerSubmission {
  constructor(
    private readonly work: ProofOfWork,
    private readonly pageKey: Uint8Array,
  ) {}

  accepted(
    reply: FastifyReply,
    context: FormContext,
    { posted, accepted, reference }: { posted: Posted; accepted: Accepted; reference: string },
  ): FastifyReply {
    const { form, language } = context;
    if (accepted === 'unsafe') {
      const texts = textsFor(language);
      const problem = new HttpProblem(503, 'not-kept', `${texts.failed}. ${texts.failedText}`, {
        retryAfterSeconds: 60,
      });
      return this.#say(reply, context, {
        problem,
        posted,
        page: { notice: `${texts.failed}. ${texts.failedText}` },
      });
    }
    const status = accepted === 'stored' ? 201 : 202;
    if (context.wantsPage) {
      const html = renderThanks(context, { definition: form.definition, key: form.key, reference });
      return sendPage(reply, { status, html }, context);
    }
    const thanks = inLanguage(form.definition.thanks, language, form.definition.languages[0] ?? 'en');
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .send({ reference, state: accepted, thanks });
  }

  async refused(
    reply: FastifyReply,
    context: FormContext,
    { posted, refused }: { posted: Posted; refused: Refused },
  ): Promise<FastifyReply> {
    const texts = textsFor(context.language);
    switch (refused.verdict) {
      case 'fields': {
        const errors = refused.errors.map((error) => ({
          path: error.field,
          message: this.#sentence(context, error),
        }));
        const detail =
          errors.length === 1 ? texts.summaryOne : fill(texts.summaryMany, { count: errors.length });
        const problem = new HttpProblem(422, 'invalid-submission', detail, { errors });
        return this.#say(reply, context, { problem, posted, page: { errors: refused.errors } });
      }
      case 'site-token': {
        const problem = new HttpProblem(401, `site-token-${refused.fault}`, texts.siteToken);
        // Where nobody must be signed in, the next press of the button may do without what was refused.
        const kept = context.form.definition.requireSiteToken ? {} : { siteToken: undefined };
        return this.#say(reply, context, { problem, posted, page: { notice: texts.siteToken, ...kept } });
      }
      case 'work': {
        const challenge = await this.work.challenge(context.form.key, new Date());
        const detail =
          'Too many submissions, or one faster than a human, came from this address. Nothing was kept. Wait a minute, or solve the challenge (ALTCHA) and send again with its payload as the field _altcha.';
        const problem = new HttpProblem(403, 'proof-of-work-required', detail, {
          challenge,
          retryAfterSeconds: 60,
        });
        return this.#say(reply, context, { problem, posted, page: { challenge } });
      }
    }
  }

  /** Faults found while reading; what was read until then stays in the page. */
  problem(
    reply: FastifyReply,
    { context, reading, problem }: { context: FormContext; reading: Reading; problem: HttpProblem },
  ): FastifyReply {
    const texts = textsFor(context.language);
    const notice = problem.status === 413 ? tooLarge(texts) : `${texts.failed}. ${problem.detail}`;
    return this.#say(reply, context, { problem, posted: { ...reading, kind: 'form' }, page: { notice } });
  }

  #say(
    reply: FastifyReply,
    context: FormContext,
    { problem, posted, page }: { problem: HttpProblem; posted: Posted; page: Partial<FormPage> },
  ): FastifyReply {
    if (!context.wantsPage) return sendProblem(reply, problem);
    const { form, language, embedded, assets } = context;
    const siteToken = posted.values[ownFields.siteToken];
    const html = renderForm({
      key: form.key,
      definition: form.definition,
      language,
      embedded,
      assets,
      pageToken: makePageToken(this.pageKey, form.key, new Date()),
      siteToken: typeof siteToken === 'string' ? siteToken : undefined,
      invitation: ownText(posted.values, 'invitation'),
      typed: posted.values,
      hadFiles: posted.files.length > 0,
      ...page,
    });
    const { retryAfterSeconds } = problem.more;
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
    return sendPage(reply, { status: problem.status, html }, context);
  }

  #sentence(
    { form: { definition }, language }: FormContext,
    { field: name, reason, limit }: FieldError,
  ): string {
    const field = definition.fields.find((one) => one.name === name);
    const label = field ? inLanguage(field.label, language, definition.languages[0] ?? 'en') : name;
    return fill(textsFor(language).reasons[reason], { label, limit: limit ?? '' });
  }
}
