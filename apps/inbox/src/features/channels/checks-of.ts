import type { AccountTest } from '@filo/contracts/http';
import { ApiError } from '../../data/api/api-error';

/** The single checks inside a refusal, where the server sent them along. */
export function checksOf(error: unknown): AccountTest | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { checks } = (error.body ?? {}) as { checks?: AccountTest['checks'] };
  return Array.isArray(checks) ? { ok: false, checks } : undefined;
}
