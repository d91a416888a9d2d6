import type { PermanentError } from '@filo/connector';

/** Of an answer in parts that was refused half way: whoever reads that it failed must know that a part of it stands there. */
export const partsStand = (part: number, of: number, error: PermanentError) => ({
  ...{ cause: error, ofAccount: error.ofAccount, before: { code: 'parts-stand', with: { part, of } } },
  ...(error.with && { with: error.with }),
});
