import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a reader must know to judge the figures. Load above the number of processors: only ratios mean something. */
export const describeMachine = ({ natsVersion }) => ({
  at: new Date().toISOString(),
  system: `${type()} ${release()}`,
  processors: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  natsServer: natsVersion,
  sync: 'Postgres fsync on, JetStream sync_interval always, on both sides',
  loadAtStart: loadavg().map((load) => Number(load.toFixed(1))),
});

export const loadNow = () => loadavg().map((load) => Number(load.toFixed(1)));
