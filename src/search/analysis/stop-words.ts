/**
 * Stop words by language; given less weight, never dropped.
 * Deliberately short: document frequency does the rest.
 */
const STOP_WORDS: Readonly<Record<string, string>> = {
  en: 'a an and are as at be been being by can cannot could did do does doing for from had has have how i if in into is it its may me my no not of on once one or our should so some than that the their them then there these they this those to up upon us was we were what when where which while who why will with would you your',
  de: 'aber als am an auch auf aus bei beim bin bis da damit das dass dem den der des die dies diese diesem diesen dieser dieses doch durch ein eine einem einen einer eines er es für gegen hat hatte haben ich ihr ihre im in ins ist kann kein keine können man mein meine mich mir mit muss nach nicht noch nur ob oder ohne sein sich sie sind so sobald über um und uns unter vom von vor wann war warum was wenn wer werden wie wir wird wo wurde wurden zu zum zur',
  it: 'a ad al alla alle agli ai all allo anche che chi ci come con cosa cui da dal dalla dalle dei degli del dell della delle di dove e è ed gli ha hanno i il in io la le lo l mio ma mi ne nei nel nell nella nelle negli noi non nostro o per perché più può possono quale quando quanto quella quello questa questo se sei si sono su sugli sui sul sull sulla sulle tra un una uno viene vengono',
  pt: 'a ao aos as à às até com como da das de dela dele do dos e é ela ele em entre era essa esse esta está estão este eu foi for há isso isto já lhe mais mas me meu minha muito na nas não no nos nós nossa nosso o os ou para pela pelas pelo pelos pode podem por porque qual quando que quem se sem ser seu sua são só também tem têm um uma você',
  es: 'a al algo como con cual cuando de del desde donde e el ella ellos en entre era es esa ese eso esta está están este esto fue ha han hay la las le les lo los más me mi muy no nos o para pero por porque puede pueden que qué quién se ser si sin sobre son su sus también te tiene tu un una unas uno unos y ya yo',
  fr: 'a à afin ai au aux avec c ce ces cet cette comme comment d dans de depuis des du elle elles en entre est et être eu il ils j je l la le les leur leurs lors lorsque lui m ma mais mes mon n ne nos notre nous on ont ou où par pas peut peuvent plus pour pourquoi qu quand que quel quelle qui s sa sans se ses si son sont sur t un une vers vos votre vous y',
  nl: 'aan als bij dan dat de deze die dit doe door dus een en er geen had hebben heeft het hier hij hoe ik in is je kan kunnen maar me met mijn naar niet nog of om onder ons ook op over te tot u uit uw van veel voor waar waarom wanneer was wat we wel werd wie wij worden wordt ze zich zij zijn zo zonder',
  sv: 'alla att av blir de den denna dess det detta dig din du då efter ej eller en er ett för från ha hade han har hos hur här i ingen inte jag kan man med men mig min mot mycket ni nu när någon och om oss på sig sin ska som så till under upp ut utan vad var varför vem vi vid vilken är',
};

const sets = new Map(
  Object.entries(STOP_WORDS).map(([language, words]) => [language, new Set(words.split(' '))]),
);
const none: ReadonlySet<string> = new Set();

/**
 * The stop words of a language, in lower case with diacritics.
 *
 * @param language - A language subtag: `de`, `pt`.
 */
export function stopWords(language: string): ReadonlySet<string> {
  return sets.get(language) ?? none;
}
