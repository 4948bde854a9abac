import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { onSite } from '../article/site-path.js';
import { assetPath, bundlePath } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import { componentName, writeComponents, type JsonSchema } from './contract/components.js';
import { writeParameters } from './contract/write-contract.js';
import { EXAMPLES } from './contract/write-responses.js';
import type { Operation } from './operation.js';

/** The API documentation page: every operation with its parameters and responses, and a form to try open GET requests. */
export function renderDocumentation(site: Site, operations: readonly Operation[]): string {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{`API · ${site.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <script src={assetPath(site, 'theme.js')} />
        <link
          rel="stylesheet"
          href={bundlePath(site, ['tokens', 'base', 'chrome', 'prose', 'api-docs'], 'css')}
        />
        <link rel="icon" type="image/svg+xml" href={assetPath(site, 'favicon.svg')} />
        <link rel="service-desc" type="application/json" href={onSite('/api/v1/openapi.json')} />
        <script type="module" src={assetPath(site, 'api-docs.js')} />
      </head>
      <body>
        <a class="skip-link" href="#content">
          Skip to content
        </a>
        <header class="docs-head">
          <h1>{`${site.name} API`}</h1>
          <p>
            <a href={onSite('/')}>{site.name}</a> · <a href={onSite('/api/v1/openapi.json')}>openapi.json</a>{' '}
            · <a href={onSite('/problems?lang=en')}>error codes</a>
          </p>
        </header>
        <div class="docs-frame">
          <nav class="docs-nav" aria-label="Operations">
            {tags.map((tag) => (
              <>
                <p>{tag}</p>
                <ul>
                  {operations
                    .filter((operation) => operation.tag === tag)
                    .map(({ id, summary }) => (
                      <li>
                        <a href={`#${id}`}>{summary}</a>
                      </li>
                    ))}
                </ul>
              </>
            ))}
            <p>
              <a href="#shapes">Shapes</a>
            </p>
          </nav>
          <main id="content" tabindex={-1}>
            {tags.map((tag) => (
              <section>
                <h2>{tag}</h2>
                {operations
                  .filter((operation) => operation.tag === tag)
                  .map((operation) => (
                    <OperationBox operation={operation} />
                  ))}
              </section>
            ))}
            <Shapes />
          </main>
        </div>
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** Text of the contract, with backticks rendered as code. */
function Prose({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</>;
}

interface OperationProps {
  readonly operation: Operation;
}

function OperationBox({ operation }: OperationProps): JSX.Element {
  const { id, method, path, summary, description, body, form, response, statuses, scope } = operation;
  return (
    <section class="docs-operation" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <code>
          {method.toUpperCase()} /api/v1{path.replaceAll(/:(\w+)/g, '{$1}')}
        </code>{' '}
        {summary}
      </h3>
      <p>
        <Prose text={description} /> {scope !== undefined && `Needs a key with the scope ${scope}.`}
      </p>
      <Parameters operation={operation} />
      {body !== undefined && (
        <>
          <h4>Body</h4>
          <ul>
            <li>
              application/json: <ShapeLink schema={body} />
            </li>
            {form !== undefined && (
              <li>
                multipart/form-data: <ShapeLink schema={form} />
              </li>
            )}
          </ul>
          <Example of={`${id} body`} value={EXAMPLES[id]?.request} />
        </>
      )}
      <h4>Responses</h4>
      {Object.entries(statuses).map(([status, meaning]) => (
        <p>
          <strong>{status}</strong> <Prose text={meaning} />{' '}
          {status < '300' && response !== undefined && <ShapeLink schema={response} />}
        </p>
      ))}
      <Example of={`${id} response`} value={EXAMPLES[id]?.response} />
      <p>
        Errors:{' '}
        {operation.problems.map((code, i) => (
          <>
            {i > 0 && ', '}
            <a href={onSite(`/problems/${code}?lang=en`)}>{code}</a>
          </>
        ))}
      </p>
      <TryForm operation={operation} />
    </section>
  );
}

function Parameters({ operation }: OperationProps): JSX.Element | null {
  const parameters = writeParameters(operation);
  if (parameters.length === 0) return null;
  return (
    <div class="wide" tabindex={0}>
      <table>
        <caption>Parameters</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">In</th>
            <th scope="col">Takes</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, in: place, required, schema, description = '' }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
                {required && ' (required)'}
              </th>
              <td>{place}</td>
              <td>
                {describeSchema(schema)}. <Prose text={description} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A form for an open GET request; `api-docs.js` shows the response below it, else the browser does. */
function TryForm({ operation }: OperationProps): JSX.Element | null {
  const { id, method, path, scope } = operation;
  if (method !== 'get' || scope !== undefined) return null;
  return (
    <details>
      <summary>Try it</summary>
      <form
        method="get"
        action={onSite(`/api/v1${path.replace(':number', 'KA-05406')}`)}
        data-path={onSite(`/api/v1${path}`)}
      >
        {writeParameters(operation).map(({ name, in: place, required, example = '' }) => (
          <p>
            <label for={`${id}-${name}`}>{name}</label>
            <input
              id={`${id}-${name}`}
              name={name}
              data-in={place}
              required={required && place === 'query'}
              value={required ? String(example) : undefined}
            />
          </p>
        ))}
        <button class="button" type="submit">
          Send
        </button>
      </form>
    </details>
  );
}

function Example({ of, value }: { readonly of: string; readonly value: unknown }): JSX.Element | null {
  if (value === undefined) return null;
  return (
    <pre tabindex={0} aria-label={`Example: ${of}`}>
      <code>{JSON.stringify(value, undefined, 2)}</code>
    </pre>
  );
}

function ShapeLink({ schema }: { readonly schema: z.ZodType }): JSX.Element {
  const name = componentName(schema);
  return <a href={`#shape-${name}`}>{name}</a>;
}

function Shapes(): JSX.Element {
  return (
    <section id="shapes">
      <h2>Shapes</h2>
      {Object.entries(writeComponents()).map(([name, schema]) => (
        <section class="docs-operation" id={`shape-${name}`} aria-labelledby={`shape-${name}-title`}>
          <h3 id={`shape-${name}-title`}>{name}</h3>
          <Members schema={schema} />
        </section>
      ))}
    </section>
  );
}

const SCHEMA = z.looseObject({});
const MEMBERS = z.record(z.string(), SCHEMA);
/** Deeper than any schema here. */
const DEEPEST = 6;

/** The members of an object, nested. */
function Members({ schema, depth = 0 }: { readonly schema: object; readonly depth?: number }): JSX.Element {
  const object = SCHEMA.parse(schema);
  const items = SCHEMA.safeParse(object['items']).data;
  const members = MEMBERS.safeParse(object['properties'] ?? items?.['properties']).data;
  if (members === undefined || depth > DEEPEST) return <p>{describeSchema(object)}</p>;
  return (
    <ul class="docs-members">
      {Object.entries(members).map(([name, member]) => (
        <li>
          <code>{name}</code> {describeSchema(member)}
          {typeof member['description'] === 'string' && <Prose text={`. ${member['description']}`} />}
          {(member['properties'] ?? SCHEMA.safeParse(member['items']).data?.['properties']) !== undefined && (
            <Members schema={member} depth={depth + 1} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A short type description: `string`, `array of integer`, `one of a, b`, a component's name. */
function describeSchema(schema: JsonSchema): string {
  const { type, $ref, format } = schema;
  const values = schema.enum ?? schema.const;
  const choices = schema.anyOf ?? schema.oneOf;
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? '';
  if (values !== undefined) return `one of ${[values].flat().map(String).join(', ')}`;
  if (Array.isArray(choices))
    return choices.map((choice: unknown) => describeSchema(SCHEMA.parse(choice))).join(' or ');
  if (type === 'array') return `array of ${describeSchema(SCHEMA.safeParse(schema.items).data ?? {})}`;
  const name = [type ?? 'any'].flat().map(String).join(' or ');
  return typeof format === 'string' ? `${name} (${format})` : name;
}
