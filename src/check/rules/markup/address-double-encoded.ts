import type { Rule } from '../../rule.js';
import { eachAddress } from '../../reading/each-passage.js';

export const addressDoubleEncoded: Rule = {
  id: 'address-double-encoded',
  severity: 'warning',
  summary: 'A URL is encoded twice.',
  looksAt: 'pair',
  check: eachAddress(['address', 'link', 'image'], ({ text }, { pairing }, passage) => {
    const twice = /&amp;|%25[\dA-F]{2}/i.exec(text)?.[0];
    const isInSource = pairing?.original(passage)?.pieces.some((piece) => piece.text === text) === true;
    return twice === undefined || isInSource ? undefined : `"${twice}" in the URL is encoded twice`;
  }),
};
