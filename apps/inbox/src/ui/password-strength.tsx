import { t } from '../i18n/t';

export const passwordMin = 12;

/** How long a password is, which is what makes it strong: too short, enough, good, very good. */
const strengthOf = (password: string): 0 | 1 | 2 | 3 =>
  password.length < passwordMin ? 0 : password.length < 16 ? 1 : password.length < 24 ? 2 : 3;

const tones = ['bg-danger', 'bg-warn', 'bg-ok', 'bg-ok'] as const;

/** A bar with its word; nothing before something is typed. */
export function PasswordStrength({ password }: { password: string }) {
  if (!password) return null;
  const strength = strengthOf(password);
  return (
    <p className="flex items-center gap-2 text-xs text-ink-2" role="status">
      <span
        aria-hidden
        className="h-1.5 flex-1 overflow-hidden rounded-full border border-transparent bg-sunken"
      >
        <span
          className={`block h-full forced-color-adjust-none ${tones[strength]}`}
          style={{ inlineSize: `${(strength + 1) * 25}%` }}
        />
      </span>
      {t(`welcome.strength-${strength}`)}
    </p>
  );
}
