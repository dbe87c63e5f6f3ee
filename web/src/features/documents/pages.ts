export { DocumentList } from './DocumentList.tsx';
export { DocumentPage } from './DocumentPage.tsx';
