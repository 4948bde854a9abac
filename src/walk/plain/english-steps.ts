import type { Step } from '../../article/article.js';

/** Verbs that begin an instruction in English support articles. */
const VERBS =
  'access|activate|add|adjust|allow|append|apply|ask|assign|attach|avoid|back|browse|build|call|cancel|capture|change|check|choose|clean|clear|click|clone|close|collect|compare|compile|configure|confirm|connect|contact|convert|copy|create|customize|debug|decide|define|delete|deploy|deselect|determine|disable|disconnect|discard|display|do|double-click|download|drag|drop|edit|empty|enable|encode|ensure|enter|execute|exit|expand|export|extend|extract|fill|filter|find|fix|follow|generate|get|give|go|grant|hover|identify|implement|import|include|increase|insert|inspect|install|invoke|keep|launch|leave|let|link|list|load|locate|log|look|make|map|mark|merge|minimize|modify|mount|move|name|navigate|note|notice|observe|obtain|open|optimize|paste|perform|place|prepare|press|preview|provide|publish|purge|push|put|raise|re-run|rebuild|recreate|reboot|record|redeploy|redirect|reduce|refresh|register|reindex|reinstall|reload|remove|rename|repeat|replace|replicate|request|rerun|reset|resize|restart|restore|resume|retest|retry|return|revert|review|right-click|roll|rotate|run|save|scroll|search|see|select|send|set|setup|share|sign|sort|specify|start|stop|submit|switch|take|tap|test|toggle|transfer|trigger|try|turn|type|uncheck|uncompress|uninstall|unzip|update|upgrade|upload|use|validate|verify|view|visit|wait|write|zip|reach|share|warn|disable|extend|unselect|tick|untick|track|tune|whitelist|allowlist|wrap';

const BEGINS = new RegExp(`^(?:${VERBS})\\b(?!\\s*[=:]\\s)`, 'i');
/** An adverb, or a label such as "Step 2:", before the verb. */
const LEAD =
  /^(?:(?:step|option) \w{1,3}\s{0,3}[:.)-]|then|next|now|first(?:ly)?|second(?:ly)?|finally|also|instead|please|lastly|again|once more|afterwards?|optionally|or|and|either|you(?:'ll| will)? (?:can|should|must|need to|have to|will)|simply|just|\W)[\s,:]*/i;
/** A clause before the verb: "In the menu, click …", "If it fails, restart …", "To begin, open …". */
const CLAUSE =
  /^(?:in|on|at|under|within|inside|from|to|for|once|after|before|when|while|if|using|by|with|as|per|upon|via|through|until|during|along)\b[^.]{2,220}?(?:,|:|\bthen\b|\n)\s*/i;
/** An instruction without an imperative. */
const DUTY =
  /\b(?:you (?:can|should|must|need to|have to|will have to)|(?:must|should|needs? to|has to) be|make sure|be sure)\b/i;

/** Whether a step is an instruction. */
export function isInstruction(text: string): boolean {
  let rest = text.trim().slice(0, 400);
  for (let turn = 0; turn < 4; turn++) {
    if (BEGINS.test(rest)) return true;
    const shorter = rest.replace(LEAD, '').replace(CLAUSE, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  return DUTY.test(text.slice(0, 200));
}

const NO_INSTRUCTIONS =
  /\b(?:steps? to reproduce|how to reproduce|reproduction|pre-?\s?requisites?|requirements?|required conditions?|before you begin|reasons?|causes?|symptoms?|instances|best practices?|limitations?|types of|references|related articles?|further reading|see also|faqs?|enhancements|known issues?|points to note|answers?|scenarios?)\b[^.:]{0,60}[:.]?\W*$/i;

/** Whether a heading, or the text before a list, announces something other than instructions. */
export function showsNoInstructions(text: string): boolean {
  return NO_INSTRUCTIONS.test(text);
}

const ANNOUNCED =
  /\b(?:possible|several|few|multiple|two|three|following|these)\s+(?:possible\s+)?(?:solutions?|options?|workarounds?|methods?|ways|alternatives|approaches|fixes)\b|\b(?:one|any) of the (?:following|below)\b|\bdepending on\b/i;
const OTHERWISE =
  /^(?:or\b|another (?:way|option|method)|alternatively|instead of|otherwise|option \w\b|method \w\b|solution \w\b|if none of)/i;
const CONDITION = /^(?:if|when|in case|for)\b/i;

/** Whether the steps of a list are alternatives. */
export function showsAlternatives(intro: string, steps: readonly Step[]): boolean {
  if (ANNOUNCED.test(intro)) return true;
  const others = steps.slice(1).filter(({ text }) => OTHERWISE.test(text.trim())).length;
  if (others > 0 && others >= (steps.length - 1) / 2) return true;
  return steps.every(({ text }) => CONDITION.test(text.trim()) || OTHERWISE.test(text.trim()));
}
