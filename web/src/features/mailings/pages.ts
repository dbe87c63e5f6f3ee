export { MailingsPage } from './MailingsPage.tsx';
