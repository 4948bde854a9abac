import type { PhrasingContent } from 'mdast';
import { text } from './nodes.js';

const MARK = /\[!(UICONTROL|DNL)\s+([^[\]]*)\]/g;

/**
 * Resolve `[!UICONTROL Label]` and `[!DNL Name]` in a run of text.
 *
 * A label is marked as text of a user interface, a name stays as it is.
 */
export function resolveUiControls(value: string): PhrasingContent[] {
  if (!value.includes('[!')) return [text(value)];
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const match of value.matchAll(MARK)) {
    const [whole, kind, label = ''] = match;
    const before = value.slice(from, match.index);
    from = match.index + whole.length;
    if (kind === 'DNL') nodes.push(text(before + label));
    else {
      if (before !== '') nodes.push(text(before));
      const data = { hName: 'b', hProperties: { className: 'uicontrol' } };
      nodes.push({ type: 'inlineElement', data, children: [text(label)] });
    }
  }
  if (from < value.length) nodes.push(text(value.slice(from)));
  return nodes;
}

/** The same for plain text, such as a title: labels and names without their marks. */
export function stripUiControls(value: string): string {
  return value.replace(MARK, '$2');
}
