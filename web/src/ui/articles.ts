export { ARTICLES, articleName } from '../locales/articles.ts';
