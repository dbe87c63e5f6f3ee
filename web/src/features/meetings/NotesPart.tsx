import { useQuery } from '@tanstack/react-query';
import { notesQuery } from '../../api/dossier.ts';
import type { Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Html } from '../../ui/Html.tsx';
import { Part } from '../../ui/Page.tsx';
import css from './NotesPart.module.css';

/** What has been noted so far, and the way to where it is written together. */
export function NotesPart({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const notes = useQuery(notesQuery(meeting.id)).data;
  const begun = Boolean(notes?.text);
  // Before a meeting nobody needs them, unless somebody has prepared them.
  if (!begun && (meeting.state === 'planned' || meeting.state === 'invited')) return null;
  return (
    <Part
      title={t('dossier.notes.name')}
      acts={
        <ButtonLink
          to={`/traffar/${meeting.id}/anteckningar`}
          look={meeting.state === 'ongoing' ? 'filled' : 'outlined'}
        >
          {t(begun || !meeting.may.take_notes ? 'dossier.notes.open' : 'dossier.notes.begin')}
        </ButtonLink>
      }
    >
      {notes && !begun && (
        <p className={css.lead}>{t(meeting.may.take_notes ? 'dossier.notes.lead' : 'dossier.notes.none')}</p>
      )}
      {notes && begun && (
        <>
          <p className={css.lead}>{t('dossier.notes.soFar')}</p>
          <section className={css.text} aria-label={t('dossier.notes.name')} tabIndex={-1}>
            {notes.html ? <Html html={notes.html} /> : <p className={css.plain}>{notes.text}</p>}
          </section>
        </>
      )}
    </Part>
  );
}
