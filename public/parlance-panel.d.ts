/** Types of the element that `embed.js` defines. Copy this file into an application that uses it. */

/** The article something was done with. */
export interface PanelArticle {
  /** `KA-05406` */
  number: string;
  title: string;
  /** Language of the text that was handed over. */
  locale: string;
  /** Version of that text; absent where it has none. */
  version?: number;
  /** Absolute; opens in `locale`. */
  href: string;
}

interface PanelDetail {
  article: PanelArticle;
  /** Let the panel say that it worked only when this does; refused promises are shown as a failure. */
  waitUntil(work: Promise<unknown>): void;
}

/** Put a text into the reply: the answer as the agent edited it, or a link. */
export interface InsertDetail extends PanelDetail {
  text: string;
  html: string;
  markdown: string;
}

/** Tie the article to the ticket: `PUT /api/v1/articles/:number/links/:system/:ticket`. */
export interface LinkDetail extends PanelDetail {
  /** `sent` follows an `insert` by itself. */
  relation: 'reference' | 'sent' | 'resolved';
}

/** `<parlance-panel src="https://help.example" locale="de" product="Lantern">` */
export declare class ParlancePanel extends HTMLElement {
  /** Address of the site, with the path it lies below. */
  src: string;
  /** The agent's language; that of the page around the element when not given. */
  locale: string;
  product: string;
  /** What the customer wrote; never part of an address. */
  text: string;
  /** Numbers of the articles that are tied to the ticket already. */
  used: readonly string[];
}

/** What is said to the panel's frame, by `embed.js` or by an application that shows a frame of its own. */
export type MessageToPanel =
  | { parlance: 1; type: 'ticket'; text: string; product: string; used: readonly string[] }
  | { parlance: 1; type: 'done'; id: number; isDone: boolean };

/** What the frame says. */
export type MessageFromPanel =
  | { parlance: 1; type: 'ready' }
  | {
      parlance: 1;
      type: 'insert';
      id: number;
      article: PanelArticle;
      text: string;
      html: string;
      markdown: string;
    }
  | { parlance: 1; type: 'link' | 'resolved'; id: number; article: PanelArticle };

declare global {
  interface HTMLElementTagNameMap {
    'parlance-panel': ParlancePanel;
  }
  interface HTMLElementEventMap {
    insert: CustomEvent<InsertDetail>;
    link: CustomEvent<LinkDetail>;
    resolved: CustomEvent<LinkDetail>;
  }
}
