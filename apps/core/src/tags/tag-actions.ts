import type { Provider } from '@nestjs/common';
import { SaveTag } from './save-tag.js';
import { ShowTags } from './show-tags.js';
import { TagThread } from './tag-thread.js';

/** What the controllers of tags call. */
export const tagActions: Provider[] = [ShowTags, SaveTag, TagThread];
