/** What of a page is read aloud: its prose sentence by sentence, without notes, marks and ways elsewhere. */
import { sentencesOf } from '../sentences.ts';

export interface Spoken {
  readonly text: string;
  readonly range: Range;
  /** The paragraph, heading or item it stands in. */
  readonly block: Element;
}

const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption, caption';
// The sides of 怎么办 (.who) fold; the other details are notes and answers to look up.
const SKIP = 'nav, button, form, details:not(.who), .who:not([open]) > :not(summary), svg, script, style, .crumb, .tools, .tools-said, .notes, .note, .ref, .behind, .selfcheck, .no-print, .unseen, [hidden]';

/** Everything to read below `root`, in order. */
export function spokenIn(root: Element): Spoken[] {
  const spoken: Spoken[] = [];
  let block: Element | undefined;
  let nodes: Text[] = [];
  const flush = () => {
    if (block) spoken.push(...spokenOf(block, nodes));
    nodes = [];
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element ? (node.matches(SKIP) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const of = node.parentElement?.closest(BLOCKS) ?? root;
    if (of !== block) flush();
    block = of;
    nodes.push(node as Text);
  }
  flush();
  return spoken;
}

function spokenOf(block: Element, nodes: readonly Text[]): Spoken[] {
  const text = nodes.map((n) => n.data).join('');
  const at = (offset: number): [Text, number] => {
    let rest = offset;
    for (const node of nodes) {
      if (rest <= node.length) return [node, rest];
      rest -= node.length;
    }
    throw new RangeError(`offset ${offset} in ${text.length}`);
  };
  return sentencesOf(text).flatMap(({ from, to }) => {
    const range = document.createRange();
    range.setStart(...at(from));
    range.setEnd(...at(to));
    // What styles do not draw is not read either.
    if (range.getClientRects().length === 0) return [];
    // U+2060 ties reference marks to their word; a voice may stumble over it.
    return [{ text: text.slice(from, to).replaceAll('\u2060', ''), range, block }];
  });
}
