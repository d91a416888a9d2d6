import { useQuery } from '@tanstack/react-query';
import { t } from '../../../i18n/t';
import { mergePreviewQuery } from '../../../data/links/link-queries';
import { Button } from '../../../ui/button';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import type { JoinWith } from '../join-with';
import { MergeSummary } from '../merge-summary';
import { ReasonField } from '../reason-field';
import { useMergeOrder } from './use-merge-order';

interface ConfirmMergeProps {
  personIds: readonly string[];
  /** Why the two are looked at. */
  evidence: JoinWith;
  onOther(): void;
  onClose(): void;
}

/** The two side by side, and what a merge would move. Enter merges; the choice stays when somebody else was quicker. */
export function ConfirmMerge({ personIds, evidence, onOther, onClose }: ConfirmMergeProps) {
  const { data: preview, error, isFetching } = useQuery(mergePreviewQuery(personIds));
  const order = useMergeOrder({ personIds, evidence, onDone: onClose });
  return (
    <form
      className="space-y-4 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (preview) order.give(preview.people);
      }}
    >
      {order.quicker ? (
        <ProblemStrip words={t('merge.changed', { names: order.quicker })} />
      ) : order.problem ? (
        <ProblemStrip words={order.problem} />
      ) : null}
      {error ? <ProblemStrip error={error} /> : null}
      {preview ? <MergeSummary preview={preview} /> : error ? null : <Skeleton rows={4} height={32} />}
      {preview ? <ReasonField value={order.reason} onChange={order.setReason} /> : null}
      <div className="flex flex-wrap justify-end gap-2 max-md:flex-col-reverse">
        <Button onPress={onOther}>{t('merge.other')}</Button>
        {preview ? (
          <Button type="submit" tone="primary" autoFocus isDisabled={order.pending || isFetching}>
            {t('merge.join')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
