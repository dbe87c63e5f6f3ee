import { useEffect, useState } from 'react';
import { openPdf, type Pdf } from './pdf.ts';

/** An opened PDF: null until it is, 'failed' where it can't be; closed with what shows it. */
export function usePdf(address: string): Pdf | 'failed' | null {
  const [pdf, setPdf] = useState<Pdf | 'failed' | null>(null);
  useEffect(() => {
    const task = openPdf(address);
    let current = true;
    task.promise.then(
      (opened) => current && setPdf(opened),
      () => current && setPdf('failed'),
    );
    return () => {
      current = false;
      setPdf(null);
      void task.destroy();
    };
  }, [address]);
  return pdf;
}
