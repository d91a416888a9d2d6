import { duration } from '../../i18n/format';
import { t } from '../../i18n/t';

const [width, height, edge] = [240, 40, 4];
const hourMs = 3_600_000;

interface VolumeLineProps {
  /** Public posts of each hour, the oldest first. */
  hours: readonly number[];
  /** Of a usual one; zero: nothing is known to compare with. */
  usual: number;
}

/** How much was said in public in each of the last hours, beside what is usual: a line, and a broken one, with what they tell in words. */
export function VolumeLine({ hours, usual }: VolumeLineProps) {
  const most = Math.max(...hours);
  if (hours.length < 2 || most === 0) return null;
  const x = (at: number) => round(edge + (at * (width - 2 * edge)) / (hours.length - 1));
  const y = (count: number) => round(height - edge - (count * (height - 2 * edge)) / Math.max(most, usual));
  const busiest = hours.length - 1 - hours.lastIndexOf(most);
  const last = hours.at(-1) ?? 0;
  return (
    <figure className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
      <svg
        role="img"
        aria-label={t(busiest === 0 ? 'board.volume-line-now' : 'board.volume-line', {
          ...{ hours: hours.length, count: hours.reduce((sum, one) => sum + one, 0), most },
          ago: duration(busiest * hourMs),
        })}
        viewBox={`0 0 ${width} ${height}`}
        className="h-10 w-60 max-w-full shrink-0 fill-none rtl:-scale-x-100"
      >
        {usual > 0 ? (
          <line
            {...{ x1: edge, x2: width - edge, y1: y(usual), y2: y(usual) }}
            className="stroke-ink-3"
            strokeDasharray="4 4"
          />
        ) : null}
        <polyline
          points={hours.map((count, at) => `${x(at)},${y(count)}`).join(' ')}
          className="stroke-accent"
          strokeWidth={2}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        <circle cx={x(hours.length - 1)} cy={y(last)} r={3} className="fill-accent" />
      </svg>
      <figcaption className="flex flex-wrap gap-x-3">
        <Sample words={t('board.volume-hours', { hours: hours.length })} look="stroke-accent" />
        {usual > 0 ? <Sample words={t('board.volume-usual')} look="stroke-ink-3" dashes="4 4" /> : null}
      </figcaption>
    </figure>
  );
}

const round = (at: number): number => Math.round(at * 10) / 10;

/** Which line is which: by its shape, and by its words. */
function Sample({ words, look, dashes }: { words: string; look: string; dashes?: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden viewBox="0 0 20 4" className="h-1 w-5">
        <line x1={0} x2={20} y1={2} y2={2} strokeWidth={2} strokeDasharray={dashes} className={look} />
      </svg>
      {words}
    </span>
  );
}
