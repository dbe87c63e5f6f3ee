/** What addresses the client has, read from where they are written: a page that nobody looks at is told by its pattern. */
import { readFileSync } from 'node:fs';
import { matchRoutes, type RouteObject } from 'react-router';
import ts from 'typescript';

const WRITTEN = new URL('../src/routes.tsx', import.meta.url);

/** The routes as `routes.tsx` nests them, without what they show; `handle` is the whole pattern of one that is a page. */
function written(): RouteObject[] {
  const source = ts.createSourceFile('routes.tsx', readFileSync(WRITTEN, 'utf8'), ts.ScriptTarget.ES2023);
  let list: ts.ArrayLiteralExpression | undefined;
  const find = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'createBrowserRouter'
    ) {
      const [first] = node.arguments;
      if (first && ts.isArrayLiteralExpression(first)) list = first;
    }
    ts.forEachChild(node, find);
  };
  find(source);
  if (!list) throw new Error('routes.tsx gives createBrowserRouter no list');
  return routesOf(list, '');
}

function routesOf(list: ts.ArrayLiteralExpression, above: string): RouteObject[] {
  return list.elements.map((element) => {
    if (!ts.isObjectLiteralExpression(element)) throw new Error('a route that is no object');
    const told = new Map<string, ts.Expression>();
    for (const one of element.properties)
      if (ts.isPropertyAssignment(one) && ts.isIdentifier(one.name)) told.set(one.name.text, one.initializer);
    const [path, children] = [told.get('path'), told.get('children')];
    if (path && !ts.isStringLiteral(path)) throw new Error('a path that is no plain text');
    if (children && !ts.isArrayLiteralExpression(children))
      throw new Error('children that are no plain list');
    const whole = !path ? above : path.text.startsWith('/') ? path.text : `${above}/${path.text}`;
    // What has an element and no part to fetch only sends one on.
    const shows = told.has('lazy') && !children;
    const handle = shows ? whole || '/' : undefined;
    return told.has('index')
      ? { index: true, handle }
      : { path: path?.text, handle, children: children && routesOf(children, whole) };
  });
}

/** The patterns that none of the addresses leads to. */
export function routesWithout(addresses: string[]): string[] {
  const routes = written();
  const patterns = (list: RouteObject[]): string[] =>
    list.flatMap((one) => [...(one.handle ? [one.handle as string] : []), ...patterns(one.children ?? [])]);
  const led = new Set(
    addresses.map((one) => matchRoutes(routes, new URL(one, 'http://here').pathname)?.at(-1)?.route.handle),
  );
  return patterns(routes).filter((pattern) => !led.has(pattern));
}
