/**
 * Looks at a service's resident memory ten times a second; `progress` says how much of the work is done, from 0 to 1. Growth
 * is the median of the last fifth above that of the second fifth, when all that is made once has been made.
 */
export function watchMemory(service, progress) {
  const samples = [];
  const timer = setInterval(() => samples.push({ done: progress(), mb: service.memoryMb() }), 100);
  const within = (from, to) => samples.filter(({ done }) => done >= from && done <= to).map(({ mb }) => mb);
  return {
    stop: () => clearInterval(timer),
    seen: () => ({
      mostMb: Math.max(...within(0, 1)),
      mostEarlyMb: Math.max(...within(0, 0.2)),
      growthMb: middle(within(0.8, 1)) - middle(within(0.2, 0.4)),
    }),
  };
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
