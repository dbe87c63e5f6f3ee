import type { Reference } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './OwnLink.module.css';
import type { Place } from './textPlaces.ts';

/** A link to something of ours says what it is and who reads it; what one can't see has no title. */
export function OwnLink({ place, found }: { place: Place; found: Reference | undefined }) {
  const { t } = useWords();
  if (!found) return place.label;
  if (!found.found) return place.bare ? t('conversation.linkHidden') : place.label;
  const title = found.title ?? t('conversation.linkDirect');
  return (
    <>
      {place.bare ? title : place.label}
      {found.audience && <span className={css.audience}> ({found.audience})</span>}
    </>
  );
}
