import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import { useWaitingOks } from '../data/oks/oks-query';
import { t } from '../i18n/t';
import { Hint } from '../ui/hint';

/** The way to what waits for an OK; there while something waits for this agent. The key and the palette lead there always. */
export function OksLink({ wide, className }: { wide: boolean; className: string }) {
  const count = useWaitingOks();
  if (!count) return null;
  return (
    <Hint command="go.oks" text={t('oks.title')}>
      <Link
        to="/oks"
        className={className}
        activeProps={{ className: 'bg-selected font-medium text-accent', 'aria-current': 'page' }}
      >
        <ShieldCheck className="size-4 shrink-0" aria-hidden />
        <span className={wide ? 'flex-1' : 'sr-only'}>{t('oks.title')}</span>
        <span
          className={
            wide ? 'text-sm text-warn tabular' : 'absolute end-0 top-0 text-xs leading-4 text-warn tabular'
          }
        >
          {count}
        </span>
      </Link>
    </Hint>
  );
}
