import { ApiError } from '../../data/api/api-error';
import { mailboxRequest, type MailboxValues, type ServerValues } from './mailbox-values';

type Fault = 'field.empty' | 'field.not-an-address';

/** What a mailbox still lacks, by the path that the server would name, so that nothing is sent that it would refuse. */
export function mailboxFaults({ address, imap, smtp }: MailboxValues): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  if (!address.trim()) faults['address'] = 'field.empty';
  else if (!/^[^@\s]+@[^@\s]+$/.test(address.trim())) faults['address'] = 'field.not-an-address';
  const missing = (kind: 'imap' | 'smtp', server: ServerValues, names: readonly (keyof ServerValues)[]) => {
    if (!server.on) return;
    for (const name of names) if (!String(server[name]).trim()) faults[`${kind}.${name}`] = 'field.empty';
  };
  missing('imap', imap, ['host', 'port', 'user']);
  missing('smtp', smtp, ['host', 'port']);
  return faults;
}

const at = (values: MailboxValues, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (part, key) => (part as Record<string, unknown> | undefined)?.[key],
      mailboxRequest(values),
    );

/** The server's word on a field, for as long as the field holds what the server saw. */
export function serverFault(
  problem: unknown,
  path: string,
  { asked, now }: { asked: MailboxValues | undefined; now: MailboxValues },
): string | undefined {
  if (!(problem instanceof ApiError)) return undefined;
  const fault = problem.fieldOrEntry(path);
  if (fault === undefined || asked === undefined) return fault;
  return JSON.stringify(at(asked, path)) === JSON.stringify(at(now, path)) ? fault : undefined;
}

/** The fields that the server found wrong; they are told beside the fields, so that no strip names them by their paths. */
export const faultPaths = (problem: unknown): string[] =>
  problem instanceof ApiError ? (problem.problem.errors ?? []).map(({ path }) => path).filter(Boolean) : [];
