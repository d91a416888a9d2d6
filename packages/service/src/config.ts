/** The environment of this process; here alone this package reads it. */
export const serviceEnvironment = (): Readonly<Record<string, string | undefined>> => process.env;
