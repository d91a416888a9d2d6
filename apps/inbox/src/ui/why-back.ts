import type { DraftNotice } from '@filo/contracts/http';
import { mediumWhen } from '../i18n/format';
import { readsServerWords, t, tOr } from '../i18n/t';

/** When a draft should have left, and why it did not. */
export function whyBack({ code, reason, detail, sendAt }: DraftNotice): string {
  const byCode = tOr(`refusal.${code}`, detail);
  const why = readsServerWords() ? detail : reason === null ? byCode : tOr(`refusal.${reason}`, byCode);
  return t('later.came-back', { at: mediumWhen(sendAt), why });
}
