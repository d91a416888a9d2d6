import type { SessionView } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { SelectField } from '../../ui/select-field';
import { passwordMin } from './setup-faults';
import { SetupSteps } from './setup-steps';
import { useSetup } from './use-setup';

const zones = (): string[] => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = Intl.supportedValuesOf('timeZone');
  return all.includes(own) ? all : [own, ...all];
};

/** First run: makes the first admin and names the organisation. Errors keep what was typed and lead to their step. */
export default function SetupWizard({
  token,
  onDone,
}: {
  token: string;
  onDone(session: SessionView): void;
}) {
  const { step, values, change, field, saving, back, submit } = useSetup(token, onDone);
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <SetupSteps step={step} />
      {saving.isError ? <ProblemStrip error={saving.error} /> : null}
      {step === 0 ? (
        <>
          <TextField label={t('setup.name')} autoComplete="name" autoFocus {...field('name')} />
          <TextField label={t('sign-in.email')} type="email" autoComplete="username" {...field('email')} />
          <TextField
            label={t('sign-in.password')}
            type="password"
            autoComplete="new-password"
            help={t('setup.password-help', { count: passwordMin })}
            {...field('password')}
          />
          <Button type="submit" tone="primary" className="min-h-10">
            {t('setup.next')}
          </Button>
        </>
      ) : (
        <>
          <TextField
            label={t('setup.organisation-name')}
            autoComplete="organization"
            autoFocus
            {...field('organisation')}
          />
          <SelectField
            label={t('setup.time-zone')}
            help={t('setup.time-zone-help')}
            value={values.timeZone}
            onChange={(timeZone) => change({ timeZone })}
            options={zones().map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
          <div className="flex gap-2">
            <Button onPress={back}>{t('action.back')}</Button>
            <Button type="submit" tone="primary" isDisabled={saving.isPending} className="flex-1">
              {saving.isPending ? t('setup.saving') : t('setup.finish')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
