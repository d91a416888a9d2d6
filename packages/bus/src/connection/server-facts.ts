/** What is known about a server, written by the provisioner: the server tells its own clients neither. */
export interface ServerFacts {
  version: string;
  serverName: string;
  /** `undefined` when the provisioner could not reach the server's monitoring endpoint and nobody vouched for it. */
  syncAlways?: boolean;
  checkedAt: string;
}

export interface Judgement {
  /** The server must not be used at all. */
  refused?: string;
  /** It works with less safety or comfort than it should. */
  degraded: string[];
}

const wanted = [2, 12, 7];
const oldest = [2, 10, 27];

/** Decides whether a server is good enough: version, and fsync before it acknowledges. */
export function judgeServer(
  version: string,
  syncAlways: boolean | undefined,
  productionMode: boolean,
): Judgement {
  const parts = version.split(/[.-]/).slice(0, 3).map(Number);
  if (isBefore(parts, oldest)) {
    return {
      refused: `nats-server ${version} is too old: 2.10.27 is the oldest that runs, take 2.12.7 or newer`,
      degraded: [],
    };
  }
  const degraded: string[] = [];
  if (isBefore(parts, wanted)) degraded.push(`nats-server ${version} is old: take 2.12.7 or newer`);
  const unsafe = fsyncTrouble(syncAlways);
  if (unsafe !== undefined && productionMode) return { refused: unsafe, degraded };
  return { degraded: unsafe === undefined ? degraded : [...degraded, unsafe] };
}

function fsyncTrouble(syncAlways: boolean | undefined): string | undefined {
  if (syncAlways === true) return undefined;
  return syncAlways === false
    ? 'nats-server does not fsync before it acknowledges, so that a power cut can lose messages: set "sync_interval: always" in the jetstream block of its configuration, restart it, and run the provisioner'
    : 'Nobody knows whether nats-server fsyncs before it acknowledges: set NATS_MONITOR_URL to its monitoring endpoint (http_port in its configuration), or NATS_SYNC_ALWAYS=true when you know that its sync_interval is always, and run the provisioner';
}

function isBefore(version: readonly number[], limit: readonly number[]): boolean {
  for (const [place, least] of limit.entries()) {
    const part = version[place] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}
