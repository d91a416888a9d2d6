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
}

let actors = 0;

export const anActor = (handle: string): Actor => ({
  did: `did:plc:${handle.replace(/[^a-z]/g, '')}${actors++}`,
  handle,
  displayName: handle.split('.')[0]!,
  appPassword: 'aaaa-bbbb-cccc-dddd',
  handleResolves: true,
  suspended: false,
  followers: 0,
});
