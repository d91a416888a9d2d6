import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { clock } from '../i18n/format';
import { t } from '../i18n/t';
import { useConnection } from '../state/connection';
import { cx } from '../ui/class-names';

const graceMs = 4000;

/** Whether what is on the screen is up to date: a word and a dot. */
export function ConnectionMark({ wide }: { wide: boolean }) {
  const state = useConnection((connection) => connection.state);
  const tone = {
    live: 'bg-ok',
    connecting: 'bg-line-strong',
    'catching-up': 'bg-warn',
    offline: 'bg-danger',
  }[state];
  return (
    <span
      role="status"
      title={t(`connection.${state}`)}
      className="inline-flex items-center gap-2 text-xs text-ink-3"
    >
      <span className={cx('size-2 shrink-0 rounded-full forced-color-adjust-none', tone)} aria-hidden />
      <span className={wide ? '' : 'sr-only'}>{t(`connection.${state}`)}</span>
    </span>
  );
}

/** After four seconds without a connection: what still works, and what does not. */
export function ConnectionBanner() {
  const { state, since } = useConnection();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (state !== 'offline') return undefined;
    const timer = setTimeout(() => setLate(true), graceMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [state]);
  if (!late || state !== 'offline') return null;
  return (
    <div
      role="alert"
      className="flex items-center justify-center gap-2 bg-warn-bg px-4 py-1.5 text-sm text-warn"
    >
      <CloudOff className="size-4 shrink-0" aria-hidden />
      {t('connection.banner', { at: clock(new Date(since).toISOString()) })}
    </div>
  );
}
