import { ApiError, UnreachableError } from '../data/api/api-error';
import { sayWhy } from '../i18n/say-why';
import { readsServerWords, t, tOr } from '../i18n/t';

/**
 * A sentence for any failure, in the language of the page where it knows the refusal; else in the server's own words, which say
 * what is safe.
 */
export function explain(error: unknown): string {
  if (error instanceof UnreachableError) return t('problem.unreachable');
  if (!(error instanceof ApiError))
    return t('problem.unexpected', { message: error instanceof Error ? error.message : String(error) });
  const { status, title, code, reason, whys } = error.problem;
  // What a network refused stands in its own words in ours.
  const detail = sayWhy(error.problem.detail, whys);
  const otherwise = detail || t('problem.status', { status, title });
  if (detail && readsServerWords()) return error.problem.detail;
  const values = { ...(error.body as object | null), detail };
  const byCode = tOr(`refusal.${code}`, otherwise, values);
  return reason === undefined ? byCode : tOr(`refusal.${reason}`, byCode, values);
}
