import type { TFunction } from 'i18next';
import type { ThreadKind } from '../../../api/types.ts';

/** What a thread may be for, in the order one chooses. */
export const KINDS = [
  'question',
  'discussion',
  'good_example',
  'information',
  'hard_question',
] as const satisfies readonly ThreadKind[];

export const kindOptions = (t: TFunction) =>
  KINDS.map((id) => ({ id, text: t(`terms.threadKind.${id}`), note: t(`conversation.kindHint.${id}`) }));
