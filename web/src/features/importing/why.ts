import type { TFunction } from 'i18next';

const KNOWN = [
  'empty',
  'left_behind',
  'too_large',
  'unreadable',
  'locked',
  'too_dense',
  'unsafe_path',
  'no_file',
  'twice',
  'deleted_here',
] as const;

/** Why a file was not taken, in words. */
export function whyOf(code: string | null, t: TFunction): string {
  const known = KNOWN.find((one) => one === code);
  return known ? t(`bringing.why.${known}`) : t('bringing.why.other');
}
