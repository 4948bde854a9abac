/** Allowed inline tags and their output elements. */
export const INLINE_TAGS: ReadonlyMap<string, string> = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'em'],
  ['em', 'em'],
  ['s', 'del'],
  ['del', 'del'],
  ['strike', 'del'],
  ['u', 'u'],
  ['code', 'code'],
  ['kbd', 'kbd'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['span', 'span'],
  ['a', 'a'],
  ['br', 'br'],
]);

/** Elements dropped with their content. */
export const OPAQUE_TAGS: ReadonlySet<string> = words(
  'script style iframe object embed noscript template svg math textarea select audio video canvas title xmp',
);

const STRUCTURE_TAGS = words(
  `address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure
  footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol optgroup option p pre section
  summary table tbody td tfoot th thead tr ul`,
);

/** Other HTML elements: the tag is dropped, its content kept. Unknown names are text: `<port>`. */
const PLAIN_TAGS = words(
  `font small big ins mark label button input img link meta base abbr cite q var samp tt time wbr picture source applet marquee
  nobr bdi bdo ruby rt rp data dfn output progress meter param track area map`,
);

/** Elements that browsers render with a gap between them. */
export const BOX_TAGS: ReadonlySet<string> = words(
  'label button input option legend meter progress output rt',
);

/** Whether a tag is structural (table, list, heading); such HTML is parsed as a whole. */
export function isStructureTag(name: string): boolean {
  return STRUCTURE_TAGS.has(name);
}

/** Whether HTML has such an element; otherwise it is unescaped text. */
export function isKnownTag(name: string): boolean {
  return INLINE_TAGS.has(name) || OPAQUE_TAGS.has(name) || STRUCTURE_TAGS.has(name) || PLAIN_TAGS.has(name);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
