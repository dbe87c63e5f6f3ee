import { type ReactNode, useMemo } from 'react';
import { PdfSheet } from '../../reading/PdfSheet.tsx';
import { usePdf } from '../../reading/usePdf.ts';
import { Later } from '../../ui/Later.tsx';
import { intoView } from './intoView.ts';

/** The page as it looks, with the found words marked. */
export default function PreviewPage({
  address,
  name,
  page,
  words,
  otherwise,
}: {
  address: string;
  name: string;
  page: number;
  words: readonly string[];
  /** What is shown of a file that can't be drawn. */
  otherwise: ReactNode;
}) {
  const pdf = usePdf(address);
  const hits = useMemo(() => ({ words, all: [{ page, index: 0 }], current: 0 }), [words, page]);
  if (pdf === 'failed') return otherwise;
  if (!pdf) return <Later />;
  const number = Math.min(page, pdf.numPages);
  return <PdfSheet key={number} pdf={pdf} number={number} name={name} hits={hits} onFound={intoView} />;
}
