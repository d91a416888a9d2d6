import type { BulkJob, BulkOrder } from '@filo/contracts/http';
import '../../i18n/later-words';
import { t, tOr } from '../../i18n/t';

/** Why some were left, by what most of them were left for. */
const whyLeft = ({ left, reasons }: BulkJob): string[] => {
  if (left === 0) return [];
  const why = reasons[0]?.why ?? '';
  return [tOr(`bulk.left.${why}`, t('bulk.left.other', { count: left }), { count: left })];
};

/** What became of an order, or of its undo. */
export const sayDone = (job: BulkJob, action?: BulkOrder['action']): string =>
  [
    job.undoes === null
      ? t(`bulk.done.${action?.kind === 'tag' && action.remove?.length ? 'untag' : job.kind}`, {
          count: job.changed,
        })
      : t('bulk.undone', { count: job.changed }),
    ...whyLeft(job),
  ].join(' ');

export const sayRunning = ({ through, total }: BulkJob): string => t('bulk.running', { through, total });
