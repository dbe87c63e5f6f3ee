export { AskList } from './AskList.tsx';
export { DecisionList } from './DecisionList.tsx';
export { DecisionPage } from './DecisionPage.tsx';
