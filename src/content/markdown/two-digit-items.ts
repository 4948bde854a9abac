import type { List, ListItem, Nodes, RootContent } from 'mdast';

/**
 * Repair children of list items from 10 on, which translations indent by three columns, one too few.
 *
 * For CommonMark the list ends there and another begins at 11: content indented by three columns is moved back under its item, and the rest
 * of the list after it. A nested numbered list that became items of the outer list is separated again.
 *
 * @param node - Its lists are modified.
 * @param text - The text that positions refer to.
 * @see docs/decisions/0006-two-digit-items.md
 */
export function joinTwoDigitItems(node: Nodes, text: string): void {
  if (!('children' in node)) return;
  if (node.type === 'root' || node.type === 'blockquote') node.children = joinLists(node.children, text);
  else if (node.type === 'listItem') node.children = joinLists(node.children, text);
  for (const child of node.children) joinTwoDigitItems(child, text);
}

function joinLists<Content extends RootContent>(children: Content[], text: string): Content[];
function joinLists(children: RootContent[], text: string): RootContent[] {
  const joined: RootContent[] = [];
  /** The list that may continue, and its last number. */
  let list: List | undefined;
  let number = 0;
  for (const child of children) {
    const item = list?.children.at(-1);
    const isUnderItem =
      list !== undefined && number >= 10 && number < 100 && columnOf(child) === columnOf(list) + 3;
    if (list && item && isUnderItem) adopt(list, item, child);
    else if (list && item && isContinued(list, number, child)) {
      list.children.push(...child.children);
      list.spread = (list.spread ?? false) || (child.spread ?? false);
      number = nestItems(list, text);
    } else {
      joined.push(child);
      list = child.type === 'list' && child.ordered === true ? child : undefined;
      if (list) number = nestItems(list, text);
    }
  }
  return joined;
}

function isContinued(list: List, number: number, child: RootContent): child is List {
  return (
    number >= 10 &&
    child.type === 'list' &&
    child.ordered === true &&
    child.start === number + 1 &&
    columnOf(child) === columnOf(list)
  );
}

function adopt(list: List, item: ListItem, child: RootContent): void {
  const before = item.children.at(-1);
  const isApart = (child.position?.start.line ?? 0) > (before?.position?.end.line ?? 0) + 1;
  item.spread = (item.spread ?? false) || isApart;
  list.spread = (list.spread ?? false) || isApart;
  const { children }: { children: RootContent[] } = item;
  children.push(child);
}

/**
 * Move items indented by three columns under the preceding two-digit item.
 *
 * @returns The number of the last item.
 */
function nestItems(list: List, text: string): number {
  const column = columnOf(list);
  const items: ListItem[] = [];
  let number = (list.start ?? 1) - 1;
  for (const item of list.children) {
    const before = items.at(-1);
    if (before && number >= 10 && number < 100 && columnOf(item) === column + 3) {
      const inner = before.children.at(-1);
      const start = Number(/^\d+/.exec(text.slice(item.position?.start.offset ?? 0))?.[0] ?? 1);
      if (inner?.type === 'list' && columnOf(inner) === column + 3) inner.children.push(item);
      else {
        const nested: List = {
          type: 'list',
          ordered: list.ordered ?? false,
          start,
          spread: false,
          children: [item],
        };
        before.children.push({ ...nested, ...(item.position && { position: item.position }) });
      }
    } else {
      items.push(item);
      number += 1;
    }
  }
  list.children = items;
  return number;
}

/**
 * Find content under such an item that ends in a paragraph which absorbed the following items: only a list starting at 1
 * can interrupt a paragraph.
 *
 * @returns The lines up to the first absorbed item, from 1; indenting them by one more space fixes the list.
 */
export function linesToIndent(node: Nodes, text: string): number[] {
  if (!('children' in node) || node.type === 'paragraph') return [];
  const lines = node.children.flatMap((child: Nodes) => linesToIndent(child, text));
  let list: List | undefined;
  let first = 0;
  for (const child of node.children) {
    const isUnderItem =
      list !== undefined &&
      columnOf(child) === columnOf(list) + 3 &&
      /^\d{2}[.)]/.test(sourceOf(list.children.at(-1), text));
    if (list && isUnderItem) {
      const start = child.position?.start.line ?? 1;
      first = first === 0 ? start : first;
      const end =
        child.type === 'paragraph' ? swallowedItem(sourceOf(child, text), columnOf(list) - 1) : undefined;
      if (end === undefined) continue;
      for (let line = first; line < start + end; line += 1) lines.push(line);
      // The rest belongs to the absorbed items, which appear in the next parse.
      list = undefined;
      first = 0;
    } else {
      list = child.type === 'list' ? child : undefined;
      first = 0;
    }
  }
  return lines;
}

/** The line of a paragraph that looks like an item of the preceding list. */
function swallowedItem(paragraph: string, indent: number): number | undefined {
  const item = new RegExp(`^ {${indent}}\\d{1,3}[.)] `);
  const at = paragraph.split('\n').findIndex((line, index) => index > 0 && item.test(line));
  return at === -1 ? undefined : at;
}

function sourceOf(node: Nodes | undefined, text: string): string {
  return text.slice(node?.position?.start.offset ?? 0, node?.position?.end.offset ?? 0);
}

function columnOf({ position }: Nodes): number {
  return position?.start.column ?? 0;
}
