import type { MessageStep } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './Wordings.module.css';

/** A text with what came and what went in it; what is marked is also said. */
export function ChangedWords({ changes }: { changes: MessageStep['changes'] }) {
  const { t } = useWords();
  return (
    <p className={css.words}>
      {changes.map((run, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one comparison never change
        if (run.kind === 'same') return <span key={index}>{run.text}</span>;
        const Mark = run.kind === 'added' ? 'ins' : 'del';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one comparison never change
          <Mark key={index} className={css[run.kind]}>
            <span className="visually-hidden">{t(`talk.history.${run.kind}`)} </span>
            {run.text}
            <span className="visually-hidden"> {t('talk.history.end')} </span>
          </Mark>
        );
      })}
    </p>
  );
}
