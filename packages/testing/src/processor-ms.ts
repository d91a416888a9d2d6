/** How long the processor worked for this process on what was to be done at once, in ms: on a busy machine the clock on the wall tells of others, too. */
export const processorMs = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};
