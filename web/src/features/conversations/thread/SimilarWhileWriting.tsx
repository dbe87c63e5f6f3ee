import { useWords } from '../../../locales/useWords.ts';
import { SimilarThreads, useSimilar } from './SimilarThreads.tsx';
import css from './SimilarWhileWriting.module.css';

/** Under the title of a new thread: perhaps somebody has asked before. */
export function SimilarWhileWriting({ network, title }: { network: string | null; title: string }) {
  const { t } = useWords();
  const found = useSimilar(network, title);
  return (
    <div aria-live="polite" className={css.live}>
      {found.length > 0 && (
        <section className={css.box} aria-label={t('thread.similar')}>
          <h3 className={css.title}>{t('thread.similar')}</h3>
          <SimilarThreads threads={found} newTab />
        </section>
      )}
    </div>
  );
}
