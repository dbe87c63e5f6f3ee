import type { MentionSuggestion } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './MentionList.module.css';
import type { Mentioning } from './useMentioning.ts';

/** Whom one may mention, above the field. Says of each whom it reaches, so that nobody mentions into the void. */
export function MentionList({ mentioning }: { mentioning: Mentioning }) {
  const { t } = useWords();
  const { items, at, id, open } = mentioning;
  const reaches = (one: MentionSuggestion) => {
    if (one.people === 0) return t('conversation.mentionNobody');
    if (one.reference.startsWith('samrum:person/')) return null;
    return t('ui.people', { count: one.people });
  };
  return (
    <>
      <span className="visually-hidden" role="status">
        {open ? t('conversation.mentionCount', { count: items.length }) : ''}
      </span>
      {open && (
        <div className={css.list} id={id} role="listbox" aria-label={t('conversation.mention')}>
          {items.map((one, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
            <div
              key={one.reference}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              className={`${css.one} ${index === at ? css.here : ''} ${one.people === 0 ? css.void : ''}`}
              // The field must keep the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => mentioning.take(one)}
              tabIndex={-1}
            >
              <span className={css.name}>
                {one.reference.startsWith('samrum:person/') ? one.name : `@${one.name}`}
              </span>
              <span className={css.more}>{[one.organisation, reaches(one)].filter(Boolean).join(' · ')}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
