import { ApiError, UnreachableError } from '../data/api/api-error';
import { t } from '../i18n/t';

/** A sentence for any failure. The server's own sentence comes first: it knows what is safe. */
export function explain(error: unknown): string {
  if (error instanceof UnreachableError) return t('problem.unreachable');
  if (error instanceof ApiError) {
    if (error.problem.status === 403) return error.problem.detail || t('problem.not-allowed');
    if (error.problem.detail) return error.problem.detail;
    return t('problem.status', { status: error.problem.status, title: error.problem.title });
  }
  return t('problem.unexpected', { message: error instanceof Error ? error.message : String(error) });
}
