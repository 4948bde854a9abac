import { renderToString } from 'preact-render-to-string';
import { assetPath } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import { OPERATIONS } from './contract/operations.js';
import { swaggerPath } from './swagger-files.js';

/** The page that shows the contract: a table of all operations, which Swagger UI replaces where scripts run. */
export function renderDocumentation(site: Site): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{`API · ${site.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href={swaggerPath('swagger-ui.css')} />
        <link rel="stylesheet" href={assetPath(site, 'api-docs.css')} />
        <link rel="icon" type="image/svg+xml" href={assetPath(site, 'favicon.svg')} />
        <link rel="service-desc" type="application/json" href="/api/v1/openapi.json" />
        <script defer src={swaggerPath('swagger-ui-bundle.js')} />
        <script defer src={assetPath(site, 'api-docs.js')} />
      </head>
      <body>
        <header class="docs-head">
          <h1>{`${site.name} API`}</h1>
          <a href="/">{site.name}</a> · <a href="/api/v1/openapi.json">openapi.json</a> ·{' '}
          <a href="/problems?lang=en">error codes</a>
        </header>
        <main id="swagger-ui">
          <div class="docs-plain">
            <table>
              <tbody>
                {OPERATIONS.map(({ method, path, summary }) => (
                  <tr>
                    <th scope="row">
                      <code>{`${method.toUpperCase()} /api/v1${path}`}</code>
                    </th>
                    <td>{summary}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </main>
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}
