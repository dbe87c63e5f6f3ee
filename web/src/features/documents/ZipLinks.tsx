import { Download } from 'lucide-react';
import { zipAddress } from '../../api/documents.ts';
import { useWords } from '../../locales/useWords.ts';
import { FileLink } from '../../ui/Button.tsx';
import { partsOf } from './parts.ts';

/** All that is chosen as a zip; in several where it is more than the server takes along at a time. */
export function ZipLinks({ documents }: { documents: readonly { id: string }[] }) {
  const { t } = useWords();
  const parts = partsOf(documents);
  return parts.map(({ from, to, items }) => (
    <FileLink
      key={from}
      look="quiet"
      href={zipAddress({ documents: items.map((one) => one.id) })}
      download
      icon={<Download size={17} aria-hidden />}
    >
      {parts.length === 1 ? t('document.downloadZip') : t('document.downloadZipPart', { from, to })}
    </FileLink>
  ));
}
