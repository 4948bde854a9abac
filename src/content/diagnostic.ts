/** Severity: an `error` excludes the file, a `warning` is visible in the article, an `info` was corrected automatically. */
export type Severity = 'error' | 'warning' | 'info';

/** All diagnostics of content files and their severity. Codes are stable, since reports and suppressions use them. */
export const DIAGNOSTIC_SEVERITIES = {
  'file-unreadable': 'error',
  'file-too-large': 'error',
  'file-empty': 'error',
  'file-outside': 'error',
  'not-utf8': 'error',
  'nesting-too-deep': 'error',
  'too-many-lists': 'error',
  'too-many-marks': 'error',
  'compile-failed': 'error',
  'front-matter-missing': 'error',
  'front-matter-invalid': 'error',
  'number-missing': 'error',
  'number-mismatch': 'error',
  'title-missing': 'error',
  'duplicate-article': 'error',
  'walk-missing-file': 'error',
  'walk-missing-locale': 'warning',
  'walk-yaml': 'error',
  'walk-schema': 'error',
  'walk-duplicate-node': 'error',
  'walk-unknown-fact': 'error',
  'walk-missing-edge': 'error',
  'walk-unknown-edge': 'error',
  'walk-unknown-node': 'error',
  'walk-unreachable': 'error',
  'walk-loop': 'error',
  'walk-redirect': 'error',
  'walk-missing-question': 'error',
  'walk-unknown-step': 'error',
  'walk-missing-text': 'error',
  'walk-unknown-placeholder': 'error',
  'walk-placeholders': 'error',
  'walk-instructions': 'error',
  'search-yaml': 'error',
  'search-words': 'warning',
  'folder-name': 'warning',
  'file-name': 'warning',
  'walk-folder': 'warning',
  'walk-without-article': 'warning',
  'walk-unused-text': 'warning',
  'body-empty': 'warning',
  'field-missing': 'warning',
  'field-type': 'warning',
  'date-invalid': 'warning',
  'text-cut': 'warning',
  'attachment-missing': 'warning',
  'metadata-differs': 'warning',
  'quotes-leaked': 'warning',
  'heading-unknown': 'warning',
  'unsafe-element': 'warning',
  'unsafe-address': 'warning',
  'internal-address': 'warning',
  'image-missing': 'warning',
  'image-rejected': 'warning',
  'video-host': 'warning',
  'mark-bent': 'info',
  'unbalanced-tag': 'info',
  'remote-image': 'info',
  'placeholder-description': 'info',
  'label-by-position': 'info',
} as const satisfies Record<string, Severity>;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_SEVERITIES;

/** Whether a text is a code of the table. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(DIAGNOSTIC_SEVERITIES, text);
}

export interface Diagnostic {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One line in English: what is wrong and how to fix it. */
  readonly message: string;
}

/** Create a diagnostic with the severity from the table. */
export function diagnostic(
  path: string,
  code: DiagnosticCode,
  message: string,
  line = 1,
  column = 1,
): Diagnostic {
  return {
    path,
    line,
    column,
    code,
    severity: DIAGNOSTIC_SEVERITIES[code],
    message: message.replace(/\s+/g, ' ').trim().slice(0, 300),
  };
}
