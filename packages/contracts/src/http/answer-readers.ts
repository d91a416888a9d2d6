import { z } from 'zod';

/** Who reads a public answer: everybody who comes by, everybody who has its address, or whoever is answered alone. */
export const answerReaders = z.enum(['everybody', 'unlisted', 'author']);
export type AnswerReaders = z.infer<typeof answerReaders>;
