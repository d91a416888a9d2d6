import { hash52 } from '../keys/token.js';
import type { Counted, StoredReason } from '../stored-evidence.js';

/** A reason as it is stored. `same` is what makes two of them the same reason. */
export const reason = <Code extends string>(
  code: Code,
  bits: number,
  {
    same,
    data,
    messageIds = [],
    counted,
  }: {
    same: string;
    data: StoredReason<Code>['data'];
    messageIds?: readonly string[];
    counted?: Counted;
  },
): StoredReason<Code> => ({
  code,
  key: hash52(same).toString(36),
  data,
  bits: Math.round(bits * 100) / 100,
  messageIds: [...new Set(messageIds)].sort(),
  ...(counted && { counted }),
});
