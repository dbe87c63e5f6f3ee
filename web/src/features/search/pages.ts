export { ArchivePage } from './ArchivePage.tsx';
export { PeriodPage } from './PeriodPage.tsx';
export { SearchPage } from './SearchPage.tsx';
