import { withoutDovecot } from '@filo/testing';

/** A suite that needs Dovecot; without one it is named as left out, and with `CI=true` it fails. */
export const describeWithDovecot = (name: string, suite: () => void): void => {
  const why = withoutDovecot();
  if (why === undefined) return describe(name, suite);
  describe(name, () => it.skip(`left out: ${why}`, () => undefined));
};
