import chromium from '@sparticuz/chromium';

/**
 * Unpack the browser once, before any test runs.
 *
 * Test files run in parallel; two that unpack it at the same time would start an incomplete browser.
 */
export async function setup(): Promise<void> {
  await chromium.executablePath();
}
