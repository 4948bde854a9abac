import type { SectionName } from '../article/article.js';
import type { AdmonitionKind } from './markdown/nodes.js';

/** What a label stands for: a section, or a note set apart where it stands. */
export type LabelMeaning = Exclude<SectionName, 'summary' | 'description'> | AdmonitionKind;

type LabelTexts = Readonly<Partial<Record<LabelMeaning, readonly string[]>>>;

/**
 * Label texts by language, in all forms met; singular and plural, misspellings and wrong-sense translations included.
 *
 * `resolution` holds the words for solution, answer, fix and steps to resolve, all one thing to a reader.
 */
// prettier-ignore
const LABELS: Readonly<Record<string, LabelTexts>> = {
  en: {
    environment: ['Environment', 'Environments'],
    issue: ['Issue/Symptoms', 'Issue', 'Issues', 'Question', 'Problem', 'Error', 'Symptoms', 'Issue/Symtoms', 'Issue/Symptom'],
    cause: ['Cause', 'Causes', 'Reason', 'Root Cause'],
    resolution: [
      'Solution', 'Solutions', 'Answer', 'Fix', 'Steps to Resolve', 'Step to Resolve', 'Resolution', 'Resolution/Workaround', 'Resolution Steps',
    ],
    workaround: ['Workaround', 'Workarounds'],
    'steps-to-reproduce': ['Steps to reproduce', 'Steps to replicate', 'Step to reproduce'],
    additional: [
      'Related reading', 'Related readings', 'Additional Information', 'Documentation Link', 'Documentation Links', 'Reference', 'References',
      'More like this', 'Additional reading', 'Related information',
    ],
    note: ['Note', 'Notes'],
    important: ['Important Note', 'Important'],
    caution: ['Caution'],
    warning: ['Warning'],
    tip: ['Tip'],
  },
  de: {
    environment: ['Umgebung', 'Umgebungen'],
    issue: ['Problem/Symptome', 'Problem', 'Probleme', 'Frage', 'Fehler', 'Problem/SySymptome', 'Symptome'],
    cause: ['Ursache', 'Ursachen', 'Grund', 'Grundursache'],
    resolution: [
      'Lösung', 'Lösungen', 'Antwort', 'Fehlerbehebung', 'Schritte zum Auflösen', 'Schritt zur Auflösung', 'Lösungsschritte', 'Auflösung',
      'Schritte zur Lösung',
    ],
    workaround: ['Workaround', 'Problemumgehung', 'Problemumgehungen'],
    'steps-to-reproduce': ['Schritte zur Reproduktion', 'Zu reproduzierende Schritte', 'Zu replizierende Schritte'],
    additional: [
      'Verwandtes Lesen', 'Verwandte Informationen', 'Verwandte Lesungen', 'Dokumentationslink', 'Zusätzliche Informationen',
      'Weitere Informationen', 'Verwandte Lektüre', 'Referenz', 'Referenzen',
    ],
    note: ['Hinweis', 'Hinweise', 'NOTE'],
    important: ['Wichtiger Hinweis', 'Wichtig'],
    caution: ['Vorsicht', 'Achtung'],
    warning: ['Warnung'],
    tip: ['Tipp'],
  },
  es: {
    environment: ['Entorno', 'Entornos'],
    issue: ['Problema/Síntomas', 'Problemas/Síntomas', 'Problema', 'Problemas', 'Pregunta', 'Error'],
    cause: ['Causa', 'Causas', 'Razón', 'Causa principal'],
    resolution: [
      'Solución', 'Soluciones', 'Respuesta', 'Pasos a resolver', 'Pasos para resolver', 'Paso para resolver', 'Resolución', 'Corrección',
    ],
    workaround: ['Solución alternativa', 'Soluciones alternativas'],
    'steps-to-reproduce': ['Pasos a seguir', 'Pasos para replicar', 'Pasos para reproducir'],
    additional: [
      'Lectura relacionada', 'Lecturas relacionadas', 'Información adicional', 'Vínculo de documentación', 'Más información', 'Referencia',
      'Referencias',
    ],
    note: ['Nota', 'Notas'],
    important: ['Nota importante', 'Importante'],
    caution: ['Precaución'],
    warning: ['Advertencia'],
  },
  fr: {
    environment: ['Environnement', 'Environnements'],
    issue: ['Problème/Symptômes', 'Problèmes/Symptômes', 'Problème', 'Problèmes', 'Question', 'Erreur'],
    cause: ['Cause', 'Causes', 'Motif', 'Cause racine', 'Raison'],
    resolution: [
      'Solution', 'Solutions', 'Réponse', 'Correction', 'Étapes à résoudre', 'Procédure de résolution', 'Procédure de solution', 'Résolution',
      'Étapes de résolution',
    ],
    workaround: ['Solution de contournement', 'Contournement'],
    'steps-to-reproduce': ['Procédure à suivre', 'Étapes à reproduire', 'Étapes de reproduction'],
    additional: [
      'Lecture connexe', 'Lectures connexes', 'Informations supplémentaires', 'Lien vers la documentation', 'Informations connexes', 'Référence',
      'Références',
    ],
    note: ['Remarque', 'Remarques'],
    important: ['Remarque importante', 'Important'],
    caution: ['Attention'],
    warning: ['Avertissement'],
  },
  it: {
    environment: ['Ambiente', 'Ambienti', 'Ambiente/i'],
    issue: ['Problema/Sintomi', 'Problemi/Sintomi', 'Problema/i/Sintomi', 'Problema', 'Problemi', 'Domanda', 'Errore', 'Problema/Simboli'],
    cause: ['Causa', 'Cause', 'Motivo', 'Causa principale'],
    resolution: [
      'Soluzione', 'Soluzioni', 'Soluzione/i', 'Risposta', 'Correzione', 'Passaggi da risolvere', 'Passaggi per risolvere',
      'Passaggio per risolvere', 'Passaggi/o per risolvere', 'Risoluzione',
    ],
    workaround: ['Soluzione alternativa', 'Soluzioni alternative', 'Soluzione/i alternativa/e'],
    'steps-to-reproduce': ['Passaggi da riprodurre', 'Passaggi per riprodurre l’errore', "Passaggi per riprodurre l'errore", 'Passaggi per replicare'],
    additional: [
      'Lettura correlata', 'Letture correlate', 'Lettura/e correlata/e', 'Informazioni aggiuntive', 'Collegamento alla documentazione', 'Riferimento',
      'Riferimenti',
    ],
    note: ['Nota', 'Note'],
    important: ['Nota importante', 'Importante'],
    caution: ['Attenzione'],
    warning: ['Avvertenza', 'Avviso'],
  },
  ja: {
    environment: ['環境', '0.5511122'],
    issue: ['問題/症状', '問題', '質問', 'エラー', '症状'],
    cause: ['原因', '理由', '根本原因'],
    resolution: ['解決策', 'ソリューション', '回答', '解決する手順', '解決手順', '修正'],
    workaround: ['回避策'],
    'steps-to-reproduce': ['再現手順', 'レプリケートする手順'],
    additional: ['関連資料', '追加情報', 'ドキュメントリンク', '参照', '関連情報'],
    note: ['注意', 'メモ', '注'],
    important: ['重要な注意事項', '重要'],
    caution: ['注意事項'],
    warning: ['警告'],
  },
  ko: {
    environment: ['환경'],
    issue: ['문제/증상', '문제', '질문', '오류', '증상'],
    cause: ['원인', '이유', '근본 원인'],
    resolution: ['솔루션', '해결 방법', '답변', '해결 단계', '해상도', '수정'],
    workaround: ['임시 해결 방법', '대안'],
    'steps-to-reproduce': ['재현 단계', '복제 단계'],
    additional: ['관련 읽기', '추가 정보', '설명서 링크', '관련 레독스', '참조'],
    note: ['참고'],
    important: ['중요 참고 사항', '중요'],
    caution: ['주의'],
    warning: ['경고'],
  },
  nl: {
    environment: ['Omgeving', 'Omgevingen', 'Milieu'],
    issue: ['Probleem/symptomen', 'Probleem', 'Problemen', 'Vraag', 'Fout', 'Uitgave/symptomen'],
    cause: ['Oorzaak', 'Oorzaken', 'Reden', 'Hoofdoorzaak'],
    resolution: ['Oplossing', 'Oplossingen', 'Antwoord', 'Stappen om op te lossen', 'Stap om op te lossen', 'Stap(pen) om op te lossen', 'Resolutie'],
    workaround: ['Workaround', 'Workarounds', 'Tijdelijke oplossing'],
    'steps-to-reproduce': ['Stappen om te reproduceren', 'Te reproduceren stappen'],
    additional: [
      'Gerelateerde lezing', 'Verwante lezing', 'Aanvullende informatie', 'Verwante aflezingen', 'Documentatiekoppeling', 'Gerelateerde informatie',
      'Referentie',
    ],
    note: ['Opmerking', 'Opmerkingen'],
    important: ['Belangrijke opmerking', 'Belangrijk'],
    caution: ['Let op'],
    warning: ['Waarschuwing'],
  },
  pt: {
    environment: ['Ambiente', 'Ambientes'],
    issue: ['Problema/Sintomas', 'Problemas/Sintomas', 'Problema', 'Problemas', 'Pergunta', 'Erro'],
    cause: ['Causa', 'Causas', 'Motivo', 'Causa raiz'],
    resolution: ['Solução', 'Soluções', 'Resposta', 'Etapas para resolver', 'Etapa para resolver', 'Resolução', 'Correção'],
    workaround: ['Solução alternativa', 'Soluções alternativas'],
    'steps-to-reproduce': ['Etapas a serem reproduzidas', 'Etapas para replicar', 'Etapas para reproduzir'],
    additional: [
      'Leitura relacionada', 'Leituras relacionadas', 'Informações adicionais', 'Link da documentação', 'Link de documentação', 'Referência',
      'Referências',
    ],
    note: ['Nota', 'Notas', 'Observação', 'Observações'],
    important: ['Observação importante', 'Nota importante', 'Importante'],
    caution: ['Atenção', 'Cuidado'],
    warning: ['Aviso'],
  },
  sv: {
    environment: ['Miljö', 'Miljöer', 'Environment', '-miljö'],
    issue: ['Problem/symtom', 'Problem', 'Fråga', 'Fel'],
    cause: ['Orsak', 'Orsaker', 'Rotorsak'],
    resolution: ['Lösning', 'Lösningar', 'Svar', 'Steg som ska åtgärdas', 'Upplösning'],
    workaround: ['Tillfällig lösning', 'Tillfälliga lösningar'],
    'steps-to-reproduce': ['Steg som ska återskapas', 'Steg för att återskapa'],
    additional: ['Relaterad läsning', 'Ytterligare information', 'Dokumentationslänk', 'Relaterad information', 'Referens'],
    note: ['Obs!', 'Obs', 'Anteckning'],
    important: ['Viktigt', 'Viktig anmärkning'],
    caution: ['Försiktighet'],
    warning: ['Varning'],
  },
  'zh-Hans': {
    environment: ['环境'],
    issue: ['问题/症状', '问题', '错误', '症状'],
    cause: ['原因', '根本原因'],
    resolution: ['解决方案', '回答', '要解决的步骤', '分辨率', '解决步骤', '修复'],
    workaround: ['解决方法'],
    'steps-to-reproduce': ['重现问题的步骤', '要复制的步骤'],
    additional: ['相关阅读', '其他信息', '相关读数', '文档链接', '参考'],
    note: ['注意', '注释'],
    important: ['重要说明', '重要信息'],
    caution: ['小心'],
    warning: ['警告'],
  },
  'zh-Hant': {
    environment: ['環境'],
    issue: ['問題/症狀', '問題', '錯誤', '症狀'],
    cause: ['原因', '根本原因'],
    resolution: ['解決方案', '回答', '解決步驟', '要解決的步驟', '解析度', '修正'],
    workaround: ['因應措施'],
    'steps-to-reproduce': ['要再現的步驟', '復寫步驟'],
    additional: ['相關閱讀', '其他資訊', '相關讀數', '檔案連結', '參考'],
    note: ['注意', '附註'],
    important: ['重要注意事項', '重要'],
    caution: ['小心'],
    warning: ['警告'],
  },
};

const MEANINGS: readonly LabelMeaning[] = [
  'environment',
  'issue',
  'steps-to-reproduce',
  'cause',
  'resolution',
  'workaround',
  'additional',
  'note',
  'tip',
  'important',
  'caution',
  'warning',
];

const TABLE: ReadonlyMap<string, LabelMeaning> = new Map(
  Object.values(LABELS).flatMap((texts) =>
    MEANINGS.flatMap((meaning) =>
      (texts[meaning] ?? []).map((text) => [normalizeLabel(text), meaning] as const),
    ),
  ),
);

/**
 * Even out a label as it is written: width, case, spaces around `/`, trailing colons and full stops, strays of the export.
 */
export function normalizeLabel(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200B\u2060\uFEFF`>]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?\/ ?/g, '/')
    .trim()
    .replace(/[\s:.]+$/, '')
    .toLowerCase();
}

/**
 * Find what a label stands for, in any of the languages.
 *
 * @param text - The label as written.
 */
export function labelMeaning(text: string): LabelMeaning | undefined {
  if (text.length > 60) return undefined;
  const label = normalizeLabel(text);
  return TABLE.get(label) ?? sharedMeaning(label.split('/'));
}

/** `Probleme/Symptome`, in any number and order: what all the parts mean. */
function sharedMeaning(parts: readonly string[]): LabelMeaning | undefined {
  const [meaning, ...others] = parts.map((part) => TABLE.get(part));
  return others.length > 0 && others.every((other) => other === meaning) ? meaning : undefined;
}
