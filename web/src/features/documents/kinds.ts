import type { TFunction } from 'i18next';
import type { DocumentKind, DocumentState } from '../../api/types.ts';

/** What a document may be, in the order one chooses. */
export const KINDS = [
  'notes',
  'programme',
  'presentation',
  'report',
  'child_accounts',
  'checklist',
  'template',
  'strategy',
  'action_plan',
  'agreement',
] as const satisfies readonly DocumentKind[];

export const STATES = ['draft', 'under_review', 'approved'] as const satisfies readonly DocumentState[];

export const kindOptions = (t: TFunction) =>
  KINDS.map((id) => ({ id, text: t(`terms.kindOfDocument.${id}`) }));

/** Themes as one writes them, with commas between. */
export const listed = (themes: string): string[] =>
  themes
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
