/** Somebody with a repository on the test server. */
export interface Actor {
  did: string;
  handle: string;
  displayName: string;
  /** What opens a session; a revoked one opens none. */
  appPassword: string;
  /** False: the handle points elsewhere, although the actor claims it. */
  handleResolves: boolean;
  suspended: boolean;
  followers: number;
  /** What they say of themselves. */
  bio: string;
  avatar: string | undefined;
}

let actors = 0;

/** 24 characters, as the network's own have; the last ones count. */
const plcOf = (handle: string): string => {
  const count = [...(actors++).toString(8).padStart(4, '0')]
    .map((digit) => 'abcdefgh'[Number(digit)])
    .join('');
  return `${handle
    .replace(/[^a-z]/g, '')
    .padEnd(20, 'z')
    .slice(0, 20)}${count}`;
};

export const anActor = (handle: string): Actor => ({
  did: `did:plc:${plcOf(handle)}`,
  handle,
  displayName: handle.split('.')[0]!,
  appPassword: 'aaaa-bbbb-cccc-dddd',
  handleResolves: true,
  suspended: false,
  followers: 0,
  bio: '',
  avatar: undefined,
});
