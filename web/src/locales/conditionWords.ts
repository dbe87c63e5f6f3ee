import type { TFunction } from 'i18next';
import type { Condition } from '../api/types.ts';

/** What a condition is called and means: the six that every network begins with are worded here, its own by itself. */
export function conditionWords(
  condition: Pick<Condition, 'word' | 'title'> & { explanation?: string | null },
  t: TFunction,
): { title: string; explanation: string } {
  const { word } = condition;
  return {
    title: condition.title ?? (word ? t(`joining.condition.${word}.title`) : ''),
    explanation: condition.explanation ?? (word ? t(`joining.condition.${word}.explanation`) : ''),
  };
}
