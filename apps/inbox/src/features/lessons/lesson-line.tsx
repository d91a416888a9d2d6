import type { Lesson } from '@filo/contracts/http';
import { useId } from 'react';
import type { LessonActions } from '../../data/lessons/use-lesson-actions';
import { fullWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CheckField } from '../../ui/check-field';
import { Chip } from '../../ui/chip';

/** One line of what was learnt: by which words, from which corrections, and what an admin can say of it. */
export function LessonLine({
  line,
  group,
  actions,
}: {
  line: Lesson;
  group: boolean;
  actions: LessonActions;
}) {
  const title = useId();
  const isForgotten = line.state === 'forgotten';
  const from = line.from.map((level) => t(`board.column.${level}`)).join(', ');
  return (
    <li aria-labelledby={title} className="rounded-panel border border-line bg-surface p-3">
      <p id={title} className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <bdi className="font-medium wrap-anywhere">“{line.phrase}”</bdi>
        <Chip tone={line.direction === 'up' ? 'warn' : 'plain'}>
          {t(`lessons.${line.direction}`, { from })}
        </Chip>
        {isForgotten ? <Chip tone="note">{t('lessons.forgotten')}</Chip> : null}
        {group ? <bdi className="text-sm text-ink-3">{line.accountGroup.name}</bdi> : null}
      </p>
      <p className="mt-1 text-sm text-ink-2">
        {t(`severity.learnt-${line.direction}`, {
          count: line.times,
          of: line.seen,
          words: `“${line.phrase}”`,
        })}
      </p>
      <details className="mt-1 text-sm text-ink-2">
        <summary className="min-h-6 cursor-default">
          {t('lessons.corrections', { count: line.times })}
        </summary>
        <ul className="mt-1 space-y-2">
          {line.corrections.map(({ id, agent, at, level, reason, text }) => (
            <li key={id} className="border-s-2 border-line-strong ps-2 wrap-anywhere">
              <p dir="auto">{text}</p>
              <p className="text-xs text-ink-3">
                {t('board.corrected-by', {
                  name: agent?.name ?? t('board.somebody'),
                  level: level ? t(`board.column.${level}`) : '',
                })}{' '}
                <bdi>{reason}</bdi> · {fullWhen(at)}
              </p>
            </li>
          ))}
        </ul>
      </details>
      {line.direction === 'down' && !isForgotten ? (
        <CheckField
          checked={line.state === 'grave'}
          onChange={(grave) => void actions.decide(line, grave ? 'grave' : 'learnt')}
        >
          {t('lessons.grave')}
        </CheckField>
      ) : null}
      <Button
        size="small"
        className="mt-2"
        aria-label={t(isForgotten ? 'lessons.recall-of' : 'lessons.forget-of', { phrase: line.phrase })}
        onPress={() => void actions.decide(line, isForgotten ? 'learnt' : 'forgotten')}
      >
        {t(isForgotten ? 'lessons.recall' : 'lessons.forget')}
      </Button>
    </li>
  );
}
