import type { AccountTest } from '@filo/contracts/http';
import type { FormEvent, ReactNode } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { faultPaths } from './mailbox-faults';
import { TestChecks } from './test-checks';
import { useWrongFieldFocus } from './use-wrong-field-focus';

interface AccountFormProps {
  title: string;
  isNew: boolean;
  touched: boolean;
  onClose(): void;
  requests: {
    problem: unknown;
    result: AccountTest | undefined;
    isIncomplete?: boolean;
    /** The server found wrong what has no field beside which it could be said. */
    hasUntold?: boolean;
    isTrying: boolean;
    busy: boolean;
    test(): void;
    save(): void;
  };
  cannotTest?: boolean;
  /** The fields. */
  children: ReactNode;
}

/** The dialog round the fields of an account, which are tried out and stored from here. */
export function AccountForm({
  title,
  isNew,
  touched,
  onClose,
  requests,
  cannotTest = false,
  children,
}: AccountFormProps) {
  const { problem, result, isIncomplete, hasUntold, isTrying, busy, test, save } = requests;
  const form = useWrongFieldFocus();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.look();
    save();
  };
  return (
    <Dialog title={title} isOpen onClose={onClose} holdsWords={touched} width="max-w-160">
      <form ref={form.ref} onInput={form.rest} onSubmit={submit} className="space-y-5 p-5">
        {isIncomplete && !result ? <ProblemStrip words={t('channels.incomplete')} /> : null}
        {problem && !result && (hasUntold || faultPaths(problem).length === 0) ? (
          <ProblemStrip error={problem} />
        ) : null}
        {children}
        {isTrying ? (
          <p role="status" className="text-ink-2">
            {t('channels.testing')}
          </p>
        ) : null}
        {result ? <TestChecks result={result} stored={!isNew} /> : null}
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button tone="quiet" onPress={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            onPress={() => {
              form.look();
              test();
            }}
            isDisabled={busy || cannotTest}
          >
            {t('channels.test')}
          </Button>
          <Button type="submit" tone="primary" isDisabled={busy}>
            {t(isNew ? 'channels.test-and-add' : 'action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
