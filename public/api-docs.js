// Shows the contract with Swagger UI; without it the page keeps its plain table.
/** @type {Window & { SwaggerUIBundle?: (options: object) => unknown }} */
const { SwaggerUIBundle } = window;
if (SwaggerUIBundle)
  SwaggerUIBundle({
    url: '/api/v1/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    displayRequestDuration: true,
    tryItOutEnabled: true,
    // Would ask a service elsewhere whether the contract is sound.
    validatorUrl: null,
  });
