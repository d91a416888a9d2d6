import { create } from 'zustand';

/** One shared clock for all relative times; only the leaves that show a time read it. */
const minuteClock = create<{ now: number }>(() => ({ now: Date.now() }));

/** Starts ticking; answers how to stop. */
export function startMinuteClock(): () => void {
  const tick = () => minuteClock.setState({ now: Date.now() });
  const timer = setInterval(tick, 60_000);
  const onVisible = () => document.visibilityState === 'visible' && tick();
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisible);
  };
}

export const useNow = (): number => minuteClock((state) => state.now);
