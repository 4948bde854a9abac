import type { PhrasingContent } from 'mdast';
import type { Dialect } from './dialect.js';
import { inlineElement } from './nodes.js';
import { inlineText } from './visible-text.js';

/** `[!UICONTROL Label]`, also as altered in translation: spaces, other brackets, lower case. */
const MARK = /([[［【])\s*[!！]\s*(UICONTROL|DNL)(?![a-z])\s*/iu;
const CANONICAL = /^\[!(?:UICONTROL|DNL) $/;
const BRACKETS: Readonly<Record<string, string>> = { '[': ']', '［': '］', '【': '】' };

interface Mark {
  readonly kind: string;
  readonly open: string;
  readonly close: string;
  /** Of nested brackets. */
  depth: number;
  readonly label: PhrasingContent[];
  readonly isBent: boolean;
}

/**
 * Resolve `[!UICONTROL Label]` and `[!DNL Name]`: labels are marked as UI text, names become plain text.
 *
 * A mark may span other nodes (`[!UICONTROL **Save**]`) and contain brackets; an unclosed one only loses its marker.
 */
export function resolveUiControls(children: readonly PhrasingContent[], dialect: Dialect): PhrasingContent[] {
  if (!children.some((child) => child.type === 'text' && MARK.test(child.value)))
    return children.map((child) => labelOfLink(child, dialect));
  const nodes: PhrasingContent[] = [];
  let mark: Mark | undefined;
  for (const child of children) {
    if (child.type !== 'text') (mark?.label ?? nodes).push(labelOfLink(child, dialect));
    let rest = child.type === 'text' ? child.value : '';
    while (rest !== '') {
      const found: RegExpExecArray | null = mark ? null : MARK.exec(rest);
      const end: number | undefined = mark ? endOfLabel(rest, mark) : found?.index;
      const text = rest.slice(0, end);
      if (text !== '') (mark?.label ?? nodes).push({ ...child, type: 'text', value: text });
      if (end === undefined) break;
      if (mark) {
        if (mark.isBent) dialect.report('mark-bent', child.position?.start, `[!${mark.kind}`);
        nodes.push(...(mark.kind === 'DNL' ? mark.label : [uiControl(mark.label)]));
        mark = undefined;
        rest = rest.slice(end + 1);
      } else {
        const [whole = '', open = '[', kind = ''] = found ?? [];
        const close = BRACKETS[open] ?? ']';
        mark = { kind: kind.toUpperCase(), open, close, depth: 1, label: [], isBent: !CANONICAL.test(whole) };
        rest = rest.slice(end + whole.length);
      }
    }
  }
  if (mark) {
    dialect.report('mark-bent', children[0]?.position?.start, `[!${mark.kind}`);
    nodes.push(...mark.label);
  }
  return nodes;
}

/** Position of the closing bracket; nested brackets belong to the label. */
function endOfLabel(rest: string, mark: Mark): number | undefined {
  for (let at = 0; at < rest.length; at += 1) {
    const character = rest.charAt(at);
    if (character === mark.open) mark.depth += 1;
    else if (character === mark.close) mark.depth -= 1;
    if (mark.depth === 0) return at;
  }
  return undefined;
}

/** Markdown parses `[!UICONTROL Menu](url)` as a link. */
function labelOfLink(node: PhrasingContent, dialect: Dialect): PhrasingContent {
  if (node.type !== 'link') return node;
  const [first, ...rest] = node.children;
  const mark = first?.type === 'text' ? /^[!！]\s*(?:UICONTROL|DNL)(?![a-z])\s*/i.exec(first.value) : null;
  if (first?.type !== 'text' || mark === null) return node;
  dialect.report('mark-bent', node.position?.start, inlineText(node).slice(0, 40));
  return {
    ...node,
    children: [uiControl([{ ...first, value: first.value.slice(mark[0].length) }, ...rest])],
  };
}

function uiControl(label: PhrasingContent[]): PhrasingContent {
  return inlineElement('b', label, { className: 'uicontrol' });
}

/** The same for plain text, such as a title. */
export function stripUiControls(value: string): string {
  if (!MARK.test(value)) return value;
  const mark = new RegExp(`${MARK.source}([^[\\]［］【】]*)[\\]］】]`, 'giu');
  return value.replace(mark, '$3');
}
