export { DecisionList } from './DecisionList.tsx';
export { DecisionPage } from './DecisionPage.tsx';
