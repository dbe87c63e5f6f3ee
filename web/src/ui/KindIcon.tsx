import { File, FileSpreadsheet, FileText, Folder, Image, Mail, Presentation } from 'lucide-react';
import css from './KindIcon.module.css';

const icons: Record<string, typeof File> = {
  pdf: FileText,
  document: FileText,
  text: FileText,
  presentation: Presentation,
  sheet: FileSpreadsheet,
  image: Image,
  mail: Mail,
  folder: Folder,
};
const words: Record<string, string> = { pdf: 'PDF', document: 'DOC', presentation: 'PPT', sheet: 'XLS' };

/** A leaf with the kind of document on it. */
export function KindIcon({ kind }: { kind: string }) {
  const Icon = icons[kind] ?? File;
  return (
    <span className={`${css.leaf} ${kind === 'folder' ? css.folder : ''}`} aria-hidden>
      {words[kind] ? <span className={css.word}>{words[kind]}</span> : <Icon size={20} strokeWidth={1.6} />}
    </span>
  );
}
