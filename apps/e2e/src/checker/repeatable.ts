import { torture, type TortureOptions, type TortureResult } from './torture.js';

/** Another seed can be asked for by the environment, such as the one that a failed run named. */
const seedOf = (usual: number): number => Number(process.env['FILO_TORTURE_SEED'] ?? usual);

/** Tortures, and says how to repeat a run that failed. */
export const repeatable = async (options: TortureOptions): Promise<TortureResult> => {
  const seed = seedOf(options.seed);
  const repeat = `Repeat with FILO_TORTURE_SEED=${seed}.`;
  try {
    const result = await torture({ ...options, seed });
    if (!result.clean) console.error(`Not clean. ${repeat}\n${told(result)}`);
    return result;
  } catch (error) {
    console.error(`Could not be judged. ${repeat}`);
    throw error;
  }
};

const told = ({ verdict, answers, secrets, strikes }: TortureResult): string => {
  const faults = Object.entries({ ...verdict, ...answers })
    .filter(([, ids]) => Array.isArray(ids) && ids.length > 0)
    .map(([name, ids]) => `${name}: ${String(ids)}`);
  const open = secrets.map(({ of, file }) => `secret of ${of} in ${file}`);
  return [...faults, ...open, `Hit: ${strikes.map(({ hit }) => hit).join(', ')}`].join('\n');
};
