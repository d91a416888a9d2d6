import { type ComponentType, useEffect, useState } from 'react';
import type { PaletteProps } from '../features/palette/palette';
import { showProblem } from '../state/toasts';
import { explain } from '../ui/explain-problem';
import { whenIdle } from '../ui/when-idle';
import { closeOverlay } from './overlay-state';

const loadPalette = () => import('../features/palette/palette');

/**
 * The palette once it is loaded, which is begun when nothing else is to do. Not `lazy`: that would throw for good what failed once, while the
 * keys are held for a palette that never comes.
 */
export function usePalette(wanted: boolean): ComponentType<PaletteProps> | null {
  const [loaded, setLoaded] = useState<ComponentType<PaletteProps> | null>(null);
  useEffect(() => whenIdle(() => void loadPalette().catch(() => undefined)), []);
  useEffect(() => {
    if (!wanted || loaded) return;
    loadPalette().then(
      ({ default: Palette }) => setLoaded(() => Palette),
      (error: unknown) => {
        closeOverlay();
        showProblem(explain(error));
      },
    );
  }, [wanted, loaded]);
  // Keys are held for nobody once this page is gone, such as after signing out.
  useEffect(() => closeOverlay, []);
  return loaded;
}
