export type HealthState = 'starting' | 'ok' | 'degraded' | 'failed';

/** One named part of a service, such as `bus` or `database`. */
export interface HealthCheck {
  state: HealthState;
  /** What happened, what is safe, what to do; empty when all is well. */
  reason: string;
  /** The reason as a code with what it names, for whoever says it in another language; shape of `why` in `@filo/contracts`. */
  why?: readonly ReasonCode[];
}

interface ReasonCode {
  code: string;
  with?: Record<string, string | number>;
}

/** A check is told (`set`) or asked (`watch`) and says how one part does. */
export type Probe = () => HealthCheck | Promise<HealthCheck>;

export interface Health {
  state: HealthState;
  reasons: string[];
  /** One for each reason; empty where it has only its sentence. */
  reasonWhys: ReasonCode[][];
  checks: Record<string, HealthCheck>;
}

// What is still starting takes no work; what is degraded does.
const worse: readonly HealthState[] = ['ok', 'degraded', 'starting', 'failed'];
const probeTimeoutMs = 2_000;

/** What a service knows about itself: the worst of its named checks, with every reason. */
export class HealthRegistry {
  readonly #told = new Map<string, HealthCheck>();
  readonly #probes = new Map<string, Probe>();
  #draining = false;

  set(name: string, state: HealthState, reason = ''): void {
    this.#told.set(name, { state, reason });
  }

  /** Asked at every look; a throw or no answer within 2 s counts as failed. */
  watch(name: string, probe: Probe): void {
    this.#probes.set(name, probe);
  }

  remove(name: string): void {
    this.#told.delete(name);
    this.#probes.delete(name);
  }

  /** From now on not ready: a load balancer takes this instance out while it finishes its work. */
  drain(): void {
    this.#draining = true;
  }

  get draining(): boolean {
    return this.#draining;
  }

  async look(): Promise<Health> {
    const asked = await Promise.all(
      [...this.#probes].map(async ([name, probe]) => [name, await askProbe(name, probe)] as const),
    );
    return summarize(Object.fromEntries([...this.#told, ...asked]));
  }
}

/** The worst state wins; reasons name their check. */
export const summarize = (checks: Record<string, HealthCheck>): Health => {
  const all = Object.entries(checks);
  const state = all.reduce<HealthState>(
    (worst, [, check]) => (worse.indexOf(check.state) > worse.indexOf(worst) ? check.state : worst),
    'ok',
  );
  const unwell = all.filter(([, check]) => check.state !== 'ok');
  const reasons = unwell.map(([name, check]) =>
    check.reason === '' ? `${name}: ${check.state}` : `${name}: ${check.reason}`,
  );
  const reasonWhys = unwell.map(([, { why }]) => [...(why ?? [])]);
  return { state, reasons, reasonWhys, checks };
};

const askProbe = async (name: string, probe: Probe): Promise<HealthCheck> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthCheck>((resolve) => {
    timer = setTimeout(
      () => resolve({ state: 'failed', reason: `no answer within ${probeTimeoutMs / 1000} s` }),
      probeTimeoutMs,
    );
  });
  try {
    return await Promise.race([Promise.resolve().then(probe), late]);
  } catch (error) {
    return { state: 'failed', reason: error instanceof Error ? error.message : `${name} cannot be checked` };
  } finally {
    clearTimeout(timer);
  }
};
