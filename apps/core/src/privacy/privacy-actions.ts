import type { Provider } from '@nestjs/common';
import { AskJob } from './ask-job.js';
import { ExportLinks } from './export-links.js';
import { PreviewPerson } from './preview-person.js';
import { ShowJobs } from './show-jobs.js';

/** What the api does for exports and erasures. */
export const privacyActions: Provider[] = [PreviewPerson, AskJob, ShowJobs, ExportLinks];
