import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage } from '../forms/choose-language.js';
import type { FormBook, OpenForm } from '../forms/form-book.js';
import { fill, textLanguages, textsFor } from '../pages/form-texts.js';
import { renderNotice } from '../pages/render-notice.js';
import { HttpProblem, sendProblem } from './problem.js';
import { safeOrigins, securityHeaders } from './security-headers.js';

/** How one request is answered: in which language, as a page or as JSON, inside a frame or not. */
export interface FormContext {
  form: OpenForm;
  language: string;
  embedded: boolean;
  wantsPage: boolean;
  assets: string;
}

/** Browsers name HTML; programs do not. */
export const acceptsHtml = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').includes('text/html');

export const languageOf = (request: FastifyRequest, offered: readonly string[], posted?: unknown): string => {
  const asked = typeof posted === 'string' ? posted : (request.query as { lang?: unknown }).lang;
  return chooseLanguage(
    offered,
    typeof asked === 'string' ? asked : undefined,
    request.headers['accept-language'],
  );
};

/** The page that led here, as its browser says; of many sites no more than their name. */
export const cameFrom = ({ headers: { referer = '' } }: FastifyRequest): string | undefined =>
  referer.length <= 2_000 && /^https?:/.test(referer) && URL.canParse(referer) ? referer : undefined;

/** Nothing stands at this address: a page for people, a problem for programs. */
export const sendNothing = (request: FastifyRequest, reply: FastifyReply, assets: string): FastifyReply => {
  if (!acceptsHtml(request))
    return sendProblem(reply, new HttpProblem(404, 'not-found', 'There is nothing here.'));
  const language = languageOf(request, textLanguages);
  const { nothing, nothingText } = textsFor(language);
  const page = { language, embedded: false, assets, cameFrom: cameFrom(request) };
  return sendPage(reply, {
    status: 404,
    html: renderNotice(page, nothing, fill(nothingText, { example: '/forms/contact' })),
  });
};

export const sendPage = (
  reply: FastifyReply,
  { status, html }: { status: number; html: string },
  context?: Pick<FormContext, 'form' | 'embedded'>,
): FastifyReply => {
  const ancestors = context?.embedded ? safeOrigins(context.form.definition.embedOrigins) : [];
  return reply
    .code(status)
    .headers(securityHeaders(ancestors))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html);
};

/** The open form under this key, or the answer that there is none now. */
export const findForm = (
  book: FormBook,
  {
    request,
    reply,
    assets,
    embedded,
  }: { request: FastifyRequest; reply: FastifyReply; assets: string; embedded: boolean },
): OpenForm | FastifyReply => {
  const looked = book.look((request.params as { key: string }).key);
  if (looked.found === 'form' && looked.form.state === 'active') return looked.form;
  const offered = looked.found === 'form' ? looked.form.definition.languages : textLanguages;
  const language = languageOf(request, offered);
  const texts = textsFor(language);
  const said = {
    form: { status: 410, code: 'form-paused', title: texts.paused, text: texts.pausedText },
    none: { status: 404, code: 'no-such-form', title: texts.missing, text: texts.missingText },
    'not-known-yet': { status: 503, code: 'not-ready', title: texts.away, text: texts.awayText },
    'out-of-order': { status: 503, code: 'out-of-order', title: texts.away, text: texts.awayText },
  }[looked.found];
  if (!acceptsHtml(request)) {
    const more = said.status === 503 ? { retryAfterSeconds: 30 } : {};
    return sendProblem(reply, new HttpProblem(said.status, said.code, `${said.title}. ${said.text}`, more));
  }
  if (said.status === 503) void reply.header('retry-after', 30);
  // A closed form says so in the frame it stands in, instead of leaving a hole in somebody's page.
  const frame = looked.found === 'form' ? { form: looked.form, embedded } : undefined;
  const page = { language, embedded, assets, cameFrom: embedded ? undefined : cameFrom(request) };
  const html = renderNotice(page, said.title, said.text);
  return sendPage(reply, { status: said.status, html }, frame);
};
