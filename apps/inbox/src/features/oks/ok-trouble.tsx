import type { OkEdited } from '@filo/contracts/http';
import type { OkTrouble } from '../../data/oks/use-ok-actions';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

type Way = Omit<OkEdited, 'text'>;

const wayOut = (trouble: OkTrouble): Way => {
  if (trouble.kind === 'private') return { sayAnyway: trouble.found.map(({ text }) => text) };
  return trouble.kind === 'too-long' ? { split: true } : { plain: true };
};

/** What kept the answer, and the one press that lets it go on all the same. */
export function OkTroubleNote({ trouble, onWay }: { trouble: OkTrouble; onWay(way: Way): void }) {
  return (
    <div role="alert" className="rounded-panel border border-warn bg-warn-bg p-3 text-sm">
      {trouble.kind === 'private' ? (
        <>
          <p className="font-medium text-warn">{t('private-words.found', { count: trouble.found.length })}</p>
          <ul className="mt-1 max-h-40 space-y-1 overflow-y-auto">
            {trouble.found.map(({ kind, text }) => (
              <li key={text} className="wrap-anywhere">
                <span className="text-ink-2">{t(`private-words.${kind}`)}</span>{' '}
                <bdi className="font-medium">{text}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p dir="auto" className="text-warn wrap-anywhere">
          {trouble.why}
        </p>
      )}
      <Button size="small" tone="danger" className="mt-2" onPress={() => onWay(wayOut(trouble))}>
        {t(`oks.way-${trouble.kind}`)}
      </Button>
    </div>
  );
}
