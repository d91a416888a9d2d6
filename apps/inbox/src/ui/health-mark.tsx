import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { t } from '../i18n/t';
import { Chip } from './chip';

export type HealthState = 'starting' | 'ok' | 'degraded' | 'failed';

const looks = {
  starting: { icon: CircleDashed, tone: 'plain' },
  ok: { icon: CircleCheck, tone: 'ok' },
  degraded: { icon: TriangleAlert, tone: 'warn' },
  failed: { icon: CircleAlert, tone: 'danger' },
} as const;

/** A state of health in a shape, a word and a colour. */
export function HealthMark({ state }: { state: HealthState | 'paused' }) {
  const { icon: Icon, tone } = state === 'paused' ? looks.starting : looks[state];
  return (
    <Chip tone={tone}>
      <Icon className="size-3" aria-hidden />
      {t(`health.${state}`)}
    </Chip>
  );
}
