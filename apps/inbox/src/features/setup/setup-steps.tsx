import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';

export const steps = ['account', 'organisation'] as const;

/** The steps of the first run, and which of them is at hand. */
export function SetupSteps({ step }: { step: number }) {
  return (
    <ol className="flex gap-2 text-sm">
      {steps.map((name, index) => (
        <li
          key={name}
          {...(index === step ? { 'aria-current': 'step' as const } : {})}
          className={cx(
            'flex-1 border-t-2 pt-1.5',
            index <= step ? 'border-accent text-ink' : 'border-line text-ink-3',
          )}
        >
          {index + 1}. {t(`setup.${name}`)}
        </li>
      ))}
    </ol>
  );
}
