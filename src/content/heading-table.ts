/** The two parts every article has. */
export type Part = 'description' | 'resolution';

/**
 * Texts of the second-level headings, in all forms met; some are wrong-sense machine translations (`해상도` is a screen's).
 *
 * @see docs/decisions/0007-sections-by-anchor-text-position.md
 */
export const PART_HEADINGS: Readonly<Record<Part, readonly string[]>> = {
  description: [
    'Description',
    'Beschreibung',
    'Descripción',
    'Descrizione',
    '説明',
    '설명',
    'Beschrijving',
    'Descrição',
    'Beskrivning',
    '描述',
    '說明',
  ],
  resolution: [
    'Resolution',
    'Auflösung',
    'Lösung',
    'Resolución',
    'Résolution',
    'Risoluzione',
    '解決策',
    '해결 방법',
    '해상도',
    'Resolutie',
    'Resolução',
    'Upplösning',
    '解决方法',
    '解决方案',
    '分辨率',
    '解決方法',
    '解析度',
    'Solution',
    'Solución',
    'Soluzione',
    'Solução',
    'Oplossing',
    'Lösning',
  ],
};

/** Descriptions that are only the word itself: the author left the field as it was. */
export const PLACEHOLDER_DESCRIPTIONS: ReadonlySet<string> = new Set(
  [...PART_HEADINGS.description, 'Beskrivelse', 'Omschrijving'].map((word) => word.toLowerCase()),
);
