import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useWords } from '../../locales/useWords.ts';
import { PdfSheet } from '../../reading/PdfSheet.tsx';
import { usePdf } from '../../reading/usePdf.ts';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { PdfStrip } from './PdfStrip.tsx';
import css from './PdfView.module.css';
import type { Hits } from './useHits.ts';

/** The pages as they look, one at a time, with the found words marked. */
export default function PdfView({ address, name, hits }: { address: string; name: string; hits: Hits }) {
  const { t } = useWords();
  const wide = useMedia('(width >= 62rem)');
  const pdf = usePdf(address);
  if (pdf === 'failed') return <Notice wrong>{t('document.pdfFailed')}</Notice>;
  if (!pdf) return <Later />;
  const last = pdf.numPages;
  const page = Math.min(Math.max(1, hits.page), last);
  return (
    <div className={css.view}>
      {wide && last > 1 && <PdfStrip pdf={pdf} page={page} onGo={hits.goToPage} />}
      <div className={css.main}>
        {last > 1 && (
          <div className={css.turn}>
            <Button
              look="icon"
              aria-label={t('document.previousPage')}
              isDisabled={page <= 1}
              onPress={() => hits.goToPage(page - 1)}
              icon={<ChevronLeft size={20} aria-hidden />}
            />
            <span className={css.number}>{t('document.page', { page, pages: last })}</span>
            <Button
              look="icon"
              aria-label={t('document.nextPage')}
              isDisabled={page >= last}
              onPress={() => hits.goToPage(page + 1)}
              icon={<ChevronRight size={20} aria-hidden />}
            />
          </div>
        )}
        <PdfSheet key={page} pdf={pdf} number={page} name={name} hits={hits} />
      </div>
    </div>
  );
}
