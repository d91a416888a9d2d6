import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BlockList } from 'node:net';
import type { FormBook, OpenForm } from '../forms/form-book.js';
import { clientAddress } from '../guard/client-address.js';
import type { Spool } from '../spool/spool.js';
import { ownFields, ownText } from '../submissions/check-values.js';
import type { AcceptSubmission } from '../submissions/accept-submission.js';
import type { JudgeSubmission } from '../submissions/judge-submission.js';
import { makeEntry, type GoodSubmission } from '../submissions/make-entry.js';
import { contentHash } from '../submissions/submission-id.js';
import type { UsedKeys } from '../submissions/used-keys.js';
import type { AnswerSubmission } from './answer-submission.js';
import { acceptsHtml, findForm, languageOf, type FormContext } from './form-context.js';
import { HttpProblem } from './problem.js';
import type { Reading } from './read-multipart.js';
import { readPosted } from './read-posted.js';
import { safeOrigins } from './security-headers.js';

export interface SubmissionRoutesParts {
  forms: FormBook;
  spool: Spool;
  judge: JudgeSubmission;
  accept: AcceptSubmission;
  answer: AnswerSubmission;
  usedKeys: UsedKeys;
  trusted: BlockList;
  assets: string;
}

const atOnceMax = 64;
const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** `POST /forms/:key/submissions`: JSON, an ordinary form post, or a multipart one with files. */
export const submissionRoutes = (app: FastifyInstance, parts: SubmissionRoutesParts): void => {
  let underWay = 0;
  app.options('/forms/:key/submissions', (request, reply) => {
    const looked = parts.forms.look((request.params as { key: string }).key);
    if (looked.found === 'form') allowOrigin(request, reply, looked.form);
    return reply.code(204).send();
  });
  app.post('/forms/:key/submissions', async (request, reply) => {
    const form = findForm(parts.forms, { request, reply, assets: parts.assets, embedded: false });
    if (!('definition' in form)) return form;
    allowOrigin(request, reply, form);
    if (underWay >= atOnceMax) {
      throw new HttpProblem(
        503,
        'busy',
        'Too many submissions at once. Nothing was kept; try again in a few seconds.',
        { retryAfterSeconds: 5 },
      );
    }
    underWay += 1;
    try {
      return await submit({ request, reply, form }, parts);
    } finally {
      underWay -= 1;
    }
  });
};

/** A submission that is to be answered, to a form that is open. */
interface Asked {
  request: FastifyRequest;
  reply: FastifyReply;
  form: OpenForm;
}

const submit = async (asked: Asked, parts: SubmissionRoutesParts) => {
  const { request, reply, form } = asked;
  const reading: Reading = { values: {}, files: [] };
  const folder = await parts.spool.begin().catch(() => undefined);
  let mine = true;
  try {
    const kind = await readInto(request, folder, reading);
    const posted = { ...reading, kind };
    const context = contextOf(asked, parts.assets, reading);
    const now = new Date();
    const judged = await parts.judge.run(form, posted, {
      address: addressOf(request, parts.trusted),
      siteToken: siteTokenOf(request, reading),
      now,
    });
    if (judged.verdict !== 'good')
      return await parts.answer.refused(reply, context, { posted, refused: judged });
    const good = { ...judged, posted, language: context.language, at: now };
    const { entry, reference } = entryOf(asked, good, parts.usedKeys);
    mine = false;
    const accepted = await parts.accept.run(folder, entry, form.listening);
    return parts.answer.accepted(reply, context, { posted, accepted, reference });
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return parts.answer.problem(reply, {
      context: contextOf(asked, parts.assets, reading),
      reading,
      problem: error,
    });
  } finally {
    if (mine && folder !== undefined) await parts.spool.abandon(folder);
  }
};

/** Throws when the key was used for another submission. */
const entryOf = (
  { request, form }: Asked,
  good: Omit<GoodSubmission, 'form' | 'key' | 'content'> & { pageId: string | undefined },
  usedKeys: UsedKeys,
) => {
  const header = idempotencyKey(request);
  const content = contentHash(good.values, good.posted.files);
  checkKey(usedKeys, form, { header, content });
  const key = header ?? good.pageId ?? ownText(good.posted.values, 'once');
  return makeEntry({ ...good, form, key, content });
};

/** Without a folder, on a full disk, what holds no files may still come in by core's receipt. */
const readInto = (request: FastifyRequest, folder: string | undefined, reading: Reading) => {
  if (folder === undefined && request.headers['content-type']?.startsWith('multipart/')) {
    const detail = 'The upload cannot be kept now. Nothing was sent; try again in a few minutes.';
    throw new HttpProblem(503, 'spool-unavailable', detail, { retryAfterSeconds: 60 });
  }
  return readPosted(request, folder ?? '', reading);
};

const contextOf = ({ request, form }: Asked, assets: string, { values }: Reading): FormContext => ({
  form,
  assets,
  language: languageOf(request, form.definition.languages, values[ownFields.language]),
  embedded: values[ownFields.embed] === '1',
  wantsPage: acceptsHtml(request),
});

const addressOf = (request: FastifyRequest, trusted: BlockList): string =>
  clientAddress(request.socket.remoteAddress ?? '', request.headers['x-forwarded-for']?.toString(), trusted);

const siteTokenOf = (request: FastifyRequest, { values }: Reading): string | undefined => {
  const posted = values[ownFields.siteToken];
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof posted === 'string' && posted !== '' ? posted : undefined);
};

const idempotencyKey = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  // The draft standard writes the key as a quoted string; both are taken.
  const plain = String(key).replace(/^"(.*)"$/, '$1');
  if (keyPattern.test(plain)) return plain;
  throw new HttpProblem(
    400,
    'bad-idempotency-key',
    'Idempotency-Key holds 1 to 255 visible ASCII characters.',
  );
};

const checkKey = (
  usedKeys: UsedKeys,
  form: OpenForm,
  { header, content }: { header: string | undefined; content: string },
) => {
  if (header === undefined || usedKeys.fits(`${form.key} ${header}`, content)) return;
  const detail =
    'Another submission came under this Idempotency-Key. Nothing was kept; use a key of its own for each.';
  throw new HttpProblem(422, 'idempotency-key-reused', detail);
};

const allowOrigin = (request: FastifyRequest, reply: FastifyReply, form: OpenForm): void => {
  const { origin } = request.headers;
  void reply.header('vary', 'origin, accept, accept-language');
  if (origin === undefined || !safeOrigins(form.definition.embedOrigins).includes(origin)) return;
  void reply
    .header('access-control-allow-origin', origin)
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', 'content-type, idempotency-key, authorization')
    .header('access-control-max-age', '600');
};
