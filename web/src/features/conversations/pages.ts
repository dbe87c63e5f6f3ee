export { ConversationList } from './ConversationList.tsx';
export { ConversationPage } from './ConversationPage.tsx';
export { DirectPage } from './DirectPage.tsx';
