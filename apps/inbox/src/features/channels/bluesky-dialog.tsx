import type { AccountView } from '@filo/contracts/http';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { BlueskyFields } from './bluesky-fields';
import { blueskyValues, type BlueskyValues } from './bluesky-values';
import { faultPaths } from './mailbox-faults';
import { TestChecks } from './test-checks';
import { useBlueskyRequests } from './use-bluesky-requests';
import { useWrongFieldFocus } from './use-wrong-field-focus';

/** Adds or changes a profile at Bluesky: it is signed in to before anything is stored. */
export function BlueskyDialog({ account, onClose }: { account: AccountView | null; onClose(): void }) {
  const [values, setValues] = useState<BlueskyValues>(() => blueskyValues(account));
  const [touched, setTouched] = useState(false);
  const { problem, result, isTrying, fieldError, test, save } = useBlueskyRequests(account, values, onClose);
  const form = useWrongFieldFocus();
  const change = (part: Partial<BlueskyValues>) => {
    setValues((old) => ({ ...old, ...part }));
    setTouched(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.look();
    save();
  };
  return (
    <Dialog
      title={t(account ? 'bluesky.edit-title' : 'bluesky.add')}
      isOpen
      onClose={onClose}
      holdsWords={touched}
      width="max-w-160"
    >
      <form ref={form.ref} onInput={form.rest} onSubmit={submit} className="space-y-5 p-5">
        {problem && !result && faultPaths(problem).length === 0 ? <ProblemStrip error={problem} /> : null}
        <BlueskyFields values={values} isNew={account === null} onChange={change} fieldError={fieldError} />
        {isTrying ? (
          <p role="status" className="text-ink-2">
            {t('channels.testing')}
          </p>
        ) : null}
        {result ? <TestChecks result={result} stored={account !== null} /> : null}
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button
            onPress={() => {
              form.look();
              test();
            }}
            isDisabled={isTrying}
          >
            {t('channels.test')}
          </Button>
          <Button type="submit" tone="primary" isDisabled={isTrying}>
            {t(account ? 'action.save' : 'channels.test-and-add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
