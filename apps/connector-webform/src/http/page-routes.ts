import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormBook } from '../forms/form-book.js';
import { makePageToken } from '../guard/page-token.js';
import { siteUserOf } from '../guard/site-user-of.js';
import { textsFor } from '../pages/form-texts.js';
import { renderForm } from '../pages/render-form.js';
import { renderNotice } from '../pages/render-notice.js';
import { tokenAnswers } from '../submissions/token-answers.js';
import { findForm, languageOf, sendPage } from './form-context.js';

export interface PageRoutesParts {
  forms: FormBook;
  pageKey: Uint8Array;
  assets: string;
}

/** `GET /forms/:key`, and `/forms/:key/embed` for frames of the origins that the form names. */
export const pageRoutes = (app: FastifyInstance, parts: PageRoutesParts): void => {
  app.get('/forms/:key', (request, reply) => showForm({ request, reply, embedded: false }, parts));
  // The address that a refused submission leaves in the browser, opened once more.
  app.get<{ Params: { key: string } }>('/forms/:key/submissions', ({ params: { key } }, reply) =>
    reply.redirect(`/forms/${encodeURIComponent(key)}`, 303),
  );
  app.get('/forms/:key/embed', (request, reply) => showForm({ request, reply, embedded: true }, parts));
};

interface PageAsked {
  request: FastifyRequest;
  reply: FastifyReply;
  embedded: boolean;
}

const showForm = (
  { request, reply, embedded }: PageAsked,
  { forms, pageKey, assets }: PageRoutesParts,
): FastifyReply => {
  const form = findForm(forms, { request, reply, assets, embedded });
  if (!('definition' in form)) return form;
  const { key, definition } = form;
  const language = languageOf(request, definition.languages);
  const context = { form, language, embedded, wantsPage: true, assets };
  const { token } = request.query as { token?: unknown };
  const given = typeof token === 'string' ? token : undefined;
  // A token that would be refused with the message is no token already here: before anybody has typed a word, a form for
  // signed-in users says so, and any other one is shown as to everybody.
  const site = siteUserOf(form, given, new Date());
  const user = 'user' in site ? site.user : undefined;
  if (definition.requireSiteToken && user === undefined) {
    const texts = textsFor(language);
    const html = renderNotice({ language, embedded, assets }, texts.missing, texts.siteToken);
    return sendPage(reply, { status: 401, html }, context);
  }
  const pageToken = makePageToken(pageKey, key, new Date());
  const typed = tokenAnswers(definition, user);
  const siteToken = user && given;
  const html = renderForm({ key, definition, language, embedded, assets, pageToken, siteToken, typed });
  return sendPage(reply, { status: 200, html }, context);
};
