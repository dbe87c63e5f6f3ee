export { DirectoryPage } from './DirectoryPage.tsx';
export { PersonPage } from './PersonPage.tsx';
