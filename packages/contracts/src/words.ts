import { z } from 'zod';
import { safeText } from './primitives.js';

/** What people read, by language; English is there for whoever reads another one. Plain text, wherever it is shown. */
export const words = (max: number) => z.object({ en: safeText(max), it: safeText(max).optional() });
