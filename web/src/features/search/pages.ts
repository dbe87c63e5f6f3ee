export { ArchivePage } from './ArchivePage.tsx';
export { SearchPage } from './SearchPage.tsx';
