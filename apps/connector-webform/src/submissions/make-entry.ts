import type { OpenForm } from '../forms/form-book.js';
import type { SiteUser } from '../guard/check-site-token.js';
import type { SpoolEntry } from '../spool/spool-entry.js';
import { ownText } from './check-values.js';
import { findAuthor } from './find-author.js';
import { makeHeard } from './make-heard.js';
import { externalIdOf, referenceOf } from './submission-id.js';
import type { Posted, Values } from './submission.js';

export interface GoodSubmission {
  form: OpenForm;
  posted: Posted;
  values: Values;
  siteUser: SiteUser | undefined;
  /** The same key with the same content is the same submission. */
  key: string | undefined;
  content: string;
  language: string;
  at: Date;
}

/** A good submission as it goes to the spool and to core, and the reference its author may quote. Random without a key. */
export const makeEntry = (good: GoodSubmission): { entry: SpoolEntry; reference: string } => {
  const { form, posted, values, siteUser, language, at } = good;
  const { accountId } = form.listening.account;
  const externalId = externalIdOf(accountId, good.key, good.content);
  const author = findAuthor(form.definition, values, { siteUser, accountId, externalId });
  const via = posted.kind === 'json' ? 'api' : 'form';
  const said = { form: form.definition, values, author, externalId, language, via, at } as const;
  const heard = makeHeard({ ...said, invitation: ownText(posted.values, 'invitation') });
  const files = posted.files.map(({ name, mediaType, bytes, sha256 }) => ({
    name,
    mediaType,
    bytes,
    sha256,
  }));
  return { entry: { v: 1, accountId, heard, files }, reference: referenceOf(externalId) };
};
