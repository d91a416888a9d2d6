import type { TextMeasure } from '@filo/text-limits';
import { useEffect, useRef } from 'react';
import { announce } from '../../state/announcer';
import { sayLeft } from './text-left';

/** How near the end is: far, twenty left, nothing left, over. */
const stageOf = ({ used, max }: TextMeasure): number =>
  [20, 0, -1].filter((left) => max - used <= left).length;

/** Says aloud what is left when twenty are, when nothing is, when it is too much, and when it fits again: not at each key. */
export function useSpokenLimit(measure: TextMeasure | undefined): void {
  const stage = measure && stageOf(measure);
  const before = useRef(stage);
  useEffect(() => {
    const from = before.current;
    before.current = stage;
    if (measure === undefined || stage === undefined || from === undefined || stage === from) return;
    if (stage > from || from === 3) announce(sayLeft(measure));
    // Of the measure the stage alone counts: it changes with every key.
  }, [stage]);
}
