import type { AuditArea } from '@filo/contracts/http';

const order: Readonly<Record<AuditArea, true>> = { access: true, settings: true, people: true, work: true };

/** The areas of the audit log in the order in which they are offered. */
export const auditAreas = Object.keys(order) as AuditArea[];
export const isAuditArea = (text: string): text is AuditArea => Object.hasOwn(order, text);
