import { rm } from 'node:fs/promises';

export default async function removeOnceStarted() {
  await rm(process.env.FILO_E2E_ONCE_STARTED, { recursive: true, force: true });
}
