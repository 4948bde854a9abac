import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { ARTICLE_SCHEMA } from '../../src/content/markdown/render-html.js';

const ELEMENTS = new Set([...(ARTICLE_SCHEMA.tagNames ?? []), 'html', 'head', 'body']);
const ATTRIBUTES = /^(?:href|title|src|alt|loading|decoding|start|id|class|align|lang|dir)$/;
/** Allowed link targets; images come from one folder. */
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|#|\/(?:%EE%80%80|en)\/articles\/K[AT]-\d+)/i;

/**
 * Find what an article's HTML must not contain, with a browser's parser: elements and attributes that are not on the allow-list, and
 * URLs that run code or load from other hosts.
 */
export function htmlFaults(html: string): string[] {
  const faults: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if (node.nodeName === '#comment') faults.push('a comment');
    if ('tagName' in node) {
      if (!ELEMENTS.has(node.tagName)) faults.push(`<${node.tagName}>`);
      for (const { name, value } of node.attrs) {
        if (!ATTRIBUTES.test(name)) faults.push(`${name} on <${node.tagName}>`);
        if (name === 'href' && !ADDRESS.test(value)) faults.push(`href ${value}`);
        if (name === 'src' && !value.startsWith('/images/')) faults.push(`src ${value}`);
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(`<!doctype html><body>${html}`));
  return faults;
}
