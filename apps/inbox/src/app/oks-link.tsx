import { ShieldCheck } from 'lucide-react';
import { useWaitingOks } from '../data/oks/oks-query';
import { t } from '../i18n/t';
import { PlaceLink } from './place-link';

/** The way to what waits for an OK; there while something waits for this agent. The key and the palette lead there always. */
export function OksLink({ wide }: { wide: boolean }) {
  const count = useWaitingOks();
  if (!count) return null;
  return (
    <PlaceLink to="/oks" command="go.oks" title={t('oks.title')} icon={ShieldCheck} wide={wide}>
      <span
        className={
          wide ? 'text-sm text-warn tabular' : 'absolute end-0 top-0 text-xs leading-4 text-warn tabular'
        }
      >
        {count}
      </span>
    </PlaceLink>
  );
}
