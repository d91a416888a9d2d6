let context: AudioContext | undefined;

/** Two short notes, made here: nothing is loaded. */
const notes = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.14 },
] as const;
const lengthS = 0.22;
const loudness = 0.12;

/**
 * Sounds once. A browser plays nothing before somebody pressed something on the page: `byHand` is such a press, and allows what comes later; without
 * one it stays silent.
 */
export async function chime(byHand = false): Promise<void> {
  if (!('AudioContext' in globalThis)) return;
  context ??= new AudioContext();
  const resumed = context.resume();
  if (byHand) await resumed;
  if (context.state !== 'running') return;
  for (const { hertz, at } of notes) play(context, hertz, context.currentTime + at);
}

function play(on: AudioContext, hertz: number, from: number): void {
  const tone = on.createOscillator();
  const gain = on.createGain();
  tone.frequency.value = hertz;
  gain.gain.setValueAtTime(loudness, from);
  gain.gain.exponentialRampToValueAtTime(0.001, from + lengthS);
  tone.connect(gain).connect(on.destination);
  tone.start(from);
  tone.stop(from + lengthS);
}
