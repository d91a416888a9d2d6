import type { ImportAtWork } from './run-imports.js';

/** Links are seen by whoever sees their addresses: a list that not everybody may see is not named on them. */
export const importActor = ({ name, accountGroupId }: ImportAtWork): { name: string } => ({
  name: accountGroupId === null ? `import ${name}` : 'import',
});
